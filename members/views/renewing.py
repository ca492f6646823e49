"""Renewal: a member's one page about the next year, and the facilitator's list of who goes on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import renewing
from ..clock import database_now
from ..forms.renewing import RenewalForm
from ..models import Application, Cohort, Membership
from ..rules import Intake, Refused, RenewalAnswer, refuse
from .applying import journey
from .years import done, fetch_year


@require_http_methods(["GET", "HEAD", "POST"])
def renewal(request, network):
    """Whether one goes on: last year's application to read through, and two buttons."""
    at = database_now()
    cohort, membership = year_and_seat(request, network)
    typed = request.POST if request.method == "POST" else None
    form = RenewalForm(typed, application=journey.draft_at_hand(request.user, cohort, at))
    if request.method == "POST" and went_on(form, membership, cohort, at):
        messages.success(request, _("You continue. A receipt is on its way to you by mail."))
        return redirect("members:renewal", network)
    applied = Application.objects.own(request.user).continuing().filter(cohort=cohort).first()
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "membership": membership,
        "form": form,
        "part": form.by_slug,
        "applied": applied,
        "is_open": cohort.intake(at) is Intake.OPEN and cohort.takes_applications,
        "is_ahead": cohort.intake(at) in (Intake.NONE, Intake.AHEAD),
    }
    return render(request, "members/renewal/renewal.html", context)


def went_on(form, membership, cohort, at):
    """Whether the member's word could be kept; if not, the form says why, and first of all when it is too late."""
    is_valid = form.is_valid()
    try:
        refuse(*(form.application.writing_refusals(at) or form.missing(at)))
        if is_valid:
            key = form.key.cleaned_data["key"]
            keep = lambda draft: form.keep(draft, at)  # noqa: E731 - the act that the verb carries out
            renewing.go_on(membership, cohort, key=key, keep=keep, at=at)
    except Refused as refused:
        form.tell(refused)
        return False
    return is_valid


@require_POST
def renewal_stop(request, network):
    """It ends with this year; one may think again while intake is open."""
    at = database_now()
    cohort, membership = year_and_seat(request, network)
    if done(request, lambda: renewing.stop(membership, cohort, at=at)):
        messages.success(request, _("It is noted that you stop when the year ends."))
    return redirect("members:renewal", network)


def year_and_seat(request, network):
    """The year that the form was written for, or the last about which the person is asked; and the seat before it."""
    years = Cohort.objects.published().filter(network__slug=network).for_members(request.user)
    written_for = request.POST.get("year", "")
    if written_for.isdecimal() and len(written_for) == 4:
        years = years.filter(year=int(written_for))
    cohort = years.select_related("network").prefetch_related("criteria").first()
    if cohort is None:
        raise Http404("Nobody asks.")
    seats = Membership.objects.asked_about(cohort).with_renewal(cohort).select_related("person")
    return cohort, get_object_or_404(seats, person=request.user)


@require_safe
def renewals(request, network, year):
    """Who of the year before goes on, who stops, and who has not said."""
    cohort = fetch_year(request, network, year)
    asked = Membership.objects.asked_about(cohort).with_renewal(cohort).select_related("person__organisation")
    members = list(asked)
    groups = [(word, [one for one in members if one.renewal == word]) for word in ORDER]
    at = database_now()
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "before": cohort.year_before(),
        "groups": groups,
        "members": members,
        "intake_is_open": cohort.intake(at) is Intake.OPEN,
        "is_ahead": cohort.intake(at) in (Intake.NONE, Intake.AHEAD),
    }
    return render(request, "members/renewal/list.html", context)


ORDER = (RenewalAnswer.UNANSWERED, RenewalAnswer.CONTINUES, RenewalAnswer.STOPS)
