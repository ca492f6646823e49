"""Sessions: read by a question that is kept, and over when their time has run out."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from network.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    store = SessionStore()
    store["who"] = "Anna"
    store.create()
    store.save()
    return store.session_key


def test_session_is_read_by_its_key(kept):
    assert SessionStore(kept).get("who") == "Anna"


def test_session_that_has_run_out_is_nobodys(kept):
    Session.objects.filter(session_key=kept).update(expire_date=now() - dt.timedelta(seconds=1))

    found = SessionStore(kept)

    assert (found.get("who"), found.session_key) == (None, None)


def test_session_that_was_never_given_is_nobodys(kept):
    found = SessionStore("a" * 32)

    assert (found.get("who"), found.session_key) == (None, None)
