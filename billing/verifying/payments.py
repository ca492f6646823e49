"""Payments: no bank entry, and no reminder's fee, is paid out by more than it is, and no more goes back than was paid."""

from django.db.models import F, Q

from ..models import BankEntry, CreditRequest, Invoice, Reminder
from ..rules import Kind


def findings():
    """Entries and fees of which more was noted than they are, or the other way round; invoices paid less than nought."""
    spent = Q(amount__gt=0) & (Q(rest__lt=0) | Q(allotted__lt=0))
    drawn = Q(amount__lt=0) & (Q(rest__gt=0) | Q(allotted__gt=0))
    for entry in BankEntry.objects.with_rest().filter(spent | drawn).order_by("pk"):
        yield f"bank entry {entry.pk}: other payments were noted than it can be"
    fees = Reminder.objects.with_paid().filter(Q(paid__lt=0) | Q(paid__gt=F("fee") - F("waived")))
    for reminder in fees.select_related("invoice").order_by("pk"):
        yield f"{reminder.invoice.number}: more was paid or waived of a reminder's fee than it is"
    below = Invoice.objects.filter(kind=Kind.INVOICE).with_standing().filter(paid__lt=0)
    for number in below.order_by("pk").values_list("number", flat=True):
        yield f"{number}: more went back than was paid"


def answers():
    """Requests that were answered with something else than a credit note of their invoice."""
    answered = CreditRequest.objects.filter(credit_note__isnull=False).select_related(
        "invoice", "credit_note"
    )
    right = Q(credit_note__kind=Kind.CREDIT_NOTE, credit_note__credits=F("invoice"))
    for request in answered.exclude(right).order_by("pk"):
        yield f"{request.invoice.number}: a request was answered with {request.credit_note.number}, which does not credit it"
