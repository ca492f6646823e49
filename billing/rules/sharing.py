"""One invoice for several memberships: only as the payer chooses, and only if it is one payer to the letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from members.rules import Refusal

from .sentences import SENTENCES


@dataclass(frozen=True)
class ShareFacts:
    """A membership, as far as it matters who else stands on the same invoice."""

    year: int
    shares: bool
    particulars: tuple[str, ...]


def share_refusals(several: Iterable[ShareFacts]) -> list[Refusal]:
    """Bylaw 12: a line for each of one year, whose payers chose one invoice and say exactly the same."""
    several = list(several)
    found = []
    if len({one.year for one in several}) > 1:
        found.append(Refusal("", "years", SENTENCES["claim_of_the_invoices_year"]))
    alone = len(several) == 1
    if not alone and (
        len({one.particulars for one in several}) > 1 or not all(one.shares for one in several)
    ):
        found.append(Refusal("", "shared", SENTENCES["claim_shared_by_choice"]))
    return found


def differing(one: tuple[str, ...], other: tuple[str, ...]) -> list[int]:
    """The places of the particulars in which two payers differ."""
    return [place for place, (mine, yours) in enumerate(zip(one, other, strict=True)) if mine != yours]
