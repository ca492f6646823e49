"""Issuing: the order is a POST, the work is a worker's, the progress is a page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from members.clock import database_now
from members.rules import Refused

from ..access import cohorts_billed_by
from ..forms.runs import RunForm
from ..models import Run, waiting


@require_POST
def run(request, network, year):
    """Order that all who are ready be invoiced, or those of one invoice."""
    cohort = get_object_or_404(cohorts_billed_by(request.user), network__slug=network, year=year)
    form = RunForm(request.POST, waiting=waiting(cohort))
    if not form.is_valid():
        messages.info(request, _("There was nothing to issue. Perhaps somebody else has just done it."))
        return redirect("billing:overview", network, year)
    try:
        ordered = Run.objects.order(
            cohort,
            key=form.cleaned_data["key"],
            only=form.cleaned_data["membership"],
            by=request.user,
            at=database_now(),
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("billing:overview", network, year)
    return redirect("billing:run_progress", network, year, ordered.pk)


@require_POST
def run_stop(request, network, year, pk):
    """Stop a run: whatever is not issued yet is left out, and waits among the fees that are ready."""
    cohort = get_object_or_404(cohorts_billed_by(request.user), network__slug=network, year=year)
    found = get_object_or_404(Run.objects.select_related("ordered_by"), cohort=cohort, pk=pk)
    count = found.stop(by=request.user, at=database_now())
    left = ngettext(
        "The issuing is stopped. One invoice was not issued.",
        "The issuing is stopped. %(count)d invoices were not issued.",
        count,
    )
    messages.info(request, left % {"count": count} if count else _("Everything was issued already."))
    return redirect("billing:run_progress", network, year, pk)


@require_safe
def run_progress(request, network, year, pk):
    """How far the run has come; fetched anew until it is done."""
    cohort = get_object_or_404(cohorts_billed_by(request.user), network__slug=network, year=year)
    found = get_object_or_404(Run.objects.select_related("ordered_by"), cohort=cohort, pk=pk)
    items = list(invoices_of(found.items.in_full()))
    issued = [item for item in items if item.invoice_id]
    made = [item for item in issued if item.has_pdf]
    refused = [item for item in items if item.refusal]
    waits = [item for item in items if item.is_open]
    context = {
        "cohort": cohort,
        "run": found,
        "items": items,
        "issued": issued,
        "made": made,
        "waits": waits,
        "reasons": by_reason(refused),
        "working": len(issued) > len(made) or waits != [],
        "done": 100 * (len(issued) + len(made)) // (2 * wanted)
        if (wanted := len(items) - len(refused))
        else 100,
    }
    return render(request, "billing/run.html", context)


def by_reason(refused):
    """The items that were left out, under the reason that they share."""
    reasons = {}
    for item in refused:
        reasons.setdefault(item.refusal, []).append(item)
    return reasons


def invoices_of(items):
    """One item for each invoice of the run, with the `names` of all whose fees it bills."""
    found = {}
    for item in items:
        found.setdefault(item.bundle or item.pk, []).append(item)
    for first, *others in found.values():
        first.names = ", ".join(one.membership.agreed_name for one in (first, *others))
        yield first
