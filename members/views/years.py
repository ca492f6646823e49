"""A network's years: made, edited, shown to the public, or taken away again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..chronicle_of_years import chronicle
from ..clock import database_now
from ..forms.refusals import accepted
from ..forms.years import NewYearForm, YearForm
from ..models import Cohort, Network
from ..rules import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def year_new(request, network):
    """The network's next year, begun from its last one."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    at = database_now()
    beginning = Cohort.objects.starting_from(network, timezone.localdate(at))
    form = NewYearForm(request.POST or None, instance=beginning, at=at)
    planned = []
    if request.method == "POST" and accepted(
        form,
        lambda: planned.append(Cohort.objects.plan(network, by=request.user, at=at, **form.cleaned_data)),
    ):
        cohort = planned[0]
        messages.success(request, _("The year %(year)s has been made.") % {"year": cohort.label})
        following = "members:member_new" if cohort.taken_over else "members:criteria"
        return redirect(following, network.slug, cohort.year)
    return render(request, "members/years/year_new.html", {"network": network, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def year_edit(request, network, year):
    """A year's term, intake, price and terms; what intake has fixed is shown, not asked."""
    cohort = fetch_year(request, network, year)
    at = database_now()
    form = YearForm(request.POST or None, instance=cohort, at=at)
    if request.method == "POST" and accepted(
        form, lambda: cohort.revise(by=request.user, at=at, **form.changes())
    ):
        messages.success(request, _("The year has been saved."))
        return redirect("members:year_edit", network, cohort.year)
    context = {
        "cohort": cohort,
        "form": form,
        "frozen": bool(cohort.frozen_fields(at)),
        "happenings": chronicle(cohort, at),
    }
    return render(request, "members/years/year_edit.html", context)


@require_POST
def year_publication(request, network, year):
    """Show the year to the public."""
    cohort = fetch_year(request, network, year)
    if done(request, lambda: cohort.publish(by=request.user, at=database_now())):
        messages.success(
            request, _("The year %(year)s can now be seen by everybody.") % {"year": cohort.label}
        )
    return redirect("members:year_edit", network, year)


@require_POST
def year_removal(request, network, year):
    """Take away a year that was planned by mistake."""
    cohort = fetch_year(request, network, year)
    label = cohort.label
    if done(request, lambda: cohort.discard(by=request.user)):
        messages.success(request, _("The year %(year)s has been taken away.") % {"year": label})
        return redirect("members:network_settings", network)
    return redirect("members:year_edit", network, year)


def fetch_year(request, network, year):
    """The year that the person facilitates, or 404."""
    return get_object_or_404(Cohort.objects.run_by(request.user), network__slug=network, year=year)


def done(request, act):
    """Whether the act was not refused; what speaks against it is told at the top of the next page."""
    try:
        act()
    except Refused as refused:
        messages.error(request, " ".join(str(refusal.sentence) for refusal in refused.refusals))
        return False
    return True
