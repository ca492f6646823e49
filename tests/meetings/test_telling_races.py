"""The button pressed many times at once, and a meeting moved meanwhile: real threads on the real database."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings import telling
from meetings.leaving import take_back
from meetings.models import Meeting, Told
from meetings.rules import Message
from members.announcing import note_withdrawal
from members.models import Letter, Membership
from members.rules import Refused
from tests import factories
from tests.members.test_races import together

from .factories import meeting, part

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made():
    """An announced meeting of a year with three members."""
    facilitator = factories.person("facilitator@example.dk")
    network = factories.network("innovationschefer", name_da="Netværk for innovationschefer")
    running = factories.cohort(network, starts_in=-100, published_by=facilitator)
    for _ in range(3):
        factories.membership(running, factories.person(name="Mette Medlem"), facilitator)
    planned = meeting(running, facilitator, days=200)
    planned.announce(by=facilitator, at=timezone.now())
    return planned


def send(made, message=Message.ANNOUNCEMENT):
    """How many letters went, or why none did."""
    one = Meeting.objects.in_full().get(pk=made.pk)
    try:
        return telling.tell(one, message, seen=None, by=one.announced_by, at=timezone.now())
    except Refused as refused:
        return refused.refusals[0].code


def test_pressed_many_times_at_once_everybody_gets_one_letter(made):
    answers = together([lambda: send(made) for _ in range(5)])
    assert sorted(map(str, answers)) == ["3", "told", "told", "told", "told"]
    assert (Told.objects.count(), Letter.objects.filter(kind="meetings/announcement").count()) == (3, 3)


def test_meeting_moved_meanwhile_is_told_as_it_was_and_has_then_changed(made):
    day, key = timezone.localdate(made.starts_at), made.parts.get().pk
    moved = [part(day + dt.timedelta(days=7), key=key)]

    def move():
        one = Meeting.objects.get(pk=made.pk)
        one.move(moved, by=one.announced_by, at=timezone.now())

    together([lambda: send(made), move])

    told = Told.objects.select_related("telling").first().telling
    after = Meeting.objects.in_full().get(pk=made.pk)
    expected = 3 if told.version < after.sequence else "unchanged"
    assert send(made, Message.CHANGE) == expected


@pytest.mark.parametrize("turn", range(4))
def test_invitation_and_withdrawal_at_once_leave_no_event_behind(made, turn):
    """Whoever comes second has seen the first: no invitation, or one that is taken back."""
    seat = Membership.objects.select_related("person").first()
    facts = {"on": timezone.localdate(), "by": made.announced_by, "at": timezone.now()}
    acts = [lambda: send(made), lambda: note_withdrawal(seat, **facts, takes_back=take_back)]

    assert [one for one in together(acts[turn % 2 :] + acts[: turn % 2]) if isinstance(one, Exception)] == []

    to_member = Letter.objects.filter(person=seat.person)
    invited = to_member.filter(kind="meetings/announcement").count()
    taken_back = to_member.get(kind="members/withdrawal_noted").attachments.count()
    assert (invited, taken_back) in ((0, 0), (1, 1))
