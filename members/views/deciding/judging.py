"""One application: read, vouched for, decided."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ...announcing import preview, refusals
from ...balance import balance
from ...chronicle import chronicle
from ...clock import database_now
from ...forms.deciding import DecisionForm
from ...forms.organisations import RecogniseForm, VouchForm
from ...forms.refusals import accepted
from ...models import Application, Letter
from ...rules import Refused, State


def judged(request, network, year, pk):
    """The application, if the person at hand facilitates its network."""
    applications = Application.objects.judged_by(request.user).in_full()
    applications = applications.select_related(
        "person", "organisation__successor", "responsibility_confirmed_by"
    )
    return get_object_or_404(applications, cohort__network__slug=network, cohort__year=year, pk=pk)


@require_safe
def application_detail(request, network, year, pk):
    """Everything about one application, and what to do with it."""
    return show(request, judged(request, network, year, pk))


@require_POST
def responsibility(request, network, year, pk):
    """Vouch for the responsibility of this person, and prepare admission."""
    application = judged(request, network, year, pk)
    act(request, application.confirm_responsibility, _("The responsibility is confirmed."))
    return back_to(application)


@require_POST
def responsibility_removal(request, network, year, pk):
    """Take back what was vouched for."""
    application = judged(request, network, year, pk)
    act(request, application.retract_responsibility, _("The confirmation has been taken back."))
    return back_to(application)


@require_POST
def decision(request, network, year, pk):
    """Prepare the decision, or change the prepared one."""
    application = judged(request, network, year, pk)
    form = DecisionForm(request.POST, application=application)
    if accepted(form, lambda: form.prepare(by=request.user, at=database_now())):
        messages.success(request, _("The decision is prepared. Nobody is told before you announce it."))
        return back_to(application)
    return show(request, application, form)


@require_POST
def decision_removal(request, network, year, pk):
    """Remove the prepared decision."""
    application = judged(request, network, year, pk)
    act(request, application.remove_decision, _("The prepared decision has been removed."))
    return back_to(application)


def act(request, verb, done):
    """Do it in the name of the person at hand, and say how it went."""
    try:
        verb(by=request.user, at=database_now())
    except Refused as refused:
        messages.error(request, refused)
    else:
        messages.success(request, done)


def back_to(application):
    cohort = application.cohort
    return redirect("members:application_detail", cohort.network.slug, cohort.year, application.pk)


def show(request, application, form=None):
    """The page of one application, with the form as it was typed."""
    cohort, at = application.cohort, database_now()
    prepared, announced = application.open_decision(), application.last_decision()
    unlisted = not application.organisation.known_as.sector
    offer = application.offers.open().select_related("offered_by").first()
    decides = application.is_undecided and offer is None
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "application": application,
        "now": at,
        "offer": offer,
        "prepared": prepared if application.is_undecided else None,
        "announced": announced,
        "refusals": refusals([prepared], cohort, localdate(at))
        if prepared and application.is_undecided
        else [],
        "form": form or (DecisionForm(application=application) if decides else None),
        "letter": preview(prepared) if prepared and application.is_undecided else None,
        "letters": Letter.objects.filter(network=cohort.network, person=application.person).order_by("id"),
        "vouch_form": VouchForm(organisation=application.organisation) if unlisted else None,
        "recognise_form": RecogniseForm() if unlisted else None,
        "versions": application.versions().exclude(pk=application.pk).exclude(submitted_at=None),
        "is_replaced": application.state == State.REPLACED,
        "balance": balance(cohort),
        "happenings": chronicle(application),
    }
    return render(request, "members/applications/detail.html", context)
