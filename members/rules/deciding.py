"""Deciding: what speaks against a decision, an admission, an announcement (bylaws 1, 2, 5 and 6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .refusing import Refusal
from .sentences import SENTENCES
from .words import STATE_OF_OUTCOME, TRANSITIONS, UNDECIDED, Outcome, State


@dataclass(frozen=True)
class AdmissionFacts:
    """An application as it stands when its admission is announced."""

    state: State
    sector: str
    sectors_admitted: tuple[str, ...]
    responsibility_confirmed: bool
    seats_left: int
    today: dt.date
    last_admission_on: dt.date | None


def admission_refusals(facts: AdmissionFacts) -> list[Refusal]:
    """Bylaws 1, 2, 5 and 6: what speaks against giving this applicant a seat today."""
    found = []
    if State.ADMITTED not in TRANSITIONS[facts.state]:
        found.append(Refusal("", "state", SENTENCES["application_state_follows_the_table"]))
    if not facts.sector:
        found.append(
            Refusal("", "organisation_unlisted", _("Confirm the organisation's name and sector first."))
        )
    elif facts.sector not in facts.sectors_admitted:
        found.append(Refusal("", "sector", SENTENCES["application_organisation_of_admitted_sector"]))
    if not facts.responsibility_confirmed:
        found.append(
            Refusal("", "responsibility", SENTENCES["application_admitted_with_confirmed_responsibility"])
        )
    if facts.seats_left < 1:
        found.append(Refusal("", "no_seat", SENTENCES["cohort_seats_not_exceeded"]))
    if facts.last_admission_on is None or facts.today > facts.last_admission_on:
        found.append(Refusal("", "too_late", SENTENCES["membership_by_the_last_admission_day"]))
    return found


def decision_refusals(state: State, outcome: Outcome, reason: str) -> list[Refusal]:
    """Bylaw 6: a decision is made about an undecided application and carries a reason."""
    found = []
    if state not in UNDECIDED:
        found.append(Refusal("", "state", _("This application has been decided and announced.")))
    elif STATE_OF_OUTCOME[outcome] not in TRANSITIONS[state]:
        found.append(Refusal("outcome", "state", _("This applicant is already on the waiting list.")))
    if not reason.strip():
        found.append(Refusal("reason", "required", SENTENCES["decision_has_a_reason"]))
    return found


def judging_refusals(state: State) -> list[Refusal]:
    """Bylaws 2 and 6: what is confirmed, prepared or taken back concerns an application that is undecided."""
    if state in UNDECIDED:
        return []
    return [Refusal("", "state", SENTENCES["decision_about_an_undecided_application"])]


def lapses(state: State, last_admission_on: dt.date | None, today: dt.date) -> bool:
    """Bylaw 5: what is undecided when the last admission day is over can never become a seat."""
    return state in UNDECIDED and last_admission_on is not None and today > last_admission_on


def announcement_refusals(*, admissions: int, seats_left: int) -> list[Refusal]:
    """Bylaw 5: decisions announced together admit no more than there are seats."""
    if admissions <= seats_left:
        return []
    if seats_left == 0:
        return [Refusal("", "no_seat", SENTENCES["cohort_seats_not_exceeded"])]
    sentence = ngettext_lazy(
        "There is %(left)s seat left, and more admissions than that are prepared. Change some of them first.",
        "There are %(left)s seats left, and more admissions than that are prepared. Change some of them first.",
        "left",
    )
    return [Refusal("", "no_seat", sentence % {"left": seats_left})]
