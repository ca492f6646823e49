"""Reminding an applicant of a draft: once, before the window closes (bylaw 4)."""

from __future__ import annotations

import datetime as dt

from .words import COPENHAGEN

REMIND_BEFORE = dt.timedelta(days=7)
REMIND_LATE = dt.timedelta(hours=48)


def reminder_at(*, begun_at: dt.datetime, closes_at: dt.datetime) -> dt.datetime | None:
    """Bylaw 4: when a draft is reminded of: a week before intake closes, at the same time of day in Denmark.

    A draft begun later than that is reminded of 48 hours before; one begun later still is fresh, and not at all.
    """
    week_before = (closes_at.astimezone(COPENHAGEN) - REMIND_BEFORE).astimezone(dt.UTC)
    return next((at for at in (week_before, closes_at - REMIND_LATE) if begun_at <= at), None)
