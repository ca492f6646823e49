"""The demonstration's dates: believable on whatever day it is loaded."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import holidays

DENMARK = ZoneInfo("Europe/Copenhagen")
DAY = dt.timedelta(days=1)


def at(day, hour=9, minute=0, second=0):
    """An aware Danish moment."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=DENMARK)


def clock_time(day, text):
    """The Danish moment on that day at "HH:MM"."""
    hour, minute = map(int, text.split(":"))
    return at(day, hour, minute)


def good_day(day, step=1):
    """The nearest Tuesday to Thursday from `day` that is no holiday, not in July and not around Christmas."""
    closed = holidays.country_holidays("DK", years=[day.year, day.year + 1, day.year - 1])

    def bad(candidate):
        christmas = (candidate.month, candidate.day) >= (12, 18) or (candidate.month, candidate.day) <= (1, 5)
        return (
            candidate.weekday() not in (1, 2, 3) or candidate in closed or candidate.month == 7 or christmas
        )

    while bad(day):
        day += step * DAY
    return day


def first_of_month_near(day):
    """The first of the month nearest to that day."""
    this = day.replace(day=1)
    following = (this + 32 * DAY).replace(day=1)
    return this if day - this <= following - day else following


@dataclass(frozen=True)
class Calendar:
    """The moments of the demonstration, reckoned from the moment it is loaded."""

    now: dt.datetime

    @property
    def today(self):
        return self.now.astimezone(DENMARK).date()

    def ago(self, days, hour=10, minute=0):
        """A Danish moment so many days back (never after now)."""
        return min(at(self.today - days * DAY, hour, minute), self.now - dt.timedelta(minutes=5))

    def ahead(self, days, hour=9, minute=0):
        return at(self.today + days * DAY, hour, minute)

    @property
    def present_start(self):
        """The first day of the present year's term, about 150 days ago."""
        return first_of_month_near(self.today - 150 * DAY)

    @property
    def next_start(self):
        return self.present_start.replace(year=self.present_start.year + 1)

    def meeting_days(self):
        """The five days of the present year: two held, three ahead; the seminar takes two days."""
        start, today = self.present_start, self.today
        return [
            good_day(start + 35 * DAY),
            min(good_day(start + 92 * DAY), good_day(today - 12 * DAY, step=-1)),
            good_day(today + 26 * DAY),
            good_day(today + 95 * DAY),
            good_day(today + 165 * DAY),
        ]
