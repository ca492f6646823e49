"""A first programme for a year without meetings: four and a seminar, spread over the term, on days that clash with nothing."""

import datetime as dt

from django.db import transaction

from members.days import instant
from members.rules import term_end

from .clashes import clashes
from .elsewhere import between, meetings_elsewhere
from .rules import PartFacts
from .shape import Shape, plan_all

MEETINGS, SEMINAR = 5, 3
FURTHEST = 24  # days from the even spread
TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3
JULY, CHRISTMAS, EPIPHANY = 7, (12, 18), (1, 6)
NOON = dt.time(12)
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


def first_shape(cohort):
    """The meetings it would begin with, in order; one for which no good day was found has no time."""
    elsewhere = meetings_elsewhere(cohort.network, between(cohort.starts_on, cohort.ends_on))
    whole = (term_end(cohort.starts_on) - cohort.starts_on).days
    middles = [
        cohort.starts_on + whole * (2 * place + 1) // (2 * MEETINGS) * DAY for place in range(MEETINGS)
    ]
    return [one(number, middle, elsewhere) for number, middle in enumerate(middles, 1)]


def one(number, middle, elsewhere):
    """The meeting of that number, on the good day nearest to the middle of its share of the year."""
    is_seminar = number == SEMINAR
    tried = (middle + step * DAY for step in sorted(range(-FURTHEST, FURTHEST + 1), key=abs))
    day = next((day for day in tried if is_good(day, is_seminar, elsewhere)), None)
    if day is None:
        return Shape(number, (), None)
    return Shape(
        number, tuple(seminar(day) if is_seminar else [part(day, 10, 16)]), instant(day - WEEK, NOON)
    )


def is_good(day, is_seminar, elsewhere):
    """Whether people are likely to come: in the middle of the week, not in July or around Christmas, and nothing speaks against it."""
    wanted = (TUESDAY, WEDNESDAY) if is_seminar else (TUESDAY, WEDNESDAY, THURSDAY)
    days = [day, day + DAY] if is_seminar else [day]
    is_away = day.month == JULY or (day.month, day.day) >= CHRISTMAS or (day.month, day.day) <= EPIPHANY
    return day.weekday() in wanted and not is_away and not clashes(days, elsewhere)


def seminar(day):
    """A first day, a night and a second day."""
    return [
        part(day, 10, 18, "Første dag", "First day"),
        PartFacts(at(day, 18), at(day + DAY, 9), "Aften og nat", "Evening and night"),
        PartFacts(at(day + DAY, 9), instant(day + DAY, dt.time(12, 30)), "Anden dag", "Second day"),
    ]


def part(day, begins, ends, danish="", english=""):
    return PartFacts(at(day, begins), at(day, ends), danish, english)


def at(day, hour):
    return instant(day, dt.time(hour))


def begin(cohort, *, by, at):
    """Plan the first programme in a year that has no meetings; says how many were planned."""
    with transaction.atomic():
        type(cohort).objects.held(cohort)
        if cohort.meetings.exists():
            return 0
        return len(plan_all(cohort, first_shape(cohort), by=by, at=at))
