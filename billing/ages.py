"""A year's debt told in two other ways: by how long it has been overdue, and by who owes it."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from .rules import Kind, Status

# The last day of each age but the highest, which has none.
AGES = (10, 30)


@dataclass
class Age:
    """The invoices that have been overdue for so long."""

    words: str
    count: int = 0
    amount: Decimal = Decimal(0)


@dataclass
class Payer:
    """What one payer was invoiced, has paid and owes; credit notes are taken off, and reminders' fees told apart."""

    name: str
    cvr: str
    invoices: list = field(default_factory=list)
    gross: Decimal = Decimal(0)
    left: Decimal = Decimal(0)
    overdue: Decimal = Decimal(0)
    fees: Decimal = Decimal(0)


def aged(invoices):
    """What is overdue, by age, or [] when nothing is; each invoice has `stands`."""
    late = [one for one in invoices if one.stands.status is Status.OVERDUE]
    found = [Age(_("1–10 days")), Age(_("11–30 days")), Age(_("more than 30 days"))]
    for invoice in late:
        age = found[sum(invoice.stands.days_overdue > last for last in AGES)]
        age.count, age.amount = age.count + 1, age.amount + invoice.stands.left
    return found if late else []


def payers(invoices):
    """The payers of the year's invoices, who owes most first."""
    found = {}
    for invoice in invoices:
        if invoice.kind != Kind.INVOICE:
            continue
        payer = found.setdefault(invoice.buyer_cvr, Payer(invoice.buyer_name, invoice.buyer_cvr))
        payer.invoices.append(invoice)
        payer.gross += invoice.gross - invoice.credited
        payer.left += max(invoice.stands.left, Decimal(0))
        payer.fees += invoice.open_fees
        payer.overdue += invoice.stands.left if invoice.stands.status is Status.OVERDUE else 0
    return sorted(found.values(), key=lambda payer: (-payer.overdue, -payer.left, payer.name))


def total(payers):
    """The sums of all payers, as a payer without a name."""
    sums = {
        name: sum((getattr(one, name) for one in payers), Decimal(0))
        for name in ("gross", "left", "overdue", "fees")
    }
    return Payer("", "", **sums)
