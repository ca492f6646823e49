"""The rule book about renewing, and about dates that move with a year: tables, without a database."""

import datetime as dt

import pytest

from members.rules import (
    COPENHAGEN,
    Intake,
    State,
    moved,
    moved_window,
    reminder_due,
    stopping_refusals,
    weeks_from,
)


def danish(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("before", "after", "weeks"),
    [
        ("2027-01-01", "2028-01-01", 52),
        ("2028-01-01", "2029-01-01", 52),  # a leap year between
        ("2028-02-29", "2029-02-28", 52),
        ("2027-08-01", "2030-08-01", 157),  # three years: 1096 days
        ("2027-08-01", "2027-08-01", 0),
        ("2028-01-01", "2027-01-01", -52),
    ],
)
def test_terms_lie_so_many_weeks_apart(before, after, weeks):
    apart = weeks_from(dt.date.fromisoformat(before), dt.date.fromisoformat(after))
    assert apart == dt.timedelta(weeks=weeks)


@pytest.mark.parametrize(
    ("moment", "later"),
    [
        ("2027-03-30T10:00", "2028-03-28T10:00"),  # summer time in both
        ("2027-10-29T10:00", "2028-10-27T10:00"),
        ("2026-10-26T10:00", "2027-10-25T10:00"),  # winter time, then summer time
        ("2028-02-29T09:30", "2029-02-27T09:30"),
    ],
)
def test_the_clock_on_the_wall_stays(moment, later):
    found = moved(danish(moment), dt.timedelta(weeks=52))
    assert (found, found.utcoffset()) == (danish(later), danish(later).utcoffset())


def test_no_moment_stays_none():
    assert moved(None, dt.timedelta(weeks=52)) is None


WINDOW = (danish("2026-10-01T09:00"), danish("2026-11-01T23:59"), dt.date(2027, 2, 1))


@pytest.mark.parametrize(
    ("window", "at", "expected"),
    [
        (WINDOW, "2027-09-30T08:59", ("2027-09-30T09:00", "2027-10-31T23:59", "2028-01-31")),
        (WINDOW, "2027-09-30T09:00", (None, None, None)),  # it would have begun
        ((None, None, None), "2027-01-01T09:00", (None, None, None)),
    ],
)
def test_window_moves_or_is_left_open(window, at, expected):
    opens, closes, last = expected
    assert moved_window(*window, dt.timedelta(weeks=52), danish(at)) == (
        opens and danish(opens),
        closes and danish(closes),
        last and dt.date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    ("intake", "seated", "applied", "codes"),
    [
        (Intake.OPEN, True, None, []),
        (Intake.OPEN, True, State.SUBMITTED, []),
        (Intake.OPEN, True, State.WAITING, []),
        (Intake.OPEN, True, State.ADMITTED, ["decided"]),
        (Intake.OPEN, True, State.DECLINED, ["decided"]),
        (Intake.OPEN, False, None, ["not_asked"]),
        (Intake.AHEAD, True, None, ["window"]),
        (Intake.CLOSED, True, None, ["window"]),
        (Intake.NONE, True, None, ["window"]),
    ],
)
def test_stopping_is_for_members_in_time_until_the_decision(intake, seated, applied, codes):
    found = stopping_refusals(intake=intake, seated=seated, applied=applied)
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-24T23:58", False),
        ("2026-11-24T23:59", True),
        ("2026-12-01T23:58", True),
        ("2026-12-01T23:59", False),
    ],
)
def test_reminder_is_due_in_the_last_week(at, due):
    assert reminder_due(danish("2026-12-01T23:59"), danish(at)) == due
