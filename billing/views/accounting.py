"""The accounts of a period: looked through, carried over once, and downloaded as often as wanted."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import lists
from members.clock import database_now

from .. import accounting as accounts
from ..access import cohorts_billed_by
from ..forms.accounting import ExportForm, PeriodForm
from ..models import AccountingExport, Seller, prospects
from ..sharing import standing_apart
from .books import years_kept_by

MOST_SHOWN = 200


@require_safe
def accounting(request, network, year):
    """The lines of a period, with those that an earlier file carried marked; and the files that were made."""
    cohort = years_kept_by(request.user, network, year)
    today = timezone.localdate(database_now())
    beginning = {"first": today.replace(month=1, day=1), "last": today}
    asked = "first" in request.GET
    form = PeriodForm(request.GET if asked else None, initial=beginning, today=today)
    period = (form.cleaned_data if form.is_valid() else None) if asked else beginning
    lines = accounts.lines_of(cohort.network, **period) if period else []
    exports = (
        AccountingExport.objects.filter(network=cohort.network).select_related("made_by").defer("content")
    )
    context = {
        "cohort": cohort,
        "form": form,
        "period": period,
        "lines": lines[:MOST_SHOWN],
        "count": len(lines),
        "fresh": sum(not line.was_exported for line in lines),
        "earlier": accounts.unexported_before(cohort.network, period["first"]) if period else 0,
        "exports": exports.annotate(count=Count("items")).order_by("-pk")[:30],
    }
    return render(request, "billing/accounting.html", context)


@require_POST
def accounting_exports(request, network, year):
    """Make a file of the period, and note what it carries."""
    cohort = years_kept_by(request.user, network, year)
    at = database_now()
    form = ExportForm(request.POST, today=timezone.localdate(at))
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("billing:accounting", network, year)
    if not accounts.carry_over(cohort.network, **form.cleaned_data, by=request.user, at=at):
        messages.info(request, _("There was nothing to carry over. Perhaps somebody else has just done it."))
        return redirect("billing:accounting", network, year)
    messages.success(request, _("The file is ready. It stands first among the files below."))
    return redirect("billing:accounting", network, year)


@require_safe
def accounting_csv(request, network, year, pk):
    """A file that was made, the same each time."""
    cohort = years_kept_by(request.user, network, year)
    export = get_object_or_404(AccountingExport, network=cohort.network, pk=pk)
    name = f"bogfoering-{network}-{export.first.isoformat()}-{export.last.isoformat()}-{export.pk}.csv"
    return HttpResponse(
        accounts.file_of(export),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_safe
def readiness(request, network, year):
    """What is missing before each invoice of a year can be issued, with the page on which it is filled in."""
    cohort = get_object_or_404(cohorts_billed_by(request.user), network__slug=network, year=year)
    today = timezone.localdate(database_now())
    found = prospects(cohort, Seller.objects.of_network(cohort.network), today)
    headings = [
        _("Member"),
        _("Payer"),
        _("Ready"),
        _("What is missing"),
        _("On one invoice with"),
        _("Why not with others"),
        _("Filled in here"),
    ]
    apart = standing_apart(found)
    rows = [
        readiness_row(seat, one, apart.get(one.membership.pk, []))
        for one in found
        for seat in one.memberships
    ]
    return lists.answer(f"klar-til-faktura-{network}-{year}", headings, rows, "csv")


def readiness_row(seat, one, apart):
    """One seat: ready or not, and why; with whom it stands on one invoice, and why not with others."""
    return [
        seat.agreed_name,
        seat.payer.legal_name,
        _("yes") if one.is_ready else _("no"),
        " ".join(str(refusal.sentence) for refusal in one.refusals),
        ", ".join(other.agreed_name for other in one.memberships if other != seat),
        " ".join(apart),
        settings.SITE_URL + reverse("billing:payer", args=[seat.pk]),
    ]
