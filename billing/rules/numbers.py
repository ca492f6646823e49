"""Numbers and dates: consecutive numbers, payment ids, when it is due, how long it is kept (bylaws 13 and 15)."""

from __future__ import annotations

import datetime as dt

from .words import DAYS_TO_PAY, YEARS_KEPT


def number(prefix: str, year: int, sequence: int) -> str:
    """Bylaw 13: a document's number, `2027-00001`; a second seller's series has a prefix."""
    return f"{prefix}{year}-{sequence:05d}"


def luhn_digit(digits: str) -> str:
    """The check digit that a FIK card's payment id ends with (modulus 10, Luhn)."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))]
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def fik_id(year: int, sequence: int) -> str:
    """The payment id of a FIK card of kind 71: fourteen digits from year and sequence, and the check digit."""
    digits = f"{year:08d}{sequence:06d}"
    return digits + luhn_digit(digits)


def fik_line(payment_id: str, creditor: str) -> str:
    """The line that a FIK card is paid by, as it is printed: `+71<000020270000019+87654321<`."""
    return f"+71<{payment_id}+{creditor}<"


def due_on(issued_on: dt.date) -> dt.date:
    """Bylaw 15: due 30 days after issue."""
    return issued_on + dt.timedelta(days=DAYS_TO_PAY)


def keep_until(issued_on: dt.date, years: int = YEARS_KEPT) -> dt.date:
    """The last day on which the law wants a document kept: five years after its accounting year."""
    return dt.date(issued_on.year + max(years, YEARS_KEPT), 12, 31)
