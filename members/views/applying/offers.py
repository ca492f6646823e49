"""An offered seat: accepted or refused by the applicant, in time and once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ... import offering
from ...clock import database_now
from ...forms.offers import NoForm, OfferedForm
from ...models import Offer
from ...rules import Refused


def own_offer(request, network, form):
    """The offer that the form names, if it was made to the person at hand."""
    if not form.is_valid():
        raise Http404("No such offer.")
    own = Offer.objects.visible_to(request.user).filter(application__cohort__network__slug=network)
    own = own.select_related("application__cohort__network", "application__person", "offered_by")
    return get_object_or_404(own, pk=form.cleaned_data["offer"])


@require_POST
def acceptance(request, network):
    """Take the seat; it binds from this press."""
    offered = own_offer(request, network, OfferedForm(request.POST))
    try:
        seat = offering.accept(offered, by=request.user, at=database_now())
    except Refused as refused:
        messages.error(request, refused)
        return back_to(offered)
    messages.success(request, _("The seat is yours. A letter confirms it."))
    return redirect("members:membership", seat.pk)


@require_POST
def refusal(request, network):
    """Say no: stay on the list, or leave it."""
    form = NoForm(request.POST)
    offered = own_offer(request, network, form)
    leave = form.cleaned_data["leave"]
    try:
        offering.decline(offered, leave=leave, by=request.user, at=database_now())
    except Refused as refused:
        messages.error(request, refused)
    else:
        left = _("You have said no to the seat, and you have left the waiting list.")
        stays = _("You have said no to the seat. You are still on the waiting list.")
        messages.success(request, left if leave else stays)
    return back_to(offered)


def back_to(offered):
    """The application's own page, in the year that the offer was about."""
    cohort = offered.application.cohort
    address = redirect("members:application", cohort.network.slug)
    address["Location"] += f"?year={cohort.year}"
    return address
