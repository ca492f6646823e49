"""The list of organisations that all networks share, and the ends of those that are no more."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..clock import TODAY, database_now
from ..forms.ending import EndForm
from ..forms.refusals import accepted
from ..models import Network, Organisation
from ..wake import wake
from .years import done


@require_safe
def listed(request, network):
    """The organisations of today by sector, and those that have ended or will, with who carries on."""
    network = get_object_or_404(Network.objects.staffed_by(request.user), slug=network)
    known = Organisation.objects.filter(confirmed_at__isnull=False)
    context = {
        "network": network,
        "ending": known.ending().select_related("successor", "end_noted_by").order_by("-ended_on", "name"),
        "listed": known.listed().order_by("sector", "name"),
        "to_come": known.filter(begins_on__gt=TODAY),
    }
    return render(request, "members/organisations/listed.html", context)


def at_hand(request, network, pk):
    """A listed organisation, if the person may note its end: facilitators of any network, and superusers."""
    network = get_object_or_404(Network.objects.staffed_by(request.user), slug=network)
    return network, get_object_or_404(Organisation, pk=pk, confirmed_at__isnull=False)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, network, pk):
    """Note an organisation's last day and who carries on, for all networks."""
    network, found = at_hand(request, network, pk)
    form = EndForm(request.POST if request.method == "POST" else None, organisation=found)
    at = database_now()
    if form.is_bound and accepted(form, lambda: found.note_end(**form.end(), by=request.user, at=at)):
        wake("members.carry_over")
        messages.success(request, _("It is noted that %(name)s ends.") % {"name": found.name})
        return redirect("members:listed_organisations", network.slug)
    context = {
        "network": network,
        "organisation": found,
        "form": form,
        "people": found.people.count(),
        "is_over": found.ended_on is not None and found.ended_on < localdate(at),
    }
    return render(request, "members/organisations/end.html", context)


@require_POST
def end_removal(request, network, pk):
    """Take back an end that has not come."""
    network, found = at_hand(request, network, pk)
    if done(request, lambda: found.take_back_end(at=database_now())):
        messages.success(request, _("%(name)s goes on.") % {"name": found.name})
    return redirect("members:listed_organisations", network.slug)
