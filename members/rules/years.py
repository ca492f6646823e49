"""Years: the term, the window, what freezes when intake opens (bylaws 4, 5, 7 and 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .refusing import Refusal
from .sentences import SENTENCES
from .words import COPENHAGEN, FIRST_YEAR, LAST_YEAR, MOST_SEATS, Intake, Phase


def term_end(starts_on: dt.date) -> dt.date:
    """Bylaw 7: the last day of a term that begins on `starts_on`; the term is exactly one year."""
    try:
        next_year = starts_on.replace(year=starts_on.year + 1)
    except ValueError:  # 29 February: PostgreSQL's "+ 1 year" is 28 February too
        next_year = starts_on.replace(year=starts_on.year + 1, day=28)
    return next_year - dt.timedelta(days=1)


def confidence_lasts(ends_on: dt.date, on: dt.date) -> bool:
    """Bylaw 11: what a year shares in confidence is open to its members and facilitators until its last day."""
    return on <= ends_on


def intake_state(opens_at: dt.datetime | None, closes_at: dt.datetime | None, at: dt.datetime) -> Intake:
    """Bylaw 4: open from the second intake opens until the second it closes (half-open)."""
    if opens_at is None or closes_at is None:
        return Intake.NONE
    if at < opens_at:
        return Intake.AHEAD
    return Intake.OPEN if at < closes_at else Intake.CLOSED


def phase(intake: Intake, starts_on: dt.date, ends_on: dt.date, today: dt.date) -> Phase:
    """The phase of a year, from its intake's state and its term."""
    if today > ends_on:
        return Phase.ENDED
    if today >= starts_on:
        return Phase.RUNNING
    return {Intake.OPEN: Phase.INTAKE_OPEN, Intake.CLOSED: Phase.DECIDING}.get(intake, Phase.PLANNED)


# What all applicants answer to: fixed the second intake opens. The database holds the same list.
FROZEN_WHEN_OPEN = (
    "year", "starts_on", "opens_at", "last_admission_on", "fee", "fee_is_approximate",
    "terms_da", "terms_en", "covers_da", "covers_en",
)  # fmt: skip
PRICE = ("fee", "fee_is_approximate")


@dataclass(frozen=True)
class YearFacts:
    """What the bylaws ask of a year before it is stored."""

    taken_over: bool
    starts_on: dt.date
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    last_admission_on: dt.date | None
    seats: int
    seats_taken: int = 0
    year: int | None = None


def year_refusals(facts: YearFacts) -> list[Refusal]:
    """Bylaws 4, 5, 7 and 8: what speaks against a year with these dates and seats."""
    found = []
    ends_on = term_end(facts.starts_on)
    if not FIRST_YEAR <= facts.starts_on.year <= LAST_YEAR:
        found.append(Refusal("starts_on", "unreasonable", SENTENCES["cohort_year_is_reasonable"]))
    if not 1 <= facts.seats <= MOST_SEATS:
        found.append(Refusal("seats", "unreasonable", SENTENCES["cohort_seats_within_reason"]))
    if facts.year and not facts.starts_on.year <= facts.year <= ends_on.year:
        found.append(Refusal("year", "outside_term", SENTENCES["cohort_year_lies_in_its_term"]))
    if facts.seats < facts.seats_taken:
        found.append(
            Refusal(
                "seats",
                "fewer_seats_than_members",
                _("There cannot be fewer seats than the members who have one."),
            )
        )
    if facts.taken_over:
        if facts.opens_at or facts.closes_at or facts.last_admission_on:
            found.append(Refusal("opens_at", "taken_over", SENTENCES["cohort_taken_over_without_intake"]))
        return found
    if facts.last_admission_on and facts.last_admission_on >= ends_on:
        found.append(Refusal("last_admission_on", "too_late", SENTENCES["cohort_last_admission_within_term"]))
    return found + window_refusals(facts)


