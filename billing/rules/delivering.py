"""Delivering: what speaks against noting that a payer has received what was sent."""

from __future__ import annotations

import datetime as dt

from members.rules import Refusal

from .sentences import SENTENCES


def receipt_refusals(*, received_on: dt.date, sent_on: dt.date, today: dt.date) -> list[Refusal]:
    """A receipt is of a day from that of the dispatch until today."""
    found = []
    if received_on < sent_on:
        found.append(Refusal("received_on", "before", SENTENCES["receipt_not_before_the_dispatch"]))
    if received_on > today:
        found.append(Refusal("received_on", "future", SENTENCES["receipt_not_in_the_future"]))
    return found
