"""The year wheel: where the days of a term lie on a circle, as paths and points ready for a template.

Coordinates are texts with a decimal point, because a template in Danish would write a comma.
"""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.dates import MONTHS
from django.utils.translation import get_language

CENTRE = 200
RADIUS = 150
HALF = 13  # half the width of the ring, and the radius of a meeting's dot
LANES = (150, 121, 92)  # the ring, and further in for a dot that would hide another one
CLEARANCE = 28  # from the middle of one dot to that of another


@dataclass(frozen=True)
class Spot:
    """A meeting to be placed on the wheel."""

    number: int
    day: dt.date
    held: bool
    words: str


@dataclass(frozen=True)
class Mark:
    """A meeting's dot."""

    x: str
    y: str
    text_y: str
    number: int
    held: bool
    words: str


@dataclass(frozen=True)
class Month:
    """The line at the first of a month, and where its name stands."""

    tick: str
    x: str
    y: str
    name: str


@dataclass(frozen=True)
class Wheel:
    """Everything that is drawn of one term; an empty path is not drawn."""

    months: tuple[Month, ...]
    marks: tuple[Mark, ...]
    elapsed: str
    is_over: bool
    intake: str
    today: str


def draw(
    starts_on: dt.date,
    ends_on: dt.date,
    *,
    today: dt.date,
    intake: tuple[dt.date, dt.date] | None,
    meetings: Iterable[Spot],
) -> Wheel:
    """The wheel of a term, with the days of an intake (both included) and the meetings.

    A year is a circle: an intake or a day in the twelve months before the term stands at its own season.
    """
    term = Term(starts_on, ends_on)
    return Wheel(
        months=months_of(starts_on, ends_on, get_language()),
        marks=tuple(term.marks(meetings)),
        elapsed=term.arc(starts_on, today) if starts_on < today <= ends_on else "",
        is_over=today > ends_on,
        intake=term.arc(intake[0], intake[1] + dt.timedelta(days=1)) if intake else "",
        today=term.spoke(today, RADIUS - 32, RADIUS + 22) if term.reaches(today) else "",
    )


@lru_cache(maxsize=64)
def months_of(starts_on, ends_on, language):
    """The months of a term, named in that language: the same at every look."""
    return tuple(Term(starts_on, ends_on).months())


class Term:
    """The circle of one year's days, the first at the top, clockwise."""

    def __init__(self, starts_on, ends_on):
        self.starts_on = starts_on
        self.days = (ends_on - starts_on).days + 1

    def turn(self, day):
        """How far round the day lies, as a part of the whole circle."""
        return (day - self.starts_on).days / self.days

    def reaches(self, day):
        """Whether the day lies in the term or in the twelve months before it."""
        return -1 <= self.turn(day) < 1

    def spoke(self, day, inner, outer):
        """A straight line across the ring at the beginning of a day."""
        turn = self.turn(day)
        return f"M{point(turn, inner)}L{point(turn, outer)}"

    def arc(self, first, last):
        """The piece of the ring from the beginning of one day to the beginning of another, at most a year."""
        begin, end = self.turn(first), self.turn(last)
        end = min(end, begin + 0.985)  # a full circle would begin where it ends, and be drawn somewhere else
        if end <= begin:
            return ""
        return f"M{point(begin)}A{RADIUS} {RADIUS} 0 {int(end - begin > 0.5)} 1 {point(end)}"

    def months(self):
        """The twelve months round the ring; one that the term cuts in two is named in its larger part."""
        for first in month_starts(self.starts_on):
            middle = first + dt.timedelta(days=14)
            x, y = point(self.turn(middle), RADIUS + 35).split()
            yield Month(
                tick=self.spoke(first, RADIUS - HALF, RADIUS + HALF),
                x=x,
                y=shifted(y, 4),
                name=str(MONTHS[first.month])[:3],
            )

    def marks(self, spots):
        """The meetings' dots; one that would hide another moves inwards, while there is room."""
        taken = []
        for spot in sorted(spots, key=lambda spot: (spot.day, spot.number)):
            places = [point(self.turn(spot.day), radius) for radius in LANES]
            place = next((one for one in places if is_clear(one, taken)), places[-1])
            taken.append(place)
            x, y = place.split()
            yield Mark(x, y, shifted(y, 4.5), spot.number, spot.held, spot.words)


def month_starts(starts_on):
    """The firsts of the twelve months that begin within a year from the day."""
    after = starts_on.replace(day=1)
    if after < starts_on:
        after = next_month(after)
    for _ in range(12):
        yield after
        after = next_month(after)


def next_month(first):
    """The first of the month after."""
    return (first + dt.timedelta(days=31)).replace(day=1)


def point(turn, radius=RADIUS):
    """The place on a circle as "x y", clockwise from the top."""
    angle = 2 * math.pi * turn - math.pi / 2
    return f"{CENTRE + radius * math.cos(angle):.1f} {CENTRE + radius * math.sin(angle):.1f}"


def is_clear(place, taken):
    """Whether a dot here would leave the other dots to be seen."""
    here = [float(coordinate) for coordinate in place.split()]
    return all(math.dist(here, [float(c) for c in other.split()]) >= CLEARANCE for other in taken)


def shifted(coordinate, by):
    """A coordinate moved, still a text."""
    return f"{float(coordinate) + by:.1f}"
