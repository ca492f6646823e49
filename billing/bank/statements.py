"""What a bank file says, whatever it was written in: entries, each with a number that it keeps in every file."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

MOST_ENTRIES = 5000
LONGEST_TEXT = 1000
LONGEST_ID = 120
LARGEST = Decimal("9999999999.99")
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+"
)


@dataclass(frozen=True)
class Entry:
    """One movement on the account, in kroner: in is positive, out negative; `entry_id` tells it from all others."""

    booked_on: dt.date
    amount: Decimal
    text: str
    entry_id: str = ""
    # The numbers that it had as files were read before; what was taken in then is known by them.
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """The booked entries of one file, the account they are of, and the last day that is known of.

    `says_until` is the day until which the file itself says that it covers everything; a table says nothing of the kind.
    """

    kind: str
    entries: list[Entry]
    up_to: dt.date
    account: str = ""
    says_until: dt.date | None = None
    # Entries that the bank has announced and not booked.
    pending: int = field(default=0)
    # Statements of accounts in other currencies, which were passed over.
    passed_over: int = field(default=0)


def plain(*parts):
    """The texts of an entry on one line, each once, without what cannot be printed."""
    lines = [" ".join(UNPRINTABLE.sub(" ", part or "").split()) for part in parts]
    return " · ".join(dict.fromkeys(line for line in lines if line))[:LONGEST_TEXT]


def amount(text):
    """A decimal of the bank's within reason and of whole øre, or ValueError."""
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not found.is_finite() or abs(found) > LARGEST or found != found.quantize(Decimal("0.01")):
        raise ValueError(text)
    return found.quantize(Decimal("0.01"))


def day(year, month, number):
    """A day of this century, or ValueError."""
    found = dt.date(int(year), int(month), int(number))
    if not FIRST <= found <= LAST:
        raise ValueError(found)
    return found


def numbered(entries, account="", earlier=()):
    """The entries of an account with a number each, those that stand twice under one number once; `earlier` says which
    numbers each of them had before."""
    found = marked(entries, account)
    if earlier:
        found = [replace(one, earlier=ids) for one, ids in zip(found, earlier, strict=True)]
    return list({entry.entry_id: entry for entry in found}.values())


def marked(entries, account):
    """Each entry with its number: the bank's own, or one made of what the entry says and which of its equals it is.

    A bank's number tells an entry from others only together with account, day and amount: banks give numbers anew.
    An entry that stands twice in a file under the bank's number is one; another that bears the same number is not.
    """
    equals, known, found = Counter(), {}, []
    for entry in entries:
        moved = f"{account}|{entry.booked_on.isoformat()}|{entry.amount}"
        said = f"{moved}|{' '.join(entry.text.casefold().split())}"
        if not entry.entry_id:
            equals[said] += 1
            entry = replace(entry, entry_id=f"made-{digest(f'{said}|{equals[said]}')}")
        else:
            reference = entry.entry_id
            entry = replace(entry, entry_id=f"{reference}-{digest(moved)[:16]}")
            if known.get(entry.entry_id, entry) != entry:
                entry = replace(entry, entry_id=f"{reference}-{digest(said)[:16]}")
        known[entry.entry_id] = entry
        found.append(entry)
    return found


def digest(text):
    """The words as 64 digits."""
    return hashlib.sha256(text.encode()).hexdigest()
