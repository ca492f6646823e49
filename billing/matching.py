"""Which bank entry pays what: by number and amount at once; whatever is less certain is only suggested (bylaw 15).

Pure: no database, no clock, no request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from .payers import Payers, adding_up

MOST_OF_A_PAYER = 12
# 2027-00001 with another sign or none between, and not in the middle of a longer number.
NUMBER = re.compile(
    r"(?:(?<![A-ZÆØÅ])([A-ZÆØÅ]{1,6})[-\s]?)?(?<![0-9])(20[0-9]{2})[-–\s]?([0-9]{5,6})(?![0-9])"
)
# As on a card of type 71, with the type before it or without.
PAYMENT_ID = re.compile(r"(?<![0-9])(?:71)?([0-9]{15}|20[0-9]{9})(?![0-9])")


class Verdict(StrEnum):
    """What an entry was found to be."""

    MATCHED = "matched"
    SUM = "sum"
    PART = "part"
    OVER = "over"
    DOUBLE = "double"
    RETURNED = "returned"
    PAYER = "payer"
    UNMATCHED = "unmatched"
    # Allotted or put aside by a person already.
    KNOWN = "known"


SUGGESTED = {Verdict.SUM, Verdict.PART, Verdict.OVER, Verdict.DOUBLE, Verdict.RETURNED, Verdict.PAYER}


@dataclass(frozen=True)
class Owed:
    """An invoice as the matcher knows it: what is left of it, what was paid, and what is left of each reminder's fee."""

    pk: int
    number: str
    payment_id: str
    buyer: str
    left: Decimal
    paid: Decimal = Decimal(0)
    fees: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True)
class Allotment:
    """So much of an entry for one invoice, or for the fee of one of its reminders."""

    invoice: int
    amount: Decimal
    reminder: int | None = None


@dataclass(frozen=True)
class Finding:
    """An entry with what it was found to be, and how its amount would be allotted."""

    entry: object
    verdict: Verdict
    allotments: tuple[Allotment, ...] = ()
    # The invoices whose numbers stand in the text, whether or not it pays them.
    named: tuple[int, ...] = ()

    @property
    def invoices(self):
        """Those that it is about."""
        return [*dict.fromkeys([*(one.invoice for one in self.allotments), *self.named])]


@dataclass
class Book:
    """The invoices of a seller while entries are matched: what one entry pays, the next no longer finds."""

    prefix: str
    # The beginnings of other sellers' numbers: SPR-2027-00001 is not our 2027-00001.
    foreign: frozenset[str] = frozenset()
    by_pk: dict[int, Owed] = field(default_factory=dict)
    by_number: dict[str, int] = field(default_factory=dict)
    by_payment_id: dict[str, int] = field(default_factory=dict)
    payers: Payers = field(default_factory=Payers)

    @classmethod
    def of(cls, owed: Iterable[Owed], prefix: str = "", foreign: Iterable[str] = ()) -> Book:
        book = cls(prefix.rstrip("-"), frozenset(other.rstrip("-") for other in foreign if other))
        for one in owed:
            book.by_pk[one.pk] = one
            book.by_number[one.number] = one.pk
            if one.payment_id:
                book.by_payment_id[one.payment_id] = one.pk
            book.payers.add(one.pk, one.buyer, one.left)
        return book

    def named(self, text: str) -> list[Owed]:
        """The invoices whose number or payment id stands in the text, in its order, each once."""
        text = text.upper()
        found = {}
        for shape in PAYMENT_ID.finditer(text):
            found[shape.start()] = self.by_payment_id.get(shape[1].zfill(15))
        for shape in NUMBER.finditer(text):
            word = shape[1] or ""
            if word == self.prefix or not (self.prefix or word in self.foreign):
                number = f"{self.prefix and self.prefix + '-'}{shape[2]}-{shape[3]}"
                found.setdefault(shape.start(2), self.by_number.get(number))
        pks = [pk for _place, pk in sorted(found.items()) if pk is not None]
        return [self.by_pk[pk] for pk in dict.fromkeys(pks)]

    def names_another_seller(self, text: str) -> bool:
        """Whether another seller's letters stand in the text, however they are joined to a number."""
        return bool(self.others and self.others.search(text.upper()))

    @cached_property
    def others(self) -> re.Pattern | None:
        """The other sellers' letters as a pattern; None if no other seller has any."""
        words = "|".join(re.escape(word) for word in sorted(self.foreign - {self.prefix}))
        return re.compile(rf"(?<![A-ZÆØÅ])(?:{words})(?:NR)?(?![A-ZÆØÅ])") if words else None

    def settle(self, allotments: Iterable[Allotment]) -> None:
        """Take off what these allotments pay."""
        for one in allotments:
            owed = self.by_pk[one.invoice]
            if one.reminder is None:
                self.payers.change(owed.pk, owed.buyer, owed.left, owed.left - one.amount)
                owed = replace(owed, left=owed.left - one.amount, paid=owed.paid + one.amount)
            else:
                fees = tuple(
                    (pk, left - one.amount if pk == one.reminder else left) for pk, left in owed.fees
                )
                owed = replace(owed, fees=fees)
            self.by_pk[one.invoice] = owed


