"""Invoices: one's own list, one invoice with everything about it, and its files."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.clock import TODAY, database_now

from ..access import rights_in
from ..forms.dispatches import DispatchForm
from ..forms.payments import PaymentForm
from ..forms.reminders import WaiverForm
from ..history import deliveries, history
from ..models import Document, Invoice, ReminderLetter
from ..models.reminders import latest_stop, told_of
from ..rules import DocumentKind, Kind, Status
from ..words import file_in_words, format_in_words
from .overview import shown

# How each kind of file is called and served.
FILES = {
    DocumentKind.PDF: ("billing:invoice_pdf", "application/pdf", ".pdf"),
    DocumentKind.DELIVERY: ("billing:invoice_xml", "application/xml", ".xml"),
    DocumentKind.XML: ("billing:invoice_original", "application/xml", "-uden-pdf.xml"),
}


@require_safe
def invoices(request):
    """The invoices for one's own seats."""
    today = timezone.localdate(database_now())
    own = Invoice.objects.of_member(request.user).with_standing().select_related("cohort__network")
    found = [shown(invoice, today) for invoice in own.order_by("-issued_at")]
    return render(request, "billing/invoices.html", {"invoices": found})


@require_safe
def invoice(request, number):
    """Everything an invoice says, what was paid, and what happened to it."""
    return page(request, number)


def page(request, number, form=None, dispatch=None, stop=None, waiver=None):
    """The page of one invoice; the forms are those that were refused: a payment, a dispatch, a stop, a waived fee."""
    visible = Invoice.objects.visible_to(request.user).with_standing().in_full()
    asked = visible.annotate(today=TODAY, stop=latest_stop())
    found = get_object_or_404(asked, number=number)
    today = found.today
    shown(found, today)
    network = found.cohort.network
    rights = rights_in(network, request.user)
    letters = ReminderLetter.objects
    reminders = told_of(found, letters.all() if rights.handles else letters.to(request.user))
    if form is None and rights.keeps_books and found.kind == Kind.INVOICE:
        form = PaymentForm.blank(left=found.stands.left, today=today, reminders=reminders)
    context = {
        "invoice": found,
        "network": network,
        "files": list(files(found)),
        "made": {document.kind for document in found.documents.all()},
        "handles": rights.handles,
        "form": form,
        "history": history(found, reminders),
        "today": today,
        "deliveries": deliveries(found),
        "documents_made": bool(found.documents.all()),
        "dispatch_form": dispatch or (DispatchForm.blank(today=today) if rights.handles else None),
        "stop_form": stop,
        "waiver_form": waiver or (WaiverForm.blank(reminders) if rights.keeps_books else None),
        "more": dispatch or stop or waiver,
        "keeps_books": rights.keeps_books,
        "reminders": reminders,
        "open_fees": sum(one.left for one in reminders),
        "overdue": found.stands.status is Status.OVERDUE,
    }
    return render(request, "billing/invoice.html", context)


def files(invoice):
    """The files that are made so far, in the order in which one asks for them."""
    made = {document.kind: document for document in invoice.documents.all()}
    for kind, names in FILES.items():
        if document := made.get(kind):
            document.words = file_in_words(document, invoice)
            yield document, reverse(names[0], args=[invoice.number]), format_in_words(document)


@require_safe
def invoice_pdf(request, number):
    """The readable copy."""
    return download(request, number, DocumentKind.PDF)


@require_safe
def invoice_xml(request, number):
    """The e-invoice as it is sent, with the PDF inside."""
    return download(request, number, DocumentKind.DELIVERY)


@require_safe
def invoice_original(request, number):
    """The e-invoice as it was issued: without PDF, there from the first moment."""
    return download(request, number, DocumentKind.XML)


def download(request, number, kind):
    """A document as a file; while a worker is still at it, the invoice's page says so."""
    found = get_object_or_404(Invoice.objects.visible_to(request.user), number=number)
    document = Document.objects.filter(invoice=found, kind=kind).first()
    if document is None:
        messages.info(request, _("The file is being made. Try again in a moment."))
        return redirect("billing:invoice", number)
    _page, content_type, name = FILES[kind]
    return HttpResponse(
        bytes(document.content),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{found.number}{name}"'},
    )
