"""What was said about hosting ends a year after the term, or with its person."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import HostingTick, HostNote, HostRequest, HostWish
from meetings.own_data import own_data
from meetings.rules import Wish
from meetings.tasks.keeping import sweep_answers
from members.clock import database_now
from members.models import Erasure
from members.rules import COPENHAGEN, months_after
from network.own_data.listing import listed
from tests.meetings.factories import meeting

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def said(world):
    """The member was asked, said no, would rather wait, and left a note after another meeting."""
    lacking = meeting(world.running, world.facilitator, days=200)
    made = HostRequest.objects.ask(lacking, world.membership, by=world.facilitator, at=database_now())
    made.decline(by=world.member, at=database_now(), reason="own-reason")
    HostWish.objects.say(world.membership, Wish.WAITS, "own-remark", at=timezone.now())
    hosted = meeting(world.running, world.facilitator, days=40, number=2, host=world.membership)
    HostNote.objects.write(hosted, "own-note", by=world.member, at=database_now())
    HostingTick.objects.tick(hosted, "rooms", by=world.member, at=database_now())
    return world


def left():
    return [model.objects.count() for model in (HostRequest, HostWish, HostNote, HostingTick)]


def test_words_about_hosting_end_a_year_after_the_term(said, set_clock):
    last = months_after(said.running.ends_on, 12)
    set_clock(dt.datetime.combine(last, dt.time(23), COPENHAGEN))
    sweep_answers()
    assert left() == [1, 1, 1, 1]
    set_clock(dt.datetime.combine(last + DAY, dt.time(2), COPENHAGEN))
    sweep_answers()
    sweep_answers()
    assert left() == [0, 0, 0, 0]
    noted = Erasure.objects.filter(network=said.network, kind="profile", because="period")
    assert list(noted.values_list("count", flat=True)) == [1, 1, 1, 1]


def test_words_about_hosting_end_with_their_person(said):
    said.member.become_nameless(timezone.now())
    sweep_answers()
    assert left() == [0, 0, 0, 0]


def test_words_about_hosting_are_ones_own_data(said):
    own = str(own_data(said.member))
    assert all(words in own for words in ("own-reason", "own-remark", "own-note", "rooms"))
    assert not any(words in str(own_data(said.former)) for words in ("own-reason", "own-remark", "own-note"))
    entries = [entry.what for entry in listed(said.member)]
    assert "Det, du har sagt og skrevet om værtskab" in entries
    assert "At du er blevet spurgt som vært, og hvad du har krydset af som forberedt" in entries
    assert not any("værtskab" in entry.what for entry in listed(said.former))
