"""The VAT rates with their days: shown, and a coming one written down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.clock import database_now
from members.forms.refusals import accepted
from members.wording import longdate

from ..forms.vat import VatRateForm
from ..models import VatRate
from .sellers import history, to_sell_for, withdrawal


@require_http_methods(["GET", "HEAD", "POST"])
def vat(request):
    """The rates from day to day, for whoever writes a seller's details; they are the same for all networks."""
    to_sell_for(request.user)
    at = database_now()
    today = timezone.localdate(at)
    form = VatRateForm(request.POST or None, today=today)

    def add():
        VatRate.objects.add(
            form.cleaned_data["rate"], form.cleaned_data["valid_from"], by=request.user, at=at
        )

    if request.method == "POST" and accepted(form, add):
        day = longdate(form.cleaned_data["valid_from"])
        messages.success(request, _("The rate has been saved. It counts from %(day)s.") % {"day": day})
        return redirect("billing:vat")
    rates = history(VatRate.objects.select_related("set_by", "withdrawn_by").history(), today)
    return render(request, "billing/vat.html", {"form": form, "rates": rates})


@require_http_methods(["GET", "HEAD", "POST"])
def vat_withdrawal(request, pk):
    """Take back a rate that was to come, after a question."""
    to_sell_for(request.user)
    return withdrawal(
        request, get_object_or_404(VatRate.objects.select_related("set_by"), pk=pk), "billing:vat"
    )
