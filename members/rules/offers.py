"""A freed seat is offered to the next on the waiting list, who accepts within a deadline (bylaws 2, 5 and 6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from .deciding import AdmissionFacts, admission_refusals
from .refusing import Refusal
from .sentences import SENTENCES
from .words import COPENHAGEN, State

DAYS_TO_ANSWER = 7
LEAST_TIME_TO_ANSWER = dt.timedelta(hours=24)
LATEST = dt.time(23, 59)


class OfferStanding(StrEnum):
    """Where an offer stands; only the answers are stored."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RUN_OUT = "run_out"


def offer_standing(
    *, accepted: bool, declined: bool, answer_by: dt.datetime, ended_at: dt.datetime | None, at: dt.datetime
) -> OfferStanding:
    """Where an offer stands at that moment; `ended_at` is when its application ceased to wait."""
    if accepted or declined:
        return OfferStanding.ACCEPTED if accepted else OfferStanding.DECLINED
    if ended_at and ended_at <= answer_by:
        return OfferStanding.WITHDRAWN
    return OfferStanding.OPEN if at <= answer_by else OfferStanding.RUN_OUT


def end_of(day: dt.date) -> dt.datetime:
    """The last moment at which an answer can arrive on that day, 23.59 on Denmark's clocks."""
    return dt.datetime.combine(day, LATEST, COPENHAGEN)


def proposed_deadline(at: dt.datetime, last_admission_on: dt.date) -> dt.datetime:
    """Seven days, till 23.59, and never after the last admission day (bylaw 5)."""
    day = at.astimezone(COPENHAGEN).date() + dt.timedelta(days=DAYS_TO_ANSWER)
    return end_of(min(day, last_admission_on))


def deadline_refusals(answer_by: dt.datetime, at: dt.datetime, last_admission_on: dt.date) -> list[Refusal]:
    """Bylaw 5: never after the last admission day, and at least 24 hours unless that day is nearer."""
    last = end_of(last_admission_on)
    if answer_by > last:
        return [Refusal("answer_by", "too_late", SENTENCES["offer_answered_by_the_last_admission_day"])]
    if answer_by < min(at + LEAST_TIME_TO_ANSWER, last) or answer_by <= at:
        return [Refusal("answer_by", "too_short", SENTENCES["offer_leaves_time_to_answer"])]
    return []


@dataclass(frozen=True)
class OfferFacts:
    """A seat about to be offered: to whom, whether that is the next, why, and until when."""

    admission: AdmissionFacts
    is_next: bool
    is_offered: bool
    reason: str
    answer_by: dt.datetime
    at: dt.datetime


def offer_refusals(facts: OfferFacts) -> list[Refusal]:
    """Bylaws 1, 2, 5 and 6: what speaks against offering this applicant a seat."""
    if facts.admission.state is not State.WAITING:
        return [Refusal("", "state", SENTENCES["offer_to_who_waits"])]
    if facts.is_offered:
        return [Refusal("", "offered", SENTENCES["offer_one_open"])]
    found = admission_refusals(facts.admission)
    if not facts.is_next:
        found.append(Refusal("", "order", SENTENCES["offer_to_the_next"]))
    if not facts.reason.strip():
        found.append(Refusal("reason", "required", SENTENCES["offer_has_a_reason"]))
    if facts.admission.last_admission_on:
        found += deadline_refusals(facts.answer_by, facts.at, facts.admission.last_admission_on)
    return found


ENDED = {
    OfferStanding.ACCEPTED: _("The seat has already been accepted."),
    OfferStanding.DECLINED: _("You have already said no to this seat."),
    OfferStanding.WITHDRAWN: _("The application no longer waits for a seat."),
    OfferStanding.RUN_OUT: SENTENCES["offer_answered_in_time"],
}


def offer_answer_refusals(standing: OfferStanding) -> list[Refusal]:
    """Bylaw 5: an offer is answered once, while it is open."""
    return [] if standing is OfferStanding.OPEN else [Refusal("", str(standing), ENDED[standing])]


def offered_refusals(is_offered: bool) -> list[Refusal]:
    """Bylaw 6: while a seat is offered, the answer is the applicant's; nobody decides otherwise meanwhile."""
    return [Refusal("", "offered", SENTENCES["decision_waits_for_the_offer"])] if is_offered else []
