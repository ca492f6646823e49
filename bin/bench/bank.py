"""What it costs to match a bank file: milliseconds of processor time for so many lines and open invoices.

A quarter of the lines each name an invoice and pay it, name a payer and fit nothing, name a payer and would need several
invoices, and name nobody. Invoices are of many payers, of as many as there are municipalities, or all of one.
"""

import time
from dataclasses import dataclass
from decimal import Decimal

from billing import matching
from billing.matching import Book, Owed

from .stage import print_table

SIZES = [(1250, 625), (2500, 1250), (5000, 2500)]
PAYERS = [("many payers", 2500), ("98 payers", 98), ("one payer", 1)]
ASKED = 2000


@dataclass(frozen=True)
class Line:
    text: str
    amount: Decimal


def main():
    """Print the curve, and fail if the largest takes too long."""
    rows = [row(*size, *payers) for payers in PAYERS for size in SIZES]
    print_table("Matching a bank file", rows)
    raise SystemExit(any(reached is False for *_words, reached in rows))


def row(entries, invoices, name, payers):
    """What, measured, asked for, and whether that is reached."""
    owed = [
        Owed(k, f"2027-{k:05d}", "", f"Kommunen med nummer {k % payers:05d}", Decimal(10000 + k % 7 * 100))
        for k in range(1, invoices + 1)
    ]
    lines = [line(k, owed[k * 7919 % invoices]) for k in range(entries)]
    before = time.process_time()
    matching.match(lines, Book.of(owed, foreign=["SPR-"]))
    spent = (time.process_time() - before) * 1000
    is_largest = (entries, invoices) == SIZES[-1]
    words = f"under {ASKED} ms" if is_largest else ""
    return (
        f"{entries} lines, {invoices} invoices, {name}",
        f"{spent:.0f} ms",
        words,
        spent < ASKED if is_largest else None,
    )


def line(k, owed):
    """An invented line of the file."""
    kinds = [
        (f"Faktura {owed.number}", owed.left),
        (f"Fra {owed.buyer}", Decimal(7)),
        (f"Fra {owed.buyer}", owed.left * 3 + 1),
        (f"Dankort {k}", Decimal(k + 1)),
    ]
    return Line(*kinds[k % 4])


if __name__ == "__main__":
    main()
