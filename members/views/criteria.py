"""The admission criteria of a year: written, put in order and removed until its intake opens."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..clock import database_now
from ..forms.criteria import CriterionForm
from ..forms.refusals import accepted
from ..models import Criterion
from ..rules import CriterionKind, Intake
from .years import done, fetch_year


@require_safe
def criteria(request, network, year):
    """The list of criteria, in the order that applicants meet them."""
    cohort = fetch_year(request, network, year)
    fixed = cohort.intake(database_now()) in (Intake.OPEN, Intake.CLOSED)
    context = {"cohort": cohort, "criteria": list(cohort.criteria.all()), "fixed": fixed}
    return render(request, "members/years/criteria.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def criterion_new(request, network, year):
    """One more criterion, at the end of the list."""
    cohort = fetch_year(request, network, year)
    return edit(request, Criterion(cohort=cohort, kind=CriterionKind.COMMITMENT), cohort.add_criterion)


@require_http_methods(["GET", "HEAD", "POST"])
def criterion_edit(request, network, year, pk):
    """Another wording of one criterion."""
    criterion = fetch_criterion(request, network, year, pk)
    return edit(request, criterion, criterion.reword)


def edit(request, criterion, verb):
    """Show the form of a criterion, or hand what was typed to the verb."""
    cohort = criterion.cohort
    form = CriterionForm(request.POST or None, instance=criterion)
    if request.method == "POST" and accepted(
        form, lambda: verb(by=request.user, at=database_now(), **form.cleaned_data)
    ):
        messages.success(request, _("The criterion has been saved."))
        return redirect("members:criteria", cohort.network.slug, cohort.year)
    return render(request, "members/years/criterion.html", {"cohort": cohort, "form": form})


@require_POST
def criterion_place(request, network, year, pk):
    """One place up or down the list."""
    criterion = fetch_criterion(request, network, year, pk)
    done(request, lambda: criterion.move(up=request.POST.get("place") == "up", by=request.user))
    return redirect("members:criteria", network, year)


@require_POST
def criterion_removal(request, network, year, pk):
    """Take the criterion off the list."""
    criterion = fetch_criterion(request, network, year, pk)
    if done(request, lambda: criterion.remove(by=request.user)):
        messages.success(request, _("The criterion has been removed."))
    return redirect("members:criteria", network, year)


def fetch_criterion(request, network, year, pk):
    """A criterion of a year that the person facilitates, or 404."""
    cohort = fetch_year(request, network, year)
    return get_object_or_404(cohort.criteria.select_related("cohort__network"), pk=pk)
