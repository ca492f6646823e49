"""Open invoices by payer and amount: which payers a text names, and which of their invoices add up to an amount.

Pure: no database, no clock, no request. However many invoices are open, an entry costs a look at each letter of its text
and at most the pairs of a dozen invoices.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations

SHORTEST_NAME = 6


class Payers:
    """Payers with what is open of their invoices, each in the order in which the invoices were added."""

    def __init__(self):
        self._place: dict[int, int] = {}  # of each invoice among all
        self._pks: list[int] = []
        self._rank: dict[str, int] = {}  # of each payer among all
        self._open: dict[str, list[int]] = {}
        self._by_amount: dict[tuple[str, Decimal], list[int]] = {}
        self._lengths: dict[str, set[int]] = {}  # of the names that begin so

    def add(self, pk: int, buyer: str, left: Decimal) -> None:
        """Take up an invoice; a payer whose name is too short to be told from other words is never found."""
        name = buyer.casefold()
        if len(buyer) < SHORTEST_NAME:
            return
        self._place[pk] = len(self._pks)
        self._pks.append(pk)
        self._rank.setdefault(name, len(self._rank))
        self._lengths.setdefault(name[:SHORTEST_NAME], set()).add(len(name))
        self._put(self._place[pk], name, left)

    def change(self, pk: int, buyer: str, before: Decimal, left: Decimal) -> None:
        """Note that something else is left of an invoice than before."""
        if pk not in self._place or before == left:
            return
        name, place = buyer.casefold(), self._place[pk]
        if before > 0:
            for places in (self._open[name], self._by_amount[name, before]):
                del places[bisect_left(places, place)]
        self._put(place, name, left)

    def _put(self, place: int, name: str, left: Decimal) -> None:
        if left > 0:
            insort(self._open.setdefault(name, []), place)
            insort(self._by_amount.setdefault((name, left), []), place)

    def named(self, text: str) -> list[str]:
        """The payers whose names stand in the text, by when their first invoice was added."""
        text, found = text.casefold(), set()
        for start in range(len(text) - SHORTEST_NAME + 1):
            for length in self._lengths.get(text[start : start + SHORTEST_NAME], ()):
                name = text[start : start + length]
                if name in self._rank:
                    found.add(name)
        return sorted(found, key=self._rank.__getitem__)

    def owing(self, names: Iterable[str], amount: Decimal) -> int | None:
        """The first open invoice of these payers of which exactly the amount is left."""
        places = (self._by_amount.get((name, amount)) for name in names)
        return next((self._pks[found[0]] for found in places if found), None)

    def first(self, names: Iterable[str], most: int) -> list[int]:
        """The first open invoices of these payers, so many at most."""
        found: list[int] = []
        for name in names:
            found += self._open.get(name, [])[: most - len(found)]
        return [self._pks[place] for place in found]


def adding_up(amounts: list[Decimal], wanted: Decimal) -> tuple[int, ...]:
    """The places of two, three or four amounts that add up to the wanted one: as few as can be, the earliest; or ().

    Pairs are looked up in pairs: what is done grows with the square of the amounts, not with their fourth power.
    """
    if wanted > sum(sorted(amounts)[-4:]):
        return ()
    alone: dict[Decimal, list[int]] = {}
    for place, amount in enumerate(amounts):
        alone.setdefault(amount, []).append(place)
    pairs: dict[Decimal, list[tuple[int, ...]]] = {}
    for pair in combinations(range(len(amounts)), 2):
        pairs.setdefault(amounts[pair[0]] + amounts[pair[1]], []).append(pair)
    if wanted in pairs:
        return pairs[wanted][0]
    by_place = sorted((pair, total) for total, some in pairs.items() for pair in some)
    singles = {amount: [(place,) for place in places] for amount, places in alone.items()}
    for others in (singles, pairs):
        for pair, total in by_place:
            for rest in others.get(wanted - total, ()):
                if rest[0] > pair[1]:
                    return pair + rest
    return ()
