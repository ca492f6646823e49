"""Withdrawing: what was written down ahead is taken back before its day, or not at all."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

TOO_LATE = _(
    "It counts already, and what has counted stays. Write down what is to count from a later day instead."
)
WITHDRAWN = _("It has been withdrawn already.")


def withdrawal_refusals(valid_from: dt.date, *, withdrawn: bool, today: dt.date) -> list[Refusal]:
    """Bylaw 13: what has counted for a day may stand on something issued, and stays."""
    found = []
    if withdrawn:
        found.append(Refusal("", "withdrawn", WITHDRAWN))
    if valid_from <= today:
        found.append(Refusal("", "too_late", TOO_LATE))
    return found
