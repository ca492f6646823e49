"""Sums: the lines, the VAT at the rate in force, the total (bylaws 12 and 16)."""

from .. import rules
from ..models import VatRate
from ..rules import Kind


def findings(document):
    """What does not add up in a document."""
    lines = list(document.lines.all())
    sums = rules.sums([line.net for line in lines], document.vat_rate)
    checks = {
        "it has no lines": lines != [],
        "a line is not quantity times price": all(
            line.net == rules.line_net(line.quantity, line.unit_price) for line in lines
        ),
        "an amount is not more than nought": min([document.net, *(line.net for line in lines)]) > 0,
        "the lines do not add up to the net amount": document.net == sums.net,
        "the VAT is not the rate of the net amount": document.vat
        == rules.vat_of(document.net, document.vat_rate),
        "net amount and VAT do not add up to the total": document.gross == document.net + document.vat,
        "the VAT rate was not in force": document.kind == Kind.CREDIT_NOTE or in_force(document),
    }
    return [sentence for sentence, holds in checks.items() if not holds]


def in_force(document):
    """Whether the rate is that of the day."""
    rate = VatRate.objects.on(document.issued_on, document.vat_category)
    return rate is not None and rate.rate == document.vat_rate
