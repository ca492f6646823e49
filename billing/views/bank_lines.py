"""One bank entry: allotted by hand or as suggested, and loosened again."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.clock import database_now
from members.forms.refusals import accepted
from members.rules import Refused

from ..forms.bank import AllotmentForm, SuggestionForm, payable
from ..models import BankEntry, Payment
from ..statement_words import shown
from .bank import findings
from .sellers import kept, sellers_of

NAMESPACE = uuid.UUID("6f1d0a53-52a5-4e0e-9d0b-1c3a7d0e5b11")  # of the keys of presses that take a suggestion


def fetch(request, pk):
    """The entry with what it could pay, and the networks whose books the person keeps."""
    networks = kept(request.user)
    entries = BankEntry.objects.of_sellers_for(networks).with_rest()
    entry = get_object_or_404(entries.select_related("seller", "file", "aside__noted_by"), pk=pk)
    sellers = sellers_of(networks).with_foreign_prefixes()
    return entry, shown(findings([entry], sellers), networks)[0], networks


@require_http_methods(["GET", "HEAD", "POST"])
def bank_line(request, pk):
    """What the bank says, what it pays so far, and a form to say what it pays."""
    entry, line, networks = fetch(request, pk)
    payments = list(entry.payments.select_related("invoice__cohort", "noted_by"))
    own = set(networks.values_list("pk", flat=True))
    is_foreign = line.is_foreign or any(one.invoice.cohort.network_id not in own for one in payments)
    form = None
    if entry.rest and not is_foreign:
        form = allotment_form(request, entry, line, networks)
    if form and form.is_bound and accepted(form, lambda: allot(request, entry, form)):
        messages.success(request, _("The payment has been noted."))
        return redirect("billing:bank")
    back = {one.key for one in payments}
    context = {
        "entry": entry,
        "line": line,
        "is_foreign": is_foreign,
        "payments": payments,
        "standing": [one for one in payments if not is_taken_back(one, payments, back)],
        "form": form,
        "open": payable(networks, entry.seller).with_standing().filter(kind="invoice")[:500] if form else [],
    }
    return render(request, "billing/bank/line.html", context)


def allotment_form(request, entry, line, networks):
    """What was typed, or what is suggested."""
    invoices = payable(networks, entry.seller)
    if request.method == "POST":
        return AllotmentForm(request.POST, invoices=invoices, entry=entry)
    suggested = [(part.number, part.amount) for part in line.parts]
    return AllotmentForm.blank(invoices=invoices, entry=entry, suggested=suggested)


def allot(request, entry, form):
    """Note what the form says."""
    Payment.objects.allot(
        entry, form.allotments, key=form.cleaned_data["key"], by=request.user, at=database_now()
    )


def is_taken_back(payment, payments, keys):
    """Whether a payment was loosened again, or is itself what loosened one."""
    return payment.taken_back_key in keys or any(one.taken_back_key == payment.key for one in payments)


@require_POST
def bank_suggestion(request, pk):
    """Note what was suggested, if it is still what was seen."""
    entry, line, _networks = fetch(request, pk)
    form = SuggestionForm(request.POST)
    if line.is_foreign or not line.parts or not form.is_valid() or form.cleaned_data["seen"] != line.seen:
        messages.info(request, _("The suggestion is no longer the same. Look at the entry once more."))
        return redirect("billing:bank_line", pk)
    try:
        Payment.objects.allot(
            entry,
            line.finding.allotments,
            key=uuid.uuid5(NAMESPACE, f"{line.seen}/{entry.rest}/{len(entry.payments.all())}"),
            by=request.user,
            at=database_now(),
        )
    except Refused as refused:
        messages.error(request, str(refused.refusals[0].sentence))
        return redirect("billing:bank_line", pk)
    messages.success(request, _("The payment has been noted."))
    return redirect("billing:bank")


@require_POST
def bank_reversal(request, pk, payment):
    """Loosen an entry from an invoice: an opposite payment is noted, and the entry is open again."""
    entry, _line, networks = fetch(request, pk)
    own = entry.payments.filter(invoice__cohort__network__in=networks)
    found = get_object_or_404(own.select_related("invoice", "entry"), pk=payment)
    payments = list(entry.payments.all())
    if is_taken_back(found, payments, {one.key for one in payments}):
        messages.info(request, _("The entry does not pay the invoice any more. Nothing was noted."))
        return redirect("billing:bank_line", pk)
    try:
        Payment.objects.take_back(found, by=request.user, at=database_now())
    except Refused as refused:
        messages.error(request, str(refused.refusals[0].sentence))
        return redirect("billing:bank_line", pk)
    messages.success(request, _("The entry no longer pays the invoice. Both stay on record."))
    return redirect("billing:bank_line", pk)
