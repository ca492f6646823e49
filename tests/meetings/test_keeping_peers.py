"""Peer meetings and suggestions end with the people in them; wishes and reminders with the year."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from meetings.models import Abstention, Nudge, PeerMeeting, Suggestion
from meetings.tasks.keeping import sweep_answers
from members.clock import database_now
from members.keeping import memberships
from members.models import Erasure
from tests import factories
from tests.meetings.factories import peer_meeting, suggested

pytestmark = pytest.mark.django_db


@pytest.fixture
def past_year(world, set_clock):
    """Two members who met and were suggested to each other in 2017, seen from today."""
    today = timezone.now()
    set_clock(dt.datetime(2017, 6, 1, 12, tzinfo=dt.UTC))
    other = factories.membership(world.past, factories.person(), world.facilitator)
    noted = peer_meeting(world.former_membership, other)
    suggested(world.past, world.former_membership, other, by=world.facilitator)
    Nudge.objects.create(membership=other, sent_by=world.facilitator, sent_at=database_now())
    Abstention.objects.wish(other, suggestions=False, at=database_now())
    connection.check_constraints()
    set_clock(today)
    return noted


def counts():
    return [model.objects.count() for model in (PeerMeeting, Suggestion, Abstention, Nudge)]


def test_wishes_and_reminders_end_a_year_after_the_term(world, past_year):
    assert counts() == [1, 1, 1, 1]
    sweep_answers()
    assert counts() == [1, 1, 0, 0]


def test_peer_meetings_and_suggestions_end_with_the_person(world, past_year):
    memberships.anonymise([world.former_membership], at=database_now())
    for _night in range(2):
        sweep_answers()
    assert counts() == [0, 0, 0, 0]
    ended = Erasure.objects.filter(kind="peer_meeting")
    assert {(one.network, one.count) for one in ended} == {(world.network, 1)}
    assert ended.count() == 4


def test_running_year_is_left_alone(world):
    other = factories.membership(world.running, factories.person(), world.facilitator)
    peer_meeting(world.membership, other)
    Abstention.objects.wish(other, suggestions=False, at=timezone.now())
    sweep_answers()
    assert counts() == [1, 0, 1, 0]
