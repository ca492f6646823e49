"""The letter that an invoice was issued."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from members.letterbook import NETWORK, PERSON, REGARDS, YEAR, examples, linking
from members.letters import Kind, Placeholder, register
from members.wording import kroner, longdate

from ..models import Invoice
from ..rules import Kind as DocumentType


def fact(name, danish, explained, value):
    """A fact of the invoice."""
    return Placeholder(name, danish, explained, lambda facts: value(facts["invoice"]))


def example(network):
    """An invoice for one seat."""
    person, cohort = examples.person(), examples.cohort(network)
    net = Decimal(cohort.fee)
    invoice = Invoice(
        number=f"{cohort.starts_on.year}-00001",
        buyer_name="Vejle Kommune",
        person_reference=person.name,
        due_on=localdate() + dt.timedelta(days=30),
        net=net,
        vat=net / 4,
        gross=net * 5 / 4,
    )
    return {"person": person, "invoice": invoice, "cohort": cohort}


def latest(network):
    """The facts of the network's latest invoice, or None."""
    invoices = Invoice.objects.filter(cohort__network=network, kind=DocumentType.INVOICE)
    invoice = invoices.select_related("cohort__network").order_by("-issued_at").first()
    line = invoice and invoice.lines.select_related("claim__membership__person").first()
    return line and {
        "person": line.claim.membership.person,
        "invoice": invoice,
        "cohort": invoice.cohort,
    }


register(
    Kind(
        "billing/invoice_issued",
        _("Invoice"),
        _("When an invoice has been issued; the PDF is attached."),
        _("The member"),
        (
            NETWORK,
            YEAR,
            PERSON,
            fact("number", "nummer", _("the invoice's number"), lambda invoice: invoice.number),
            fact("payer", "betaler", _("who the invoice is made out to"), lambda invoice: invoice.buyer_name),
            fact("amount", "beloeb", _("the amount with VAT"), lambda invoice: kroner(invoice.gross)),
            fact("vat", "moms", _("the VAT in it"), lambda invoice: kroner(invoice.vat)),
            fact("due_on", "forfald", _("the last day to pay"), lambda invoice: longdate(invoice.due_on)),
            fact(
                "reference",
                "reference",
                _("the payer's own reference"),
                lambda invoice: invoice.person_reference,
            ),
            linking(
                _("the address of the invoice on this site"),
                lambda facts: reverse("billing:invoice", args=[facts["invoice"].number]),
            ),
            REGARDS,
        ),
        example,
        latest,
    )
)
