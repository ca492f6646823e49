"""What was erased in a network, and why; what is due next; and the counts that stay."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from members.clock import database_now
from members.models import Erasure, Network, Tally
from network.due import due

PAGE = 50


@require_safe
def erasures(request, network):
    """The log of the nightly sweep, newest first; no names."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    log = Erasure.objects.visible_to(request.user).filter(network=network)
    tallies = Tally.objects.filter(cohort__network=network).select_related("cohort__network")
    context = {
        "network": network,
        "page": Paginator(log, PAGE).get_page(request.GET.get("page")),
        "due": due(network, localdate(database_now())),
        "tallies": tallies.order_by("-cohort__starts_on", "state", "sector"),
    }
    return render(request, "network/erasures.html", context)
