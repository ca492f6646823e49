"""Organisations that applicants added: vouched for, or recognised on the list."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...clock import database_now
from ...forms.organisations import RecogniseForm, ReturnForm, VouchForm
from ...forms.refusals import accepted
from ...models import Application, Network, Organisation


@require_safe
def organisations(request, network):
    """The organisations of a network's applicants that nobody has confirmed yet, and those confirmed here."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    named = Organisation.objects.named_in(network)
    context = {
        "network": network,
        "unlisted": named.unlisted().prefetch_related(applicants(network)),
        "confirmed": named.filter(confirmed_by__isnull=False).select_related("confirmed_by"),
        "recognised": named.filter(confirmed_at=None, successor__isnull=False).select_related("successor"),
    }
    return render(request, "members/organisations/list.html", context)


def applicants(network):
    """The applications that name an organisation, as its `applicants`."""
    own = Application.objects.live().filter(cohort__network=network).select_related("cohort")
    return Prefetch("application_set", own, to_attr="applicants")


def unlisted_at_hand(request, network, pk):
    """The network and the organisation, if its applicants name it and the person at hand facilitates the network."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    return network, get_object_or_404(Organisation.objects.named_in(network).unlisted(), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request, network, pk):
    """Confirm the name and the sector of an organisation that an applicant added."""
    network, found = unlisted_at_hand(request, network, pk)
    form = VouchForm(request.POST if request.method == "POST" else None, organisation=found)
    if form.is_bound and accepted(
        form, lambda: found.confirm(**form.cleaned_data, by=request.user, at=database_now())
    ):
        messages.success(request, _("%(name)s is confirmed.") % {"name": found.name})
        return back(request, network)
    return show(request, network, found, vouch_form=form)


@require_POST
def recognition(request, network, pk):
    """Say that an organisation that an applicant added is one that the list knows."""
    network, found = unlisted_at_hand(request, network, pk)
    form = RecogniseForm(request.POST)
    if form.is_valid():
        listed = form.cleaned_data["listed"]
        found.recognise_as(listed, on=localdate(database_now()))
        messages.success(request, _("%(name)s is %(listed)s.") % {"name": found.name, "listed": listed.name})
        return back(request, network)
    return show(request, network, found, recognise_form=form)


def back(request, network):
    """To the application one came from, or to the list of organisations."""
    form = ReturnForm(request.POST)
    pk = form.cleaned_data["application"] if form.is_valid() else None
    application = Application.objects.judged_by(request.user).filter(cohort__network=network, pk=pk).first()
    if application:
        return redirect("members:application_detail", network.slug, application.cohort.year, application.pk)
    return redirect("members:organisations", network.slug)


def show(request, network, organisation, vouch_form=None, recognise_form=None):
    """The two ways to settle an organisation, with what was typed."""
    pressed = vouch_form if vouch_form and vouch_form.is_bound else recognise_form
    context = {
        "network": network,
        "organisation": organisation,
        "form": pressed,
        "vouch_form": vouch_form or VouchForm(organisation=organisation),
        "recognise_form": recognise_form or RecogniseForm(),
        "return_form": ReturnForm(request.POST or None, auto_id=False),
        "applicants": organisation.application_set.live()
        .filter(cohort__network=network)
        .select_related("cohort"),
    }
    return render(request, "members/organisations/detail.html", context)
