"""The picture of a year's fees, and the same in words."""

from decimal import Decimal
from types import SimpleNamespace

from django.utils import translation

from billing.bar import bar
from billing.rules import Kind, Standing, Status, Sums


def an_invoice(status, left, gross=100, credited=0):
    return SimpleNamespace(
        kind=Kind.INVOICE,
        gross=Decimal(gross),
        credited=Decimal(credited),
        stands=Standing(status, Decimal(left)),
    )


WAITING = [SimpleNamespace(sums=Sums(Decimal(80), Decimal(20), Decimal(100)))]
INVOICES = [
    an_invoice(Status.PAID, 0),
    an_invoice(Status.PART_PAID, 60),
    an_invoice(Status.OVERDUE, 100),
    an_invoice(Status.CREDITED, 0, credited=100),
    SimpleNamespace(kind=Kind.CREDIT_NOTE),
]


def test_bar_divides_the_money():
    assert bar(INVOICES, WAITING).amounts == {
        "paid": Decimal(140), "open": Decimal(60), "overdue": Decimal(100), "waiting": Decimal(100),
    }  # fmt: skip


def test_bar_does_not_count_what_was_paid_too_much():
    assert bar([an_invoice(Status.OVERPAID, -20)], []).total == Decimal(100)


def test_bar_says_the_same_in_words():
    with translation.override("da"):
        assert bar(INVOICES, WAITING).words == (
            "140 kr. betalt · 60 kr. udestår · 100 kr. forfaldent · 100 kr. ikke faktureret"
        )


def test_bar_fills_its_width():
    pieces = bar(INVOICES, WAITING).pieces
    assert [piece.part for piece in pieces] == ["paid", "open", "overdue", "waiting"]
    assert float(pieces[-1].x) + float(pieces[-1].width) == 99.5


def test_empty_year_has_no_bar():
    assert (bar([], []).pieces, bar([], []).total) == ([], 0)
