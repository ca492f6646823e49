"""Whoever leaves the year is rid of its meetings in the own calendar: by the letter that confirms it."""

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import telling
from meetings.correspondence import Correspondence
from meetings.leaving import take_back
from meetings.models import Meeting, OwnCalendar
from meetings.rules import Message
from members.models import Letter, Membership
from tests import factories

from .factories import meeting, part, seminar

pytestmark = pytest.mark.django_db
SENTENCE = "Aflysninger af de kommende møder er vedhæftet"


def fresh(one):
    return Meeting.objects.in_full().get(pk=one.pk)


def invite(made, world):
    """Announce the meeting by letter."""
    book = Correspondence(fresh(made), timezone.now())
    seen = telling.fingerprint(telling.outgoing(book, Message.ANNOUNCEMENT))
    telling.announce(made, seen=seen, by=world.facilitator, at=timezone.now())
    return fresh(made)


def leave(world, desk, way="withdrawal", **typed):
    """Note it on the page; the letter."""
    typed = typed or {"withdrawn_on": timezone.localdate().isoformat()}
    answer = desk.post(reverse(way, args=[world.membership.pk]), typed)
    assert answer.status_code == 302
    return Letter.objects.get(to_email="member@example.dk", kind__startswith="members/")


def taken_back(letter):
    """(uid, sequence) of every event that the letter takes out of the calendar."""
    found = []
    for attached in letter.attachments.order_by("pk"):
        calendar = icalendar.Calendar.from_ical(bytes(attached.content))
        (event,) = calendar.walk("VEVENT")
        assert (str(calendar["METHOD"]), str(event["STATUS"])) == ("CANCEL", "CANCELLED")
        assert str(event["ATTENDEE"]) == "mailto:member@example.dk"
        found.append((str(event["UID"]), event["SEQUENCE"]))
    return found


def ids(*meetings):
    return [(f"{one.uid}-{part.pk}", one.sequence) for one in meetings for part in one.parts.all()]


@pytest.fixture
def desk(world, sign_in):
    return sign_in(world.facilitator)


@pytest.mark.parametrize("way", ["withdrawal", "annulment"])
def test_letter_takes_the_meetings_to_come_out_of_the_calendar(world, sign_in, way):
    first = invite(meeting(world.running, world.facilitator, days=200), world)
    seminar_ = invite(
        meeting(
            world.running,
            world.facilitator,
            parts=seminar(timezone.localdate() + timezone.timedelta(days=150)),
        ),
        world,
    )
    meeting(world.running, world.facilitator, days=220)  # nobody was invited
    seat = Membership.objects.select_related("person").get(pk=world.membership.pk)
    assert len(take_back(seat, first.ends_at)) == 3  # what has been stays

    typed = {"reason": "Forvekslet."} if way == "annulment" else {}
    letter = leave(world, sign_in(world.second_facilitator), way, **typed)

    assert sorted(taken_back(letter)) == sorted(ids(first, seminar_))
    assert SENTENCE in letter.text


def test_newer_version_than_the_member_was_told_is_taken_back_too(world, desk):
    made = invite(
        meeting(
            world.running,
            world.facilitator,
            parts=seminar(world.running.starts_on + timezone.timedelta(days=200)),
        ),
        world,
    )
    kept, *dropped = made.parts.all()
    made.move(
        [part(timezone.localdate(kept.starts_at), "11", "17", key=kept.pk)],
        by=world.facilitator,
        at=timezone.now(),
    )

    found = dict(taken_back(leave(world, desk)))

    made = fresh(made)
    assert found == {f"{made.uid}-{one.pk}": made.sequence for one in [kept, *dropped]}
    assert made.sequence > 0


@pytest.mark.parametrize("reason", ["never invited", "subscribes", "told that it is cancelled"])
def test_letter_carries_nothing_that_no_calendar_has(world, desk, reason):
    made = meeting(world.running, world.facilitator, days=200)
    if reason == "subscribes":
        OwnCalendar.objects.subscribe(world.member, on=timezone.localdate(), at=timezone.now())
    if reason != "never invited":
        invite(made, world)
    if reason == "told that it is cancelled":
        book = Correspondence(fresh(made), timezone.now())
        telling.cancel(
            made,
            seen=telling.fingerprint(telling.outgoing(book, Message.CANCELLATION)),
            by=world.facilitator,
            at=timezone.now(),
        )
        assert Letter.objects.filter(kind="meetings/cancellation").count() == 1

    letter = leave(world, desk)

    assert (letter.attachments.count(), SENTENCE in letter.text) == (0, False)


def test_other_members_keep_the_meeting(world, desk):
    factories.membership(world.running, factories.person("stays@example.dk"), world.facilitator)
    made = invite(meeting(world.running, world.facilitator, days=200), world)

    leave(world, desk)

    assert fresh(made).status == "announced"
    assert Letter.objects.filter(to_email="stays@example.dk").count() == 1


@pytest.mark.parametrize("count", [1, 12])
def test_events_are_found_in_a_constant_number_of_queries(world, django_assert_num_queries, count):
    for place in range(count):
        invite(meeting(world.running, world.facilitator, days=200 + place), world)
    seat = Membership.objects.select_related("person").get(pk=world.membership.pk)

    with django_assert_num_queries(6):
        assert len(take_back(seat, timezone.now())) == count
