"""The rule book about hosting, by tables."""

import datetime as dt

import pytest

from meetings.rules import (
    CHECKLIST,
    AskingFacts,
    NoteFacts,
    RequestStanding,
    Status,
    acceptance_refusals,
    asking_refusals,
    due_on,
    host_prepares,
    note_refusals,
    tick_refusals,
)

NOON = dt.datetime(2027, 3, 9, 12, tzinfo=dt.UTC)
FREE = {"status": Status.ANNOUNCED, "hosted": False, "seated": True}


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"status": Status.PLANNED}, []),
        ({"status": Status.CANCELLED}, ["cancelled"]),
        ({"status": Status.HELD}, ["hosted"]),
        ({"hosted": True}, ["hosted"]),
        ({"is_past": True}, ["past"]),
        ({"seated": False}, ["not_a_member"]),
        ({"hosted": True, "seated": False}, ["hosted", "not_a_member"]),
        ({"asked_already": True}, ["asked_already"]),
        ({"hosted": True, "asked_already": True}, ["hosted"]),
    ],
)
def test_asking(facts, expected):
    assert codes(asking_refusals(AskingFacts(**{**FREE, **facts}))) == expected


@pytest.mark.parametrize(
    ("standing", "facts", "expected"),
    [
        (RequestStanding.OPEN, {}, []),
        (RequestStanding.ACCEPTED, {"hosted": True}, ["answered"]),
        (RequestStanding.DECLINED, {}, ["answered"]),
        (RequestStanding.WITHDRAWN, {}, ["withdrawn"]),
        (RequestStanding.OPEN, {"hosted": True}, ["hosted"]),
        (RequestStanding.OPEN, {"status": Status.CANCELLED}, ["cancelled"]),
        (RequestStanding.OPEN, {"seated": False}, ["not_a_member"]),
    ],
)
def test_accepting(standing, facts, expected):
    assert codes(acceptance_refusals(standing, AskingFacts(**{**FREE, **facts}))) == expected


def test_checklist_counts_from_the_first_day():
    first = dt.date(2027, 3, 9)
    assert {task: due_on(task, first).isoformat() for task in CHECKLIST} == {
        "rooms": "2027-01-12",
        "agenda": "2027-02-09",
        "food": "2027-02-16",
        "practical": "2027-02-23",
        "numbers": "2027-03-02",
        "ready": "2027-03-08",
        "note": "2027-03-16",
    }


@pytest.mark.parametrize(
    ("cancelled", "ends_at", "expected"),
    [
        (False, NOON, []),
        (False, NOON + dt.timedelta(seconds=1), ["too_early"]),
        (False, None, ["too_early"]),
        (True, NOON, ["too_early"]),
    ],
)
def test_note_comes_after_the_meeting(cancelled, ends_at, expected):
    assert codes(note_refusals(NoteFacts(cancelled, ends_at, NOON))) == expected


def test_nothing_is_prepared_for_a_cancelled_meeting():
    assert [status for status in Status if tick_refusals(status)] == [Status.CANCELLED]


@pytest.mark.parametrize(("days", "open_"), [(0, True), (30, True), (31, False)])
def test_host_prepares_until_some_days_after_the_year(days, open_):
    last = dt.date(2026, 12, 31)
    assert host_prepares(last, last + dt.timedelta(days=days)) is open_
