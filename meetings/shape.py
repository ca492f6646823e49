"""The shape of a year's programme, moved to another: how many meetings, when and in which parts; no themes, no hosts."""

import datetime as dt
from dataclasses import dataclass, field, replace

from members import wording
from members.rules import moved, term_end, weeks_from

from .clashes import clashes
from .elsewhere import days_of_facts, meetings_elsewhere
from .models import Meeting
from .rules import MovingFacts, PartFacts, Status, TakenFacts, moving_refusals

# A meeting has a theme from the start; this one says that somebody has still to write it.
TO_FOLLOW = {"theme_da": "Tema følger", "theme_en": "Theme to follow"}
# A meeting that falls outside the new term, or on another one, moves on or back by so many weeks.
STEPS = [dt.timedelta(weeks=weeks) for weeks in (0, 1, -1, 2, -2)]


@dataclass(frozen=True)
class Shape:
    """One meeting to be: its number, its times (none where no fitting day was found), its deadline, what it clashes with."""

    number: int
    parts: tuple[PartFacts, ...]
    answers_close_at: dt.datetime | None
    clashes: list[str] = field(default_factory=list, compare=False)

    @property
    def when(self):
        """ "torsdag den 9. marts, kl. 10–16", or ''"""
        return wording.span(self.parts[0].starts_at, self.parts[-1].ends_at) if self.parts else ""


def shape(like, starts_on):
    """The meetings of the year `like`, those called off left out, moved to a term that begins on that day."""
    term, weeks, found, taken = (
        (starts_on, term_end(starts_on)),
        weeks_from(like.starts_on, starts_on),
        [],
        [],
    )
    for number, meeting in enumerate(Meeting.objects.programme(like).live(), 1):
        step, parts = fitting(parts_of(meeting), weeks, term, taken)
        found.append(Shape(number, parts, (parts and moved(meeting.answers_close_at, weeks + step)) or None))
        taken += [TakenFacts(number, part.starts_at, part.ends_at) for part in parts]
    return with_clashes(like.network, found)


def with_clashes(network, shapes):
    """The meetings, each with what its days fall on or beside."""
    days = {one.number: days_of_facts(one.parts) for one in shapes}
    known = meetings_elsewhere(network, [day for touched in days.values() for day in touched])
    return [replace(one, clashes=clashes(days[one.number], known)) for one in shapes]


def parts_of(meeting):
    """When the meeting takes place and what happens then."""
    return [
        PartFacts(part.starts_at, part.ends_at, part.title_da, part.title_en) for part in meeting.parts.all()
    ]


def fitting(parts, weeks, term, taken):
    """The parts on the same weekday in the new term, and how far from their place; without times if none is free."""
    for step in STEPS:
        tried = tuple(
            replace(
                part, starts_at=moved(part.starts_at, weeks + step), ends_at=moved(part.ends_at, weeks + step)
            )
            for part in parts
        )
        if not moving_refusals(MovingFacts(Status.PLANNED, tried, term, taken)):
            return step, tried
    return STEPS[0], ()


def copy(like, cohort, *, by, at):
    """Plan in `cohort` what the year `like` had, as if by hand; the new meetings in order."""
    return plan_all(cohort, shape(like, cohort.starts_on), by=by, at=at)


def plan_all(cohort, shapes, *, by, at):
    """Plan these meetings, whose themes are still to be written."""
    return [
        Meeting.objects.plan(
            cohort,
            by=by,
            at=at,
            parts=one.parts,
            number=one.number,
            answers_close_at=one.answers_close_at,
            **TO_FOLLOW,
        )
        for one in shapes
    ]
