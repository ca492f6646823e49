"""Invoices: one's own list, one invoice with everything about it, and its PDF."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.clock import database_now

from ..access import rights_in
from ..forms.payments import PaymentForm
from ..history import history
from ..models import Document, Invoice
from ..rules import DocumentKind, Kind
from .overview import shown


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
    return page(request, number, form=None)


def page(request, number, form):
    """The page of one invoice; `form` is a payment that was refused."""
    today = timezone.localdate(database_now())
    visible = Invoice.objects.visible_to(request.user).with_standing().in_full()
    found = shown(get_object_or_404(visible, number=number), today)
    network = found.cohort.network
    rights = rights_in(network, request.user)
    if form is None and rights.keeps_books and found.kind == Kind.INVOICE:
        form = PaymentForm.blank(left=found.stands.left, today=today)
    context = {
        "invoice": found,
        "network": network,
        "document": next((one for one in found.documents.all() if one.kind == DocumentKind.PDF), None),
        "handles": rights.handles,
        "form": form,
        "history": history(found),
    }
    return render(request, "billing/invoice.html", context)


@require_safe
def invoice_pdf(request, number):
    """The PDF as a file; while a worker is still at it, the invoice's page says so."""
    found = get_object_or_404(Invoice.objects.visible_to(request.user), number=number)
    document = Document.objects.filter(invoice=found, kind=DocumentKind.PDF).first()
    if document is None:
        messages.info(request, _("The PDF is being made. Try again in a moment."))
        return redirect("billing:invoice", number)
    return HttpResponse(
        bytes(document.content),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{found.number}.pdf"'},
    )
