"""Reminders: the letters of all that are due, sent in one press; and the word that stops those of one invoice."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from members.clock import database_now
from members.forms.refusals import accepted

from .. import rules
from ..access import networks_kept_by
from ..dunning import sorted_out
from ..forms.reminders import SendForm, StopForm, WaiverForm
from ..models import Invoice, Reminder, ReminderStop, Waiver
from ..models.taking import known_up_to
from ..rules import Kind
from .books import years_kept_by
from .invoices import page


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request, network, year):
    """Every reminder that may be sent now, word for word; a POST sends those that were shown."""
    cohort = years_kept_by(request.user, network, year)
    at = database_now()
    due, waits = sorted_out(cohort, at)
    form = SendForm(request.POST, due=due) if request.method == "POST" else None

    def send():
        Reminder.objects.send(form.chosen, by=request.user, at=database_now())

    if form and accepted(form, send):
        count = len(form.chosen)
        done = ngettext("One reminder is on its way.", "%(count)d reminders are on their way.", count)
        messages.success(request, done % {"count": count})
        return redirect("billing:reminders", network, year)
    up_to = known_up_to(cohort.network)
    context = {
        "cohort": cohort,
        "due": due,
        "waits": waits,
        "form": form,
        "bank_up_to": up_to,
        "is_fresh": rules.bank_is_fresh(up_to, timezone.localdate(at)),
        "fee": rules.REMINDER_FEE,
    }
    return render(request, "billing/reminders.html", context)


@require_POST
def reminder_stops(request, number):
    """Stop the reminders of an invoice, or let them go on."""
    invoice = invoice_kept_by(request.user, number)
    form = StopForm(request.POST)

    def note():
        ReminderStop.objects.note(invoice, **form.cleaned_data, by=request.user, at=database_now())

    if not accepted(form, note):
        return page(request, number, stop=form)
    stopped = form.cleaned_data["stops"]
    messages.success(
        request,
        _("No more reminders of this invoice are sent.")
        if stopped
        else _("Reminders of this invoice go on."),
    )
    return redirect("billing:invoice", number)


@require_POST
def waivers(request, number):
    """Forgive what is left of the fee of one of the invoice's reminders."""
    invoice = invoice_kept_by(request.user, number)
    form = WaiverForm(request.POST, reminders=Reminder.objects.filter(invoice=invoice).with_paid())

    def waive():
        reminder, reason = form.cleaned_data["reminder"], form.cleaned_data["waived_because"]
        Waiver.objects.waive(reminder, reason=reason, by=request.user, at=database_now())

    if not accepted(form, waive):
        return page(request, number, waiver=form)
    messages.success(request, _("The fee has been waived. It is no longer owed."))
    return redirect("billing:invoice", number)


def invoice_kept_by(person, number):
    """The invoice, if the person keeps its network's books, or 404."""
    kept = Invoice.objects.filter(cohort__network__in=networks_kept_by(person), kind=Kind.INVOICE)
    return get_object_or_404(kept, number=number)
