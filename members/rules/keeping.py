"""Data that ends: when each kind does, and what speaks against erasing a person."""

import calendar
import datetime as dt
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from .refusing import Refusal

# What stands where a member's name stood, once the person behind the seat has been removed.
NAMELESS = "Anonym"


class DataKind(StrEnum):
    """A kind of data that has a period of its own."""

    DRAFT = "draft"
    APPLICATION = "application"
    PROFILE = "profile"
    MEMBERSHIP = "membership"
    ANSWER = "answer"
    PEER_MEETING = "peer_meeting"
    CHALLENGE = "challenge"
    FOOD = "food"
    MATERIAL = "material"
    LOGIN = "login"
    INVOICE = "invoice"
    LETTER = "letter"
    HISTORY = "history"


class Because(StrEnum):
    """Why something was erased: its period was over, or the person asked for it."""

    PERIOD = "period"
    ASKED = "asked"


def months_after(moment, months: int):
    """The same day and time so many months later (negative: earlier); the last day where that month is shorter."""
    years, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last))


def months_before(moment, months: int):
    """The same day and time so many months earlier."""
    return months_after(moment, -months)


def accounting_end(day: dt.date, years: int) -> dt.date:
    """The last day on which the accounts of that day's year are kept."""
    return dt.date(day.year + years, 12, 31)


def erasure_refusals(roles, *, repairs: bool) -> list[Refusal]:
    """What speaks against erasing a person: a role in a network, given as (network, role in words), or the site's repair."""
    found = [
        Refusal("", "has_a_role", HAND_OVER % {"role": role, "network": network}) for network, role in roles
    ]
    if repairs:
        found.append(Refusal("", "repairs", REPAIRS))
    return found


HAND_OVER = _(
    "You are %(role)s of %(network)s. Give the role to somebody else first, and have yours taken back; "
    "then you can be erased."
)
REPAIRS = _("You have access to repair the site. Have it taken back first; then you can be erased.")
