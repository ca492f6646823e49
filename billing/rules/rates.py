"""VAT rates: what the European norm asks of a rate and its category."""

from __future__ import annotations

from decimal import Decimal

from members.rules import Refusal

from .sentences import SENTENCES
from .words import STANDARD_RATED, WITHOUT_VAT


def rate_refusals(category: str, rate: Decimal) -> list[Refusal]:
    """The standard category carries VAT; those without VAT carry none; others are not known here."""
    fits = rate > 0 if category == STANDARD_RATED else category in WITHOUT_VAT and rate == 0
    return [] if fits else [Refusal("rate", "category", SENTENCES["vat_rate_fits_its_category"])]
