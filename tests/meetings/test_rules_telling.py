"""Bylaws 9 and 10: when members are told what."""

import datetime as dt

import pytest

from meetings.rules import Message, Status, TellingFacts, is_due, subscription_refusals, telling_refusals

NOW = dt.datetime(2027, 3, 9, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def facts(status=Status.ANNOUNCED, starts=20, closes=10, **more):
    """A meeting so many days ahead, answered until so many days ahead."""
    starts_at = NOW + starts * DAY
    more = {"was_announced": True, **more}
    return TellingFacts(
        status=status,
        starts_at=starts_at,
        ends_at=starts_at + DAY / 4,
        closes_at=NOW + closes * DAY,
        at=NOW,
        **more,
    )


@pytest.mark.parametrize(
    ("message", "asked", "code", "due"),
    [
        ("announcement", {}, "", False),
        ("announcement", {"has_newcomers": True}, "", True),
        ("announcement", {"status": Status.PLANNED}, "status", False),
        ("announcement", {"starts": -2}, "past", False),
        ("change", {"has_changed": True}, "", True),
        ("change", {}, "unchanged", False),
        ("change", {"status": Status.HELD, "has_changed": True}, "status", False),
        ("cancellation", {"status": Status.CANCELLED}, "", True),
        ("cancellation", {"status": Status.CANCELLED, "starts": -5}, "", False),
        ("cancellation", {"status": Status.CANCELLED, "was_announced": False}, "status", False),
        ("cancellation", {}, "status", False),
        ("reminder", {"closes": 8}, "", False),
        ("reminder", {"closes": 7}, "", True),
        ("reminder", {"closes": 0}, "too_late", False),
        ("practical", {"starts": 15}, "", False),
        ("practical", {"starts": 14}, "", True),
        ("practical", {"starts": -2}, "past", False),
        ("thanks", {"status": Status.HELD, "starts": -2}, "", True),
        ("thanks", {"status": Status.HELD, "starts": -31}, "", False),
        ("thanks", {"starts": -2}, "status", False),
    ],
)
def test_letter_is_refused_or_suggested(message, asked, code, due):
    asked = facts(**asked)
    found = [refusal.code for refusal in telling_refusals(Message(message), asked)]
    assert (found, is_due(Message(message), asked)) == ([code] if code else [], due)


def test_calendar_is_for_whoever_has_one():
    assert [len(subscription_refusals(has_calendar=known)) for known in (True, False)] == [0, 1]
