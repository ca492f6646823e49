"""A month as a calendar shows it: weeks from Monday to Sunday, with the meetings on their days."""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from members import wording

WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True)
class Entry:
    """A meeting on one day, with its hours there."""

    meeting: object
    hours: str


@dataclass(frozen=True)
class Day:
    """One square of the calendar."""

    date: dt.date
    in_month: bool
    is_today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Week:
    """One row of the calendar, with its number in the year (ISO 8601, as in Denmark)."""

    number: int
    days: tuple[Day, ...]


def weeks(first, meetings, today):
    """The weeks of the month that begins on `first`."""
    entries = by_day(meetings)
    return [
        Week(
            days[0].isocalendar().week,
            tuple(
                Day(day, day.month == first.month, day == today, tuple(entries.get(day, ()))) for day in days
            ),
        )
        for days in WEEKS.monthdatescalendar(first.year, first.month)
    ]


def by_day(meetings):
    """The entries of each day on which something happens."""
    found = {}
    for meeting in meetings:
        for day in days_of(meeting):
            found.setdefault(day, []).append(Entry(meeting, hours_on(meeting, day)))
    return found


def days_of(meeting):
    """The days on which some part of the meeting takes place."""
    found = set()
    for part in meeting.parts.all():
        first, last = days_touched(part)
        found |= {first + dt.timedelta(days=step) for step in range((last - first).days + 1)}
    return sorted(found)


def days_touched(part):
    """The first and the last day of a part; what ends at midnight does not touch the next day."""
    return timezone.localdate(part.starts_at), timezone.localdate(part.ends_at - dt.timedelta(microseconds=1))


def hours_on(meeting, day):
    """ "kl. 10–16", "fra kl. 10", "til kl. 12.30" or "hele dagen": what the meeting takes of that day."""
    touching = [part for part in meeting.parts.all() if days_touched(part)[0] <= day <= days_touched(part)[1]]
    starts = min(part.starts_at for part in touching)
    ends = max(part.ends_at for part in touching)
    begins_today = timezone.localdate(starts) == day
    ends_today = max(days_touched(part)[1] for part in touching) == day
    words = {"start": wording.clock(starts), "end": wording.clock(ends)}
    if begins_today and ends_today:
        return gettext("%(start)s–%(end)s") % words
    if begins_today:
        return gettext("from %(start)s") % words
    return gettext("until %(end)s") % words if ends_today else gettext("all day")


def months_of(cohort):
    """The first day of the first and of the last month of the term."""
    return cohort.starts_on.replace(day=1), cohort.ends_on.replace(day=1)


def following(first):
    """The first day of the month after."""
    return (first + dt.timedelta(days=31)).replace(day=1)


def preceding(first):
    """The first day of the month before."""
    return (first - dt.timedelta(days=1)).replace(day=1)


def opening(cohort, meetings, at):
    """The month to open the calendar of a year with: the next meeting's, the present one, or the first with a meeting."""
    first, last = months_of(cohort)
    ahead = [meeting.starts_at for meeting in meetings if meeting.ends_at and meeting.ends_at > at]
    dated = [meeting.starts_at for meeting in meetings if meeting.starts_at]
    wanted = timezone.localdate(min(ahead or dated or [at])).replace(day=1)
    return min(max(wanted, first), last)
