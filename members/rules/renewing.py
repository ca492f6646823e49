"""Renewing: each member is asked whether to go on into the next year (bylaws 4, 6 and 7)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from .refusing import Refusal
from .sentences import SENTENCES, WINDOW_SENTENCES
from .words import UNDECIDED, Intake, State

REMINDED_BEFORE = dt.timedelta(days=7)
# Who was asked later than this before a reminder would be due is not reminded the next day.
PAUSE = dt.timedelta(days=2)

# A year that began longer ago is not the year before: between the two the network has rested for more than a year.
LONG_PAST = dt.timedelta(days=731)


class RenewalAnswer(StrEnum):
    """What a member has said about the next year."""

    CONTINUES = "continues"
    STOPS = "stops"
    UNANSWERED = "unanswered"


def stopping_refusals(*, intake: Intake, seated: bool, applied: State | None) -> list[Refusal]:
    """Bylaws 4 and 6: a member says that he or she stops while intake is open, until a decision is announced."""
    if intake is not Intake.OPEN:
        return [Refusal("", "window", WINDOW_SENTENCES[intake])]
    if not seated:
        return [Refusal("", "not_asked", SENTENCES["renewal_of_a_member_of_the_year_before"])]
    if applied is not None and applied not in UNDECIDED:
        sentence = _("The decision about your application has been announced, and it stays as it is.")
        return [Refusal("", "decided", sentence)]
    return []


def reminder_due(closes_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether the week before intake closes has begun."""
    return closes_at - REMINDED_BEFORE <= at < closes_at
