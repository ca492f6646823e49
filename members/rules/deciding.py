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


def referral_refusals(outcome: Outcome, *, refers: bool, to_itself: bool) -> list[Refusal]:
    """Bylaw 6: who is declined can be referred, and only to another network than the one that declines."""
    if not refers:
        return []
    if outcome is not Outcome.DECLINE:
        return [Refusal("refers_to", "outcome", SENTENCES["decision_refers_when_declined"])]
    if to_itself:
        return [Refusal("refers_to", "itself", SENTENCES["decision_refers_to_another_network"])]
    return []


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


def meanwhile_refusals(*, changed: bool, who: str, what: object) -> list[Refusal]:
    """Bylaw 6: prepared decisions are changed freely, but not what another facilitator did unseen."""
    if not changed:
        return []
    sentence = _("Meanwhile %(who)s has prepared: %(what)s. Press again if yours is right.")
    if not who:
        sentence = _(
            "The prepared decision has been removed since you saw it. Press again if yours is right."
        )
    return [Refusal("", "meanwhile", sentence % {"who": who, "what": what})]


def place_refusals(*, is_queued: bool) -> list[Refusal]:
    """Bylaw 5: only a prepared place on the waiting list is moved; who was told a place keeps it."""
    if is_queued:
        return []
    return [Refusal("", "not_queued", _("Only a prepared place on the waiting list can be moved."))]


def question_refusals(state: State, text: str) -> list[Refusal]:
    """An applicant is asked while nothing is decided, and in words."""
    found = [] if state in UNDECIDED else [Refusal("", "state", SENTENCES["question_before_the_decision"])]
    if not text.strip():
        found.append(Refusal("text", "required", SENTENCES["question_has_text"]))
    return found


def answer_refusals(text: str) -> list[Refusal]:
    """An answer is given in words."""
    return [] if text.strip() else [Refusal("text", "required", SENTENCES["question_answered_in_words"])]
