"""What was sent to payers and received, one invoice or many; the values to type; the files in one zip."""

from django.contrib import messages
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from members.clock import database_now
from members.forms.refusals import accepted

from .. import bundles
from ..access import cohorts_billed_by
from ..forms.dispatches import DispatchesForm, DispatchForm, ReceiptForm
from ..models import Dispatch, Invoice
from ..rules import Channel, DocumentKind, Kind
from ..values import values_of
from . import overview
from .invoices import page


def handled(person):
    """The invoices that the person sends."""
    return Invoice.objects.handled_by(person)


@require_POST
def dispatches(request, number):
    """Note that one invoice was sent to its payer."""
    invoice = get_object_or_404(handled(request.user), number=number)
    at = database_now()
    form = DispatchForm(request.POST)

    def note():
        Dispatch.objects.note([invoice], **form.typed(at=at), by=request.user)

    if form.refuse_before(invoice.issued_on) and accepted(form, note):
        invoice_sent = _("It has been noted that the invoice was sent.")
        note_sent = _("It has been noted that the credit note was sent.")
        messages.success(request, note_sent if invoice.kind == Kind.CREDIT_NOTE else invoice_sent)
        return redirect("billing:invoice", number)
    return page(request, number, dispatch=form)


@require_POST
def receipts(request, number, pk):
    """Note that the payer has got it."""
    invoice = get_object_or_404(handled(request.user), number=number)
    sent = get_object_or_404(invoice.dispatches.exclude(channel=Channel.LETTER), pk=pk)
    form = ReceiptForm(request.POST)

    def note():
        sent.note_receipt(**form.cleaned_data, by=request.user, at=database_now())

    if accepted(form, note):
        messages.success(request, _("The receipt has been noted."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("billing:invoice", number)


@require_POST
def year_dispatches(request, network, year):
    """Note that many invoices were sent, in one press."""
    cohort = get_object_or_404(cohorts_billed_by(request.user), network__slug=network, year=year)
    at = database_now()
    form = DispatchesForm(request.POST, invoices=Invoice.objects.filter(cohort=cohort))

    def note():
        Dispatch.objects.note(form.cleaned_data["invoices"], **form.typed(at=at), by=request.user)

    chosen = form.cleaned_data["invoices"] if form.is_valid() else []
    latest = max((one.issued_on for one in chosen), default=timezone.localdate(at))
    if not (form.refuse_before(latest) and accepted(form, note)):
        return overview.page(request, network, year, dispatch=form)
    count = len(chosen)
    done = ngettext("One invoice is noted as sent.", "%(count)d invoices are noted as sent.", count)
    messages.success(request, done % {"count": count})
    return redirect("billing:overview", network, year)


@require_safe
def values(request, number):
    """Every value of the invoice to copy into the free form on virk.dk."""
    invoice = get_object_or_404(
        handled(request.user).select_related("cohort__network", "credits").prefetch_related("lines"),
        number=number,
    )
    context = {"invoice": invoice, "groups": values_of(invoice)}
    return render(request, "billing/values.html", context)


@require_safe
def year_deliveries(request, network, year):
    """The e-invoices of a year as they are sent, in one zip."""
    return zip_of(request, network, year, "e-fakturaer", DocumentKind.DELIVERY)


@require_safe
def year_documents(request, network, year):
    """Every document of a year in one zip, with a list of checksums."""
    return zip_of(request, network, year, "bilag")


def zip_of(request, network, year, name, *kinds):
    """A zip of the year's documents of these kinds, sent while it is made."""
    cohort = get_object_or_404(cohorts_billed_by(request.user), network__slug=network, year=year)
    return StreamingHttpResponse(
        bundles.zipped(bundles.of_year(cohort, *kinds)),
        content_type="application/zip",
        headers={
            "Content-Disposition": content_disposition_header(True, f"{name}-{network}-{year}.zip"),
            "X-Content-Type-Options": "nosniff",
        },
    )
