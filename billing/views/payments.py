"""Payments noted by hand."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.clock import database_now
from members.forms.refusals import accepted

from ..access import networks_kept_by
from ..forms.payments import PaymentForm
from ..models import Invoice, Payment, Reminder
from .invoices import page


@require_POST
def payments(request, number):
    """Note a payment; only whoever keeps the network's books may."""
    kept = Invoice.objects.filter(cohort__network__in=networks_kept_by(request.user))
    invoice = get_object_or_404(kept, number=number)
    form = PaymentForm(request.POST, reminders=Reminder.objects.filter(invoice=invoice).with_paid())

    def note():
        Payment.objects.note(invoice, **form.typed(), by=request.user, at=database_now())

    if accepted(form, note):
        messages.success(request, _("The payment has been noted."))
        return redirect("billing:invoice", number)
    return page(request, number, form)