def window_refusals(facts: YearFacts) -> list[Refusal]:
    """Bylaw 4: intake has both ends, in order, and closes on the last admission day at the latest."""
    if bool(facts.opens_at) != bool(facts.closes_at):
        missing = "closes_at" if facts.opens_at else "opens_at"
        return [Refusal(missing, "half_a_window", SENTENCES["cohort_intake_both_or_neither"])]
    if not facts.opens_at:
        return []
    if facts.opens_at >= facts.closes_at:
        return [Refusal("closes_at", "window_backwards", SENTENCES["cohort_intake_opens_before_it_closes"])]
    if facts.last_admission_on is None:
        return [
            Refusal("last_admission_on", "required", _("Give the last day on which a seat can be filled."))
        ]
    if facts.closes_at.astimezone(COPENHAGEN).date() > facts.last_admission_on:
        sentence = SENTENCES["cohort_intake_closes_by_last_admission_day"]
        return [Refusal("last_admission_on", "too_early", sentence)]
    return []


def opening_refusals(opens_at: dt.datetime | None, at: dt.datetime) -> list[Refusal]:
    """Bylaw 4: an opening is set ahead of time, because it fixes price, terms and criteria."""
    if opens_at is None or opens_at > at:
        return []
    sentence = _("Intake must open later than now: when it opens, price, terms and criteria are fixed.")
    return [Refusal("opens_at", "in_the_past", sentence)]


def frozen_fields(intake: Intake, fee_is_approximate: bool) -> frozenset[str]:
    """Bylaws 3, 4 and 12: what can no longer be changed about a year.

    A fee that is still approximate can be made exact after intake has opened: until then nobody can apply.
    """
    if intake in (Intake.NONE, Intake.AHEAD):
        return frozenset()
    fixed = frozenset(FROZEN_WHEN_OPEN) - frozenset(PRICE if fee_is_approximate else ())
    return fixed | {"closes_at"} if intake is Intake.CLOSED else fixed


def revision_refusals(
    changed: Iterable[str], intake: Intake, fee_was_approximate: bool, *, closes_earlier: bool, seated: bool
) -> list[Refusal]:
    """Bylaws 4 and 7: what speaks against changing these fields of a year now."""
    found = []
    for field in sorted(set(changed) & frozen_fields(intake, fee_was_approximate)):
        name = "cohort_window_never_reopens" if field == "closes_at" else "cohort_frozen_when_intake_opens"
        found.append(Refusal(field, "frozen", SENTENCES[name]))
    if intake is Intake.OPEN and closes_earlier:
        sentence = _("While intake is open, the moment it closes can only be moved later.")
        found.append(Refusal("closes_at", "earlier", sentence))
    if "starts_on" in changed and seated and not found:
        found.append(Refusal("starts_on", "seated", SENTENCES["cohort_term_kept_with_members"]))
    return found


def publication_refusals(*, taken_over: bool, terms: str, criteria: int) -> list[Refusal]:
    """Bylaws 3 and 7: the public sees a year with an intake once it says what one agrees to."""
    if taken_over:
        return []
    found = []
    if not terms.strip():
        found.append(Refusal("", "no_terms", _("Write the binding terms first.")))
    if not criteria:
        found.append(Refusal("", "no_criteria", _("Write the admission criteria first.")))
    return found


def discard_refusals(*, published: bool, used: bool) -> list[Refusal]:
    """A year planned by mistake can be taken away until somebody has seen or used it."""
    if published:
        return [Refusal("", "published", _("A published year is not removed."))]
    if used:
        return [Refusal("", "used", _("The year is in use and is not removed."))]
    return []


def taking_over_refusals(taken_over: bool) -> list[Refusal]:
    """Bylaw 8: members are entered one by one only in a year that was taken over."""
    if taken_over:
        return []
    return [Refusal("", "has_intake", _("Members of this year come from its intake."))]
