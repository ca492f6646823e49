"""Lists to take along: the members of a year for those who run it, its payers for finance, its applications."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import lists
from ..clock import database_now
from ..models import Cohort
from ..tables import applications_table, members_table


@require_safe
def members_export(request, network, year, ending):
    """The members as a file: everything for a facilitator; for finance who pays, and nothing of the directory."""
    asked = {"network__slug": network, "year": year}
    run = Cohort.objects.run_by(request.user).prefetch_related("criteria").filter(**asked).first()
    cohort = run or get_object_or_404(Cohort.objects.financed_by(request.user), **asked)
    table = members_table(cohort, today=localdate(database_now()), directory=run is not None)
    return answer(cohort, _("members"), table, ending)


@require_safe
def applications_export(request, network, year, ending):
    """The applications as a file, for those who judge them."""
    run = Cohort.objects.run_by(request.user).prefetch_related("criteria")
    cohort = get_object_or_404(run, network__slug=network, year=year)
    table = applications_table(cohort, today=localdate(database_now()))
    return answer(cohort, _("applications"), table, ending)


def answer(cohort, what, table, ending):
    """The table as a file that says by its name which network and year it is."""
    if ending not in lists.ENDINGS:
        raise Http404("A list is CSV or Excel.")
    return lists.answer(f"{cohort.network.slug}-{cohort.year}-{what}", *table, ending)
