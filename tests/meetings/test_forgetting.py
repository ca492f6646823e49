"""The wish to be erased takes along what a member told by choice about meetings, and the letter names what is left."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    Abstention,
    Attendance,
    Challenge,
    HostNote,
    HostRequest,
    HostWish,
    OwnCalendar,
)
from meetings.rules import Answer, Wish
from meetings.tasks.keeping import sweep_answers
from members.clock import database_now
from members.models import Letter

from .factories import meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world):
    """The member has told everything that one can tell by choice; the former member's note stays."""
    at, seat, by = database_now(), world.membership, world.facilitator
    coming, lacking = [meeting(world.running, by, days=200 + number, number=number) for number in (1, 2)]
    coming.announce(by=by, at=at)
    Attendance.objects.answer(coming, seat, Answer.COMING, by=world.member, at=at, food="own-food")
    Challenge.objects.share(seat, at=at, title="own-title", hard="own-hard", wanted="own-wanted")
    asked = HostRequest.objects.ask(lacking, seat, by=by, at=at)
    asked.decline(by=world.member, at=at, reason="own-reason")
    HostWish.objects.say(seat, Wish.WAITS, "own-remark", at=at)
    over = meeting(world.running, by, on=timezone.localdate(at) - dt.timedelta(2), number=3, host=seat)
    HostNote.objects.write(over, "own-note", by=world.member, at=at)
    OwnCalendar.objects.subscribe(world.member, on=timezone.localdate(at), at=at)
    return world


def left():
    texts = [*Attendance.objects.values_list("food", flat=True)]
    texts += HostRequest.objects.values_list("reason", flat=True)
    return [Challenge.objects.count(), HostWish.objects.count(), HostNote.objects.count(), texts]


def test_wish_to_be_erased_takes_along_what_was_told_by_choice(told, sign_in):
    sign_in(told.member).post(reverse("erasure"), {"understood": "on"})
    assert left() == [0, 0, 0, ["", ""]]
    assert not OwnCalendar.objects.exists()
    assert [one.membership for one in Abstention.objects.all()] == [told.membership]
    letter = Letter.objects.get(kind="members/erasure_noted").text
    assert "Et svar på et møde" in letter or "1 svar" in letter
    assert "udfordring" not in letter.lower()


def test_wish_that_is_refused_takes_nothing(told, sign_in):
    sign_in(told.member).post(reverse("erasure"), {})
    assert left() == [1, 1, 1, ["own-food", "own-reason"]]
    assert not Abstention.objects.exists()


def test_food_goes_with_a_person_who_is_gone_before_the_meeting(told):
    told.member.become_nameless(timezone.now())
    sweep_answers()
    assert [one.food for one in Attendance.objects.all()] == [""]
