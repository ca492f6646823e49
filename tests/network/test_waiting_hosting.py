"""What waits about hosting, on the member's home and on the desk."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from meetings.models import HostingTick, HostRequest
from members.clock import database_now
from network import affairs
from network.desk import yearbook
from network.waiting.gathering import gathering
from network.waiting.hosting import asked_to_host, to_prepare, without_host
from tests.factories import membership, person
from tests.meetings.factories import meeting

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def in_danish():
    with translation.override("da"):
        yield


def book(cohort):
    at = timezone.now()
    return yearbook.read(list(yearbook.with_house(type(cohort).objects.filter(pk=cohort.pk))), at)[cohort.pk]


def desk(cohort):
    """What the desk says about hosts."""
    found = book(cohort)
    return [item.what for item in without_host(found, [one for one in found.ahead if one.lacks_host])]


def test_desk_tells_who_is_asked_who_said_no_and_what_lacks(world):
    first, _second, third = [
        meeting(world.running, world.facilitator, days=200 + number, number=number) for number in (1, 2, 3)
    ]
    assert desk(world.running) == ["Find værter til tre møder"]
    other = membership(world.running, person(name="Ole Anden"), world.facilitator)
    made = HostRequest.objects.ask(first, world.membership, by=world.facilitator, at=database_now())
    HostRequest.objects.ask(third, other, by=world.facilitator, at=database_now())
    assert desk(world.running) == [
        "Mette Medlem er spurgt som vært for møde 1",
        "Ole Anden er spurgt som vært for møde 3",
        "Find en vært til møde 2",
    ]
    made.decline(by=world.member, at=database_now())
    assert desk(world.running) == [
        "Ole Anden er spurgt som vært for møde 3",
        "Mette Medlem kan ikke være vært for møde 1",
        "Find en vært til møde 1",
        "Find en vært til møde 2",
    ]
    first.give_host(secretariat=True, by=world.facilitator, at=database_now())
    assert "Mette Medlem kan ikke være vært for møde 1" not in desk(world.running)


def test_desk_leads_to_the_plan(world):
    meeting(world.running, world.facilitator, days=200)
    item = next(one for one in gathering(book(world.running)) if "vært" in one.what)
    assert item.url == f"/{world.network.slug}/{world.running.year}/hosts/"


def test_member_is_reminded_of_a_request_until_it_is_answered(world):
    lacking = meeting(world.running, world.facilitator, parts=[])  # without a day yet
    made = HostRequest.objects.ask(lacking, world.membership, by=world.facilitator, at=database_now())
    own = affairs.of(world.member, timezone.now())
    assert [(item.what, item.url) for item in asked_to_host(own.asking_to_host)] == [
        (
            "Svar på, om du vil være vært for møde 1",
            f"/{world.network.slug}/{world.running.year}/hosts/requests/{made.pk}/",
        )
    ]
    assert affairs.of(world.facilitator, timezone.now()).asking_to_host == []
    made.decline(by=world.member, at=database_now())
    assert affairs.of(world.member, timezone.now()).asking_to_host == []


def test_host_is_reminded_of_the_first_thing_that_is_due(world):
    """Thirty days ahead the rooms are overdue; the programme, due in two days, comes after them."""
    now = timezone.now()
    coming = meeting(
        world.running, world.facilitator, on=timezone.localdate(now) + 30 * DAY, host=world.membership
    )
    found = lambda: [  # noqa: E731
        (item.what, item.tone) for item in to_prepare(affairs.of(world.member, now).hosted, now)
    ]
    assert found() == [("Som vært for møde 1: book lokaler og det udstyr, I skal bruge", "late")]
    HostingTick.objects.tick(coming, "rooms", by=world.member, at=now)
    programme = (
        "Som vært for møde 1: aftal programmet med facilitatoren, og hvad I viser af jeres eget arbejde"
    )
    assert found() == [(programme, "wait")]
    HostingTick.objects.tick(coming, "agenda", by=world.member, at=now)
    assert found() == []


def test_host_of_a_meeting_behind_us_is_reminded_of_the_note_alone(world):
    now = timezone.now()
    meeting(world.running, world.facilitator, on=timezone.localdate(now) - 10 * DAY, host=world.membership)
    found = [(item.what, item.tag) for item in to_prepare(affairs.of(world.member, now).hosted, now)]
    assert found == [("Som vært for møde 1: skriv en note til de næste værter", "dagen er passeret")]
