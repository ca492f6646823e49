"""Whether a network takes new members, said in words with the exact moment."""

from dataclasses import dataclass

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext

from . import wording
from .models import Cohort
from .rules import Intake


@dataclass(frozen=True)
class Words:
    """The state of an intake: the claim, the sentence that follows it, and the year it speaks of."""

    state: Intake
    claim: str
    rest: str = ""
    cohort: Cohort | None = None

    @property
    def is_open(self):
        return self.state is Intake.OPEN


def of_network(cohorts, at):
    """The intake that matters to somebody who thinks of joining now: the open one, the next, or the last."""
    by_state = {state: [c for c in cohorts if c.intake(at) is state] for state in Intake}
    if by_state[Intake.OPEN]:
        return of_year(max(by_state[Intake.OPEN], key=lambda c: c.starts_on), at)
    if by_state[Intake.AHEAD]:
        return of_year(min(by_state[Intake.AHEAD], key=lambda c: c.opens_at), at)
    closed = [*by_state[Intake.CLOSED], *(c for c in by_state[Intake.NONE] if c.taken_over)]
    planned = [c for c in by_state[Intake.NONE] if not c.taken_over and c.ends_on >= localdate(at)]
    if closed:
        following = min(planned, key=lambda c: c.starts_on, default=None)
        return after_closing(max(closed, key=lambda c: c.starts_on), following, at)
    if planned:
        return of_year(min(planned, key=lambda c: c.starts_on), at)
    return Words(Intake.NONE, gettext("No intake has been planned yet."))


def of_year(cohort, at):
    """The state of one year's own intake."""
    year = {"year": cohort.label}
    state = cohort.intake(at)
    if state is Intake.OPEN:
        return Words(
            state,
            gettext("Intake for %(year)s is open") % year,
            f"{until(cohort.closes_at, at)} {missed()}",
            cohort,
        )
    if state is Intake.AHEAD:
        claim = gettext("Intake for %(year)s opens %(moment)s") % {
            **year,
            "moment": when(cohort.opens_at, at),
        }
        rest = gettext("and closes %(moment)s.") % {"moment": when(cohort.closes_at, at)}
        return Words(state, claim, rest, cohort)
    if state is Intake.CLOSED or cohort.taken_over:
        return Words(Intake.CLOSED, closing(cohort, at), cohort=cohort)
    if cohort.ends_on < localdate(at):
        return Words(state, gettext("Intake for %(year)s is closed.") % year, cohort=cohort)
    claim = gettext("Intake for %(year)s is being planned.") % year
    return Words(state, claim, gettext("The day it opens has not been set yet."), cohort)


def after_closing(cohort, following, at):
    """The last intake is over, and the next one has no dates."""
    if following:
        rest = gettext("The day intake for %(year)s opens has not been set yet.") % {"year": following.label}
    else:
        rest = gettext("New members are admitted once a year; the next intake has not been set yet.")
    return Words(Intake.CLOSED, closing(cohort, at), rest, cohort)


def closing(cohort, at):
    """ "Intake for 2027 closed …", or without a moment for a year that never had an intake here."""
    if cohort.taken_over or cohort.closes_at is None:
        return gettext("Intake for %(year)s is closed.") % {"year": cohort.label}
    words = {"year": cohort.label, "moment": when(cohort.closes_at, at)}
    return gettext("Intake for %(year)s closed %(moment)s.") % words


def until(closes_at, at):
    """The exact end of an open intake."""
    return gettext("until %(moment)s.") % {"moment": when(closes_at, at)}


def missed():
    """What it means to miss an intake."""
    return gettext("After that, new members are not admitted until a year later.")


def when(instant, at):
    """A moment in words; the year is left out while it is the present one."""
    instant, at = localtime(instant), localtime(at)
    if instant.year != at.year:
        return wording.moment(instant)
    words = {"day": wording.weekdate(instant), "time": wording.clock(instant)}
    return gettext("%(day)s at %(time)s") % words
