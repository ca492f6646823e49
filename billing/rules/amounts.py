"""Sums: VAT once per rate and document, rounded half up to the øre (bylaws 12 and 16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .words import ORE


def rounded(amount: Decimal) -> Decimal:
    """Bylaw 16: half up to the øre, never to the even neighbour."""
    return amount.quantize(ORE, rounding=ROUND_HALF_UP)


def vat_of(net: Decimal, rate: Decimal) -> Decimal:
    """Bylaw 16: the VAT of a document's net amount at a rate in per cent, rounded once."""
    return rounded(net * rate / 100)


@dataclass(frozen=True)
class Sums:
    """What a document adds up to, in kroner."""

    net: Decimal
    vat: Decimal
    gross: Decimal


def sums(nets: Iterable[Decimal], rate: Decimal) -> Sums:
    """Bylaw 16: the lines' net amounts added, VAT once per document, and both together."""
    net = sum(nets, Decimal(0)).quantize(ORE)
    vat = vat_of(net, rate)
    return Sums(net, vat, net + vat)


def line_net(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """The net amount of one line."""
    return rounded(quantity * unit_price)
