"""The picture of a year's fees: one bar of amounts, and the same in words."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from members.wording import whole_kroner

from .rules import Kind, Status

GAP = 0.5  # of a hundred, between two pieces
PARTS = ("paid", "open", "overdue", "waiting")


@dataclass(frozen=True)
class Piece:
    """A piece of the bar: where it begins and how wide it is, of a hundred."""

    part: str
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """The pieces from left to right, their amounts, and all of it in words."""

    pieces: list[Piece]
    amounts: dict[str, Decimal]
    words: str
    is_credited: bool = False

    @property
    def total(self):
        return sum(self.amounts.values(), Decimal(0))

    @property
    def invoiced(self):
        """What was invoiced, less what was credited."""
        return self.total - self.amounts["waiting"]


def bar(invoices, prospects):
    """What was paid, is owed, is overdue and is not yet invoiced; each invoice has `stands`."""
    amounts = dict.fromkeys(PARTS, Decimal(0))
    for invoice in invoices:
        if invoice.kind == Kind.INVOICE:
            owed = max(invoice.stands.left, Decimal(0))
            amounts["overdue" if invoice.stands.status is Status.OVERDUE else "open"] += owed
            amounts["paid"] += invoice.gross - invoice.credited - owed
    amounts["waiting"] = sum((one.sums.gross for one in prospects), Decimal(0))
    is_credited = any(invoice.credited for invoice in invoices if invoice.kind == Kind.INVOICE)
    return Bar(list(pieces(amounts)), amounts, words(amounts), is_credited)


def pieces(amounts):
    """The pieces of the bar, each as wide as its share of the whole."""
    total = sum(amounts.values())
    x = 0
    for part in PARTS:
        if amounts[part] > 0:
            width = 100 * float(amounts[part] / total)
            yield Piece(part, f"{x:.2f}", f"{max(width - GAP, GAP):.2f}")
            x += width


def words(amounts):
    """ "170.000 kr. betalt · 40.000 kr. udestår" """
    sentences = {
        "paid": _("%(amount)s paid"),
        "open": _("%(amount)s outstanding"),
        "overdue": _("%(amount)s overdue"),
        "waiting": _("%(amount)s not invoiced"),
    }
    return " · ".join(
        sentence % {"amount": whole_kroner(amounts[part])}
        for part, sentence in sentences.items()
        if amounts[part]
    )
