"""A year made from another: its days and moments move by whole weeks, so that a Thursday stays a Thursday."""

from __future__ import annotations

import datetime as dt

from .words import COPENHAGEN

WEEK = 7


def weeks_from(before: dt.date, after: dt.date) -> dt.timedelta:
    """The whole weeks that lie nearest to the time from one term's first day to another's."""
    days = (after - before).days
    return dt.timedelta(days=WEEK * round(days / WEEK))


def moved(moment: dt.datetime | None, by: dt.timedelta) -> dt.datetime | None:
    """The same time on Denmark's clocks, that much later: 10 o'clock stays 10 o'clock in summer and winter."""
    if moment is None:
        return None
    there = moment.astimezone(COPENHAGEN).replace(tzinfo=None) + by
    return there.replace(tzinfo=COPENHAGEN)


def moved_window(
    opens_at: dt.datetime | None,
    closes_at: dt.datetime | None,
    last_admission_on: dt.date | None,
    by: dt.timedelta,
    at: dt.datetime,
) -> tuple[dt.datetime | None, dt.datetime | None, dt.date | None]:
    """Bylaw 4: the window of a year moved to the next; left open where it would already have begun."""
    opens, closes = moved(opens_at, by), moved(closes_at, by)
    if opens is None or opens <= at:
        return None, None, None
    return opens, closes, last_admission_on and last_admission_on + by
