"""A year's invoices payer by payer: what each was invoiced, and owes."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.clock import database_now
from members.kept import the_one

from ..ages import payers, total
from .overview import invoices_of, shown, years_followed_by


@require_safe
def year_payers(request, network, year):
    """The payers of the year, who owes most first, with their invoices."""
    cohort = the_one(years_followed_by(person=request.user.pk, network=network, year=year))
    today = timezone.localdate(database_now())
    found = payers([shown(invoice, today) for invoice in invoices_of(cohort=cohort.pk)])
    return render(request, "billing/payers.html", {"cohort": cohort, "payers": found, "total": total(found)})
