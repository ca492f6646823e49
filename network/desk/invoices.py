"""A year's invoices: one bar by how they stand, the same in words, and the rows worth a look."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from billing.models import Invoice
from billing.rules import Kind, Status
from members import wording
from members.addresses import address

ROWS = 6
GAP = 0.6  # of a hundred, between two pieces of the bar
KINDS = {
    Status.OVERDUE: "overdue",
    Status.ISSUED: "open",
    Status.PART_PAID: "open",
    Status.PAID: "paid",
    Status.OVERPAID: "paid",
    Status.CREDITED: "credited",
    Status.CREDIT_NOTE: "credit_note",
}
WORDS = {
    "overdue": _("overdue"),
    "open": _("issued"),
    "paid": _("paid"),
    "credited": _("credited"),
    "credit_note": _("credit note"),
}
URGENCY = ["overdue", "open", "paid", "credited"]
TONES = {"overdue": "late", "open": "", "paid": "done", "credited": "rest", "credit_note": "rest"}


@dataclass(frozen=True)
class Row:
    """An invoice with the tag that says how it stands."""

    invoice: Invoice
    kind: str

    @property
    def status(self):
        """How it stands, in words."""
        return _("part paid") if self.invoice.stands.status == Status.PART_PAID else WORDS[self.kind]

    @property
    def tone(self):
        return TONES[self.kind]

    @property
    def url(self):
        return address("billing:invoice", self.invoice.number)


@dataclass(frozen=True)
class Piece:
    """A piece of the bar: where it begins and how wide it is, of a hundred."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Overview:
    """The bar, its words, and the rows."""

    pieces: list[Piece]
    words: str
    rows: list[Row]


def overview(book):
    """The invoices of a year, or None when none has been issued."""
    rows = [row(invoice) for invoice in book.invoices if invoice.kind == Kind.INVOICE]
    if not rows:
        return None
    counts = Counter(one.kind for one in rows)
    words = [*in_words(counts), invoiced_words([one.invoice for one in rows])]
    urgent = sorted(rows, key=lambda one: URGENCY.index(one.kind))
    return Overview(list(pieces(counts)), " · ".join(words), urgent[:ROWS])


def invoiced_words(invoices):
    """ "220.000 kr. faktureret efter kreditering": as the year's invoices add up on their own page."""
    credited = sum(invoice.credited for invoice in invoices)
    sentence = gettext("%(amount)s invoiced less credits") if credited else gettext("%(amount)s invoiced")
    return sentence % {"amount": wording.kroner(sum(invoice.gross for invoice in invoices) - credited)}


def row(invoice):
    """The invoice, sorted by how it stands."""
    return Row(invoice, KINDS[invoice.stands.status])


def in_words(counts):
    """ "17 betalt · 4 udstedt · 1 forfalden" """
    sentences = {
        "paid": gettext("%(count)d paid"),
        "open": gettext("%(count)d issued"),
        "overdue": ngettext("%(count)d overdue", "%(count)d overdue", counts["overdue"]),
        "credited": gettext("%(count)d credited"),
    }
    return [sentence % {"count": counts[kind]} for kind, sentence in sentences.items() if counts[kind]]


def pieces(counts):
    """The bar's pieces from left to right."""
    x = 0
    for kind in ("paid", "open", "overdue", "credited"):
        if counts[kind]:
            width = 100 * counts[kind] / counts.total()
            yield Piece(kind, f"{x:.2f}", f"{max(width - GAP, GAP):.2f}")
            x += width