def match(entries: Iterable, book: Book) -> list[Finding]:
    """What each entry (with `amount` and `text`) pays; only what is certain is taken off for those that follow."""
    found = []
    for entry in entries:
        finding = find(entry, book)
        if finding.verdict is Verdict.MATCHED:
            book.settle(finding.allotments)
        found.append(finding)
    return found


def find(entry, book: Book) -> Finding:
    """What one entry is, as the invoices stand."""
    named = book.named(entry.text)
    return replace(found_of(entry, named, book), named=tuple(one.pk for one in named))


def found_of(entry, named: list[Owed], book: Book) -> Finding:
    """The same, of an entry that names these invoices."""
    if entry.amount < 0:
        return returned(entry, named)
    if len(named) == 1:
        finding = of_one(entry, named[0])
        if finding.verdict is Verdict.MATCHED and book.names_another_seller(entry.text):
            return replace(finding, verdict=Verdict.PAYER)
        return finding
    if named:
        return of_several(entry, named)
    return of_payer(entry, book)


def of_one(entry, owed: Owed) -> Finding:
    """An entry that names one invoice: certain only if the amount is what is left, with or without open fees."""
    if allotments := exactly(owed, entry.amount):
        return Finding(entry, Verdict.MATCHED, allotments)
    whole = (Allotment(owed.pk, entry.amount),)
    if owed.left <= 0:
        return Finding(entry, Verdict.DOUBLE, whole)
    return Finding(entry, Verdict.PART if entry.amount < owed.left else Verdict.OVER, whole)


def exactly(owed: Owed, amount: Decimal) -> tuple[Allotment, ...]:
    """How the amount pays the invoice, its open fees, or both to the øre; () if it does not."""
    fees = tuple(Allotment(owed.pk, left, reminder) for reminder, left in owed.fees if left > 0)
    invoice = (Allotment(owed.pk, owed.left),) if owed.left > 0 else ()
    for allotments in (invoice, fees, invoice + fees):
        if allotments and sum(one.amount for one in allotments) == amount:
            return allotments
    return ()


def of_several(entry, named: list[Owed]) -> Finding:
    """An entry that names several invoices: suggested where they add up, never taken for certain."""
    allotments = tuple(Allotment(one.pk, one.left) for one in named if one.left > 0)
    if len(allotments) > 1 and sum(one.amount for one in allotments) == entry.amount:
        return Finding(entry, Verdict.SUM, allotments)
    for one in named:
        if one.left == entry.amount:
            return Finding(entry, Verdict.PAYER, (Allotment(one.pk, one.left),))
    return Finding(entry, Verdict.UNMATCHED)


def of_payer(entry, book: Book) -> Finding:
    """An entry that names a payer and no invoice: suggested where open invoices of that payer add up to it."""
    names = book.payers.named(entry.text)
    alone = book.payers.owing(names, entry.amount)
    if alone is not None:
        return Finding(entry, Verdict.PAYER, (Allotment(alone, entry.amount),))
    own = [book.by_pk[pk] for pk in book.payers.first(names, MOST_OF_A_PAYER)]
    some = [own[place] for place in adding_up([one.left for one in own], entry.amount)]
    if some:
        return Finding(entry, Verdict.SUM, tuple(Allotment(one.pk, one.left) for one in some))
    return Finding(entry, Verdict.UNMATCHED)


def returned(entry, named: list[Owed]) -> Finding:
    """Money that went out: a known payment of the invoice that it names, or a part of one, that went back."""
    for one in named:
        if 0 < -entry.amount <= one.paid:
            return Finding(entry, Verdict.RETURNED, (Allotment(one.pk, entry.amount),))
    return Finding(entry, Verdict.UNMATCHED)
