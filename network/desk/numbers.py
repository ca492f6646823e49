"""The figures that matter in a year's phase."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, npgettext

from meetings.rules import Answer
from members.rules import Intake, Phase

from .attendance import percent


@dataclass(frozen=True)
class Number:
    """A figure and what it counts."""

    figure: int | str
    words: str


def numbers(book):
    """Members and applications before the term, or who waits for intake; members, meetings and answers in it."""
    if book.cohort.intake(book.at) is Intake.AHEAD and book.cohort.to_be_told:
        return [members(book), to_be_told(book)]
    if book.is_ahead:
        return [members(book), *applications(book)]
    return [members(book), *meetings(book)]


def members(book):
    """ "22 af 25 pladser"; a year that was taken over had no seats to give here."""
    taken, seats = book.seated.total(), book.cohort.seats
    if book.cohort.taken_over:
        return Number(taken, npgettext("below a figure", "member", "members", taken))
    return Number(taken, ngettext("of %(count)d seat", "of %(count)d seats", seats) % {"count": seats})


def applications(book):
    """Who has applied, and how many wait for a decision."""
    live, to_judge = book.applications["live"], book.applications["to_judge"]
    yield Number(live, npgettext("below a figure", "application", "applications", live))
    yield Number(to_judge, gettext("to judge"))


def to_be_told(book):
    """How many have asked to be told when intake opens; their addresses nobody sees."""
    count = book.cohort.to_be_told
    return Number(count, ngettext("waits to be told", "wait to be told", count))


def meetings(book):
    """How many of the members were at the meetings, and come to the next; until somebody notes it, how many were held."""
    if (present := percent(book)) is not None:
        yield Number(gettext("%(percent)d %%") % {"percent": present}, gettext("attendance"))
    else:
        yield held(book)
    if book.next_meeting and book.phase == Phase.RUNNING:
        yield Number(book.next_meeting.answers.count(Answer.COMING), gettext("come next time"))


def held(book):
    """ "2 af 5 møder holdt" """
    count = len(book.meetings)
    words = ngettext("of %(count)d meeting held", "of %(count)d meetings held", count)
    return Number(len(book.held), words % {"count": count})
