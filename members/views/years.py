"""A network's years: made, edited, shown to the public, or taken away again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..chronicle_of_years import chronicle
from ..clock import database_now
from ..forms.refusals import accepted
from ..forms.years import LikeForm, NewYearForm, YearForm
from ..models import Cohort, Network
from ..rules import Refused


def without_meetings(network, *, with_meetings, **facts):
    """The year alone: of meetings only the project knows."""
    return Cohort.objects.plan(network, **facts)


@require_http_methods(["GET", "HEAD", "POST"])
def year_new(request, network, shape=lambda like, starts_on: (), plan=without_meetings):
    """The network's next year, begun from its last one or another; the project adds the meetings it would have."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    at = database_now()
    years = list(network.cohorts.order_by("-starts_on"))
    like = LikeForm(request.GET, years=years).chosen
    beginning = Cohort.objects.starting_from(network, at, like)
    meetings = shape(like, beginning.starts_on) if like else ()
    form = NewYearForm(request.POST or None, instance=beginning, at=at, like=like, shape=meetings)
    planned = []
    if request.method == "POST" and accepted(
        form, lambda: planned.append(plan(network, like=like, by=request.user, at=at, **form.cleaned_data))
    ):
        cohort = planned[0]
        messages.success(request, _("The year %(year)s has been made.") % {"year": cohort.label})
        following = "members:member_new" if cohort.taken_over else "members:year_edit"
        return redirect(following, network.slug, cohort.year)
    context = {"network": network, "form": form, "years": years, "like": like, "meetings": meetings}
    return render(request, "members/years/year_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def year_edit(request, network, year, preparation=lambda cohort, at: ()):
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
        "phase": cohort.phase(at),
        "frozen": bool(cohort.frozen_fields(at)),
        "steps": preparation(cohort, at),
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
