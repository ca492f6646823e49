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
from ..models.invoices import REASONS
from ..rules import CreditReason
from ..rules import Kind as DocumentType


def fact(name, danish, explained, value):
    """A fact of the invoice."""
    return Placeholder(name, danish, explained, lambda facts: value(facts["invoice"]))


AMOUNT = fact("amount", "beloeb", _("the amount with VAT"), lambda invoice: kroner(invoice.gross))
VAT = fact("vat", "moms", _("the VAT in it"), lambda invoice: kroner(invoice.vat))
REFERENCE = fact(
    "reference", "reference", _("the payer's own reference"), lambda invoice: invoice.person_reference
)
PARTICIPANT = fact(
    "participant",
    "deltager",
    _("whose fee it is, or whose if it is for several"),
    lambda invoice: invoice.buyer_contact,
)
LINK = linking(
    _("the address of the invoice on this site"),
    lambda facts: reverse("billing:invoice", args=[facts["invoice"].number]),
)


def example(network):
    """An invoice for one seat."""
    person, cohort = examples.person(), examples.cohort(network)
    net = Decimal(cohort.fee)
    invoice = Invoice(
        number=f"{cohort.starts_on.year}-00001",
        buyer_name="Vejle Kommune",
        buyer_contact=person.name,
        person_reference=person.name,
        due_on=localdate() + dt.timedelta(days=30),
        net=net,
        vat=net / 4,
        gross=net * 5 / 4,
    )
    return {"person": person, "invoice": invoice, "cohort": cohort}


def example_of_credit(network):
    """A credit note of that invoice, because of a wrong payer."""
    facts = example(network)
    credited, note = facts["invoice"], example(network)["invoice"]
    note.number = f"{facts['cohort'].starts_on.year}-00002"
    note.credits, note.reason, note.kind = credited, CreditReason.WRONG_PAYER, DocumentType.CREDIT_NOTE
    return {**facts, "invoice": note}


def latest(kind):
    """A function of the network: the facts of its latest document of that kind, or None."""

    def found(network):
        documents = Invoice.objects.filter(cohort__network=network, kind=kind)
        document = documents.select_related("cohort__network", "credits").order_by("-issued_at").first()
        line = (
            document
            and (document.credits or document).lines.select_related("claim__membership__person").first()
        )
        return line and {
            "person": line.claim.membership.person,
            "invoice": document,
            "cohort": document.cohort,
        }

    return found


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
            PARTICIPANT,
            AMOUNT,
            VAT,
            fact("due_on", "forfald", _("the last day to pay"), lambda invoice: longdate(invoice.due_on)),
            REFERENCE,
            LINK,
            REGARDS,
        ),
        example,
        latest(DocumentType.INVOICE),
    )
)

register(
    Kind(
        "billing/credit_note_issued",
        _("Credit note"),
        _("When a credit note has been issued; the PDF is attached."),
        _("The member"),
        (
            NETWORK,
            YEAR,
            PERSON,
            fact("number", "nummer", _("the credit note's number"), lambda note: note.number),
            fact(
                "invoice",
                "faktura",
                _("the number of the invoice that is credited"),
                lambda note: note.credits.number,
            ),
            fact("payer", "betaler", _("who the invoice is made out to"), lambda note: note.buyer_name),
            fact("reason", "fejl", _("the mistake that is mended"), lambda note: REASONS[note.reason]),
            AMOUNT,
            VAT,
            REFERENCE,
            LINK,
            REGARDS,
        ),
        example_of_credit,
        latest(DocumentType.CREDIT_NOTE),
    )
)
