"""The letter that reminds of an invoice: what is left, what the reminder costs, and how both are paid."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from members.letterbook import NETWORK, PERSON, REGARDS, YEAR, linking
from members.letters import Kind, Placeholder, part, register
from members.wording import kroner, longdate

from .. import rules
from ..models import Invoice, Reminder
from ..models.reminders import LETTER, in_reminding, letter_facts
from ..rules import REMINDER_FEE
from . import issued


def example(network):
    """The first reminder of the invoice that the other letter shows."""
    facts = issued.example(network)
    today = localdate()
    invoice = facts["invoice"]
    invoice.due_on, invoice.issued_on = today - dt.timedelta(days=12), today - dt.timedelta(days=42)
    invoice.iban = "DK5000400440116243"
    stands = rules.standing(
        gross=invoice.gross, credited=Decimal(0), paid=Decimal(0), due=invoice.due_on, today=today
    )
    reminder = Reminder(invoice=invoice, number=1, fee=REMINDER_FEE, sent_at=timezone.now())
    return {**facts, "stands": stands, "reminder": reminder, "fees": REMINDER_FEE}


def latest(network):
    """The facts of the network's latest reminder, or None."""
    reminders = Reminder.objects.filter(invoice__cohort__network=network).order_by("-sent_at")
    reminder = reminders.first()
    if reminder is None:
        return None
    invoice = in_reminding(Invoice.objects.filter(pk=reminder.invoice_id)).get()
    line = invoice.lines.select_related("claim__membership__person").first()
    facts = letter_facts(invoice, reminder, localdate(reminder.sent_at))
    return {**facts, "fees": invoice.open_fees, "person": line.claim.membership.person}


def fact(name, danish, explained, value, **options):
    """A fact of the reminder or of its invoice."""
    return Placeholder(name, danish, explained, value, **options)


register(
    Kind(
        LETTER,
        _("Reminder of an invoice"),
        _("When finance reminds of an invoice that is overdue: three times at most, ten days apart."),
        _("The member"),
        (
            NETWORK,
            YEAR,
            PERSON,
            fact("title", "overskrift", _("which reminder it is"), lambda facts: facts["reminder"].title),
            fact("number", "nummer", _("the invoice's number"), lambda facts: facts["invoice"].number, needed=True),
            fact("payer", "betaler", _("who the invoice is made out to"), lambda facts: facts["invoice"].buyer_name),
            fact("issued_on", "udstedt", _("the day of the invoice"), lambda facts: longdate(facts["invoice"].issued_on)),
            fact("due_on", "forfald", _("the last day to pay"), lambda facts: longdate(facts["invoice"].due_on)),
            fact("left", "mangler", _("what is left of the invoice"), lambda facts: kroner(facts["stands"].left)),
            fact("fee", "gebyr", _("what this reminder costs"), lambda facts: kroner(facts["reminder"].fee), needed=True),
            fact("fees", "gebyrer", _("the fees of all reminders that are not paid"), lambda facts: kroner(facts["fees"])),
            fact(
                "sum", "ialt", _("what is to be paid in all"),
                lambda facts: kroner(facts["stands"].left + facts["fees"]), needed=True,
            ),
            fact(
                "reference", "reference", _("the payer's own reference"),
                lambda facts: facts["invoice"].person_reference,
            ),
            fact("paid_to", "betales_til", _("how it is paid"), part("billing/letters/_paid_to.txt"), needed=True, paragraph=True),
            linking(
                _("the address of the invoice on this site"),
                lambda facts: reverse("billing:invoice", args=[facts["invoice"].number]),
            ),
            REGARDS,
        ),
        example,
        latest,
    )
)  # fmt: skip
