"""My year on one page: a line for each thing that a member does in a year.

Each line comes from a small function of the seat, the person's affairs and the moment, which gives a `YearLine` or None; a new
kind of line is one more function here. They read what `affairs` has fetched, and ask nothing of the database.
"""

from dataclasses import dataclass

from .answers import answers
from .invoice import invoice
from .lines import YearLine
from .sharing import challenge, peer_meeting

PROVIDERS = (answers, challenge, peer_meeting, invoice)


@dataclass(frozen=True)
class OwnYear:
    """One running year of a member, line by line."""

    title: str
    lines: list[YearLine]


def years(affairs, at):
    """The person's running years."""
    return [
        OwnYear(str(seat.cohort), [line for provide in PROVIDERS if (line := provide(seat, affairs, at))])
        for seat in affairs.memberships
        if seat.shares
    ]
