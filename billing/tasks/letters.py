"""The sweep that writes the letters about invoices, and notes those that have left."""

import datetime as dt
import logging

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils.timezone import now
from procrastinate.contrib.django import app

from members.letters import File, post
from members.models import Letter

from ..models import Dispatch, Document, Invoice, Line
from ..models.runs import SEND_LETTERS
from ..rules import Channel, DocumentKind, Kind

log = logging.getLogger(__name__)
LETTERS = {Kind.INVOICE: "billing/invoice_issued", Kind.CREDIT_NOTE: "billing/credit_note_issued"}
# An invoice that is older has been talked about otherwise; its letter may have been erased by now.
FRESH = dt.timedelta(days=30)


@app.periodic(cron="* * * * *")
@app.task(name=SEND_LETTERS, queueing_lock=SEND_LETTERS)
def send_letters(timestamp=None):
    """Write to the member when the PDF is there, and note the dispatch when the letter has left the house."""
    at = now()
    for pk in unwritten(at).values_list("pk", flat=True):
        try:
            with transaction.atomic():
                write(pk, at)
        except Exception:  # one that cannot be written must not keep the others from their letters
            log.exception("The letter about invoice %s was not written", pk)
    for pk, email, sent_at in left_the_house(at):
        note_dispatch(pk, email, sent_at)


def about(invoice):
    """SQL: what a letter about the invoice says it is about, as `post` writes it."""
    return Concat(Value("invoice:"), Cast(invoice, models.CharField()))


def unwritten(at):
    """Fresh invoices and credit notes with a PDF about which no letter was written."""
    letters = Letter.objects.filter(kind__in=LETTERS.values(), about=about(OuterRef("pk")))
    fresh = Invoice.objects.filter(issued_at__gte=at - FRESH)
    return fresh.filter(documents__kind=DocumentKind.PDF).exclude(Exists(letters)).order_by("issued_at")


def write(pk, at):
    """One letter to each member whose seat it bills or credits, with the PDF."""
    invoice = Invoice.objects.select_related("cohort__network", "credits").get(pk=pk)
    pdf = Document.objects.get(invoice=invoice, kind=DocumentKind.PDF)
    for person in recipients(invoice):
        post(
            LETTERS[invoice.kind],
            person,
            about=invoice,
            at=at,
            network=invoice.cohort.network,
            context={"invoice": invoice, "cohort": invoice.cohort},
            attachments=[File(f"{invoice.number}.pdf", "application/pdf", bytes(pdf.content))],
        )


def recipients(invoice):
    """The members whose seats the lines bill, or credit."""
    lines = invoice.lines.all()
    if invoice.kind == Kind.CREDIT_NOTE:
        lines = Line.objects.filter(credited_by__invoice=invoice)
    return [line.claim.membership.person for line in lines.select_related("claim__membership__person")]


def left_the_house(at):
    """Letters that were sent and are not yet noted on their invoice: its key, the address, the time."""
    letters = Letter.objects.sent().filter(kind__in=LETTERS.values(), written_at__gte=at - 2 * FRESH)
    told = Dispatch.objects.filter(channel=Channel.LETTER).alias(told=about("invoice_id"))
    noted = Exists(told.filter(told=OuterRef("about"), recipient=OuterRef("to_email")))
    for what, email, sent_at in letters.exclude(noted).values_list("about", "to_email", "sent_at"):
        yield int(what.removeprefix("invoice:")), email, sent_at


def note_dispatch(pk, email, sent_at):
    """That the letter has left, with the PDF; should another worker have been quicker, its note stands."""
    pdf = Document.objects.only("pk").get(invoice=pk, kind=DocumentKind.PDF)
    left = Dispatch(invoice_id=pk, document=pdf, channel=Channel.LETTER, recipient=email, sent_at=sent_at)
    Dispatch.objects.bulk_create([left], ignore_conflicts=True)
