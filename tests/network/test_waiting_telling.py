"""Letters about meetings that wait for the facilitator."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from meetings import telling
from meetings.models import Meeting
from meetings.rules import Message
from network import waiting
from network.desk import yearbook
from tests import factories
from tests.meetings.factories import meeting, part

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_danish():
    with translation.override("da"):
        yield


def letters(world):
    """What waits to be told: (sentence, tag, tone)."""
    years = yearbook.with_house(type(world.running).objects.filter(network=world.network))
    book = yearbook.read_one(list(years), world.running.year, timezone.now())
    return [
        (item.what, item.tag, item.tone)
        for item in waiting.for_facilitator(book)
        if "/letters/" in item.url and "/meetings/" in item.url
    ]


def announced(world, days):
    """An announced meeting so many days from today, about which the members were told."""
    made = meeting(
        world.running, world.facilitator, on=timezone.localdate() + dt.timedelta(days=days), address="A"
    )
    made.announce(by=world.facilitator, at=timezone.now())
    tell(made, Message.ANNOUNCEMENT, world)
    return Meeting.objects.in_full().get(pk=made.pk)


def tell(made, message, world):
    telling.tell(made, message, seen=None, by=world.facilitator, at=timezone.now())


def test_nothing_waits_about_a_meeting_far_off_that_is_as_it_was_told(world):
    announced(world, 60)
    assert letters(world) == []


def test_change_waits_until_it_is_told_or_taken_back(world):
    made = announced(world, 60)
    day, key = timezone.localdate(made.starts_at), made.parts.get().pk
    made.move([part(day, "11", key=key)], by=world.facilitator, at=timezone.now())
    assert letters(world) == [("Giv medlemmerne besked om, at møde 1 er ændret", "60 dage", "wait")]
    made.move([part(day, key=key)], by=world.facilitator, at=timezone.now())
    assert letters(world) == []
    made.move([part(day, "12", key=key)], by=world.facilitator, at=timezone.now())
    tell(made, Message.CHANGE, world)
    assert letters(world) == []


def test_cancellation_waits_to_be_told(world):
    made = announced(world, 60)
    made.cancel(by=world.facilitator, at=timezone.now())
    assert letters(world) == [("Giv medlemmerne besked om, at møde 1 er aflyst", "60 dage", "wait")]
    tell(made, Message.CANCELLATION, world)
    assert letters(world) == []


def test_practical_letter_and_reminder_wait_when_the_meeting_is_near(world):
    made = announced(world, 6)
    assert {what for what, _tag, _tone in letters(world)} == {
        "Send de praktiske oplysninger om møde 1",
        "Mind dem, der ikke har svaret, om møde 1",
    }
    tell(made, Message.PRACTICAL, world)
    tell(made, Message.REMINDER, world)
    assert letters(world) == []


def test_thanks_wait_after_a_meeting(world):
    made = meeting(world.running, world.facilitator, on=timezone.localdate() - dt.timedelta(days=3))
    made.hold(by=world.facilitator, at=timezone.now())
    assert letters(world) == [("Tak for møde 1", "", "")]
    tell(made, Message.THANKS, world)
    assert letters(world) == []


def test_who_joined_after_the_invitation_waits_to_be_invited(world):
    made = announced(world, 60)
    factories.membership(world.running, factories.person("late@example.dk"), world.facilitator)
    assert [what for what, _tag, _tone in letters(world)] == [
        "Indkald dem, der er kommet til efter indkaldelsen til møde 1"
    ]
    tell(made, Message.ANNOUNCEMENT, world)
    assert letters(world) == []


def test_practical_letter_waits_again_when_the_details_were_corrected(world):
    made = announced(world, 6)
    tell(made, Message.REMINDER, world)
    tell(made, Message.PRACTICAL, world)
    made.describe(entrance="Port 9", by=world.facilitator, at=timezone.now())
    assert [what for what, _tag, _tone in letters(world)] == ["Send de praktiske oplysninger om møde 1"]
