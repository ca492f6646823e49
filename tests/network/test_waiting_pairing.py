"""What waits between the meetings, for a member and for a facilitator."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from network import affairs, waiting
from network.desk import yearbook
from network.own_year import sharing
from network.waiting import pairing
from tests.factories import membership, person
from tests.meetings.factories import peer_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_danish():
    with translation.override("da"):
        yield


@pytest.fixture
def other(world):
    return membership(world.running, person(name="Nanna Nabo"), world.facilitator)


def before_the_end(world, days):
    """Noon, so many days before the year ends."""
    return timezone.now() + (world.running.ends_on - timezone.localdate() - dt.timedelta(days=days))


def own(world, at):
    return [
        item.what
        for item in waiting.for_person(affairs.of(world.member, at), at)
        if "makkermøde" in item.what
    ]


def missing(world, at):
    years = yearbook.with_house(type(world.running).objects.filter(network=world.network))
    book = yearbook.read_one(list(years), world.running.year, at)
    return [(item.what, item.tag, item.tone) for item in pairing.missing(book)]


def test_word_about_a_peer_meeting_waits_until_it_is_said(world, other):
    at = timezone.now()
    noted = peer_meeting(other, world.membership, silent=True)
    assert own(world, at) == ["Bekræft makkermødet med Nanna Nabo"]
    noted.participants.get(membership=world.membership).deny(by=world.member, at=at)
    assert own(world, at) == []


def test_year_says_whether_a_noted_peer_meeting_awaits_a_word(world, other):
    def words():
        at = timezone.now()
        mine = affairs.of(world.member, at)
        return sharing.peer_meeting(mine.memberships[0], mine, at).words

    assert words() == "ikke noteret endnu"
    noted = peer_meeting(other, world.membership, silent=True)
    assert words() == "venter på bekræftelse"
    noted.participants.get(membership=world.membership).confirm(by=world.member, at=timezone.now())
    assert words() == "holdt"


def test_missing_peer_meeting_waits_late_in_the_year(world, other):
    early, late = before_the_end(world, 61), before_the_end(world, 60)
    assert (own(world, early), missing(world, early)) == ([], [])
    assert own(world, late) == [f"Hold dit makkermøde i Netværk for innovationschefer {world.running.label}"]
    assert missing(world, late) == [("To mangler deres makkermøde", "60 dage", "")]
    assert missing(world, before_the_end(world, 30)) == [("To mangler deres makkermøde", "30 dage", "wait")]
    peer_meeting(other, world.membership)
    assert (own(world, late), missing(world, late)) == ([], [])


def test_who_has_left_is_not_missed(world, other):
    other.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    assert missing(world, before_the_end(world, 10)) == [("Én mangler sit makkermøde", "10 dage", "wait")]
