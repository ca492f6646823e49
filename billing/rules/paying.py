"""Paying: how an invoice stands, and what speaks against noting a payment (bylaw 15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from members.rules import Refusal

from .sentences import SENTENCES
from .words import Kind, Status


@dataclass(frozen=True)
class Standing:
    """How an invoice stands on a day: its status, what is left to pay (negative: too much was paid), days overdue."""

    status: Status
    left: Decimal
    days_overdue: int = 0


def standing(
    *, gross: Decimal, credited: Decimal, paid: Decimal, due: dt.date | None, today: dt.date
) -> Standing:
    """What payments, credits and the calendar make of an invoice; a credit note has no due date."""
    left = gross - credited - paid
    if due is None:
        return Standing(Status.CREDIT_NOTE, Decimal(0))
    if left == 0:
        return Standing(Status.PAID if paid else Status.CREDITED, left)
    if left < 0:
        return Standing(Status.OVERPAID, left)
    if today > due:
        return Standing(Status.OVERDUE, left, (today - due).days)
    return Standing(Status.PART_PAID if paid else Status.ISSUED, left)


def payment_refusals(
    *, kind: Kind, amount: Decimal, received_on: dt.date, today: dt.date, paid: Decimal
) -> list[Refusal]:
    """What speaks against noting this payment beside what was paid already: no more goes back than came in."""
    found = []
    if kind is not Kind.INVOICE:
        found.append(Refusal("", "kind", SENTENCES["payment_of_an_invoice"]))
    if amount == 0:
        found.append(Refusal("amount", "nought", SENTENCES["payment_amount_not_nought"]))
    if amount < 0 and paid + amount < 0:
        found.append(Refusal("amount", "below_nought", SENTENCES["payment_never_below_nought"]))
    if received_on > today:
        found.append(Refusal("received_on", "future", SENTENCES["payment_not_in_the_future"]))
    return found
