"""The outbox of a network: what waits, what went, what failed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ..letters import send_again
from ..models import Letter, Network

PAGE = 50
FILTERS = {
    "": (gettext_lazy("All"), lambda letters: letters),
    "waiting": (gettext_lazy("Going out"), lambda letters: letters.unsent()),
    "sent": (gettext_lazy("Sent"), lambda letters: letters.sent()),
    "failed": (gettext_lazy("Failed"), lambda letters: letters.failed()),
}


@require_safe
def letters(request, network):
    """Every letter of the network, newest first."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    own = Letter.objects.visible_to(request.user).filter(network=network)
    asked = request.GET.get("state", "")
    chosen = asked if asked in FILTERS else ""
    narrow = FILTERS[chosen][1]
    context = {
        "network": network,
        "chosen": chosen,
        "filters": [(key, words) for key, (words, _narrow) in FILTERS.items()],
        "page": Paginator(narrow(own).defer("text", "html"), PAGE).get_page(request.GET.get("page")),
        "failed": own.failed().count(),
        "waiting": own.unsent().count(),
    }
    return render(request, "members/outbox/list.html", context)


def letter_at_hand(request, network, pk):
    own = Letter.objects.visible_to(request.user).select_related("network", "person")
    return get_object_or_404(own, network__slug=network, pk=pk)


@require_safe
def letter(request, network, pk):
    """One letter, as its recipient reads it."""
    found = letter_at_hand(request, network, pk)
    context = {"network": found.network, "letter": found, "attachments": found.attachments.defer("content")}
    return render(request, "members/outbox/detail.html", context)


@require_POST
def letter_sending(request, network, pk):
    """Send a letter once more, or now."""
    found = letter_at_hand(request, network, pk)
    send_again(found)
    messages.success(request, _("The letter is on its way to %(address)s.") % {"address": found.to_email})
    return redirect("members:letter", network, pk)
