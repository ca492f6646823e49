"""The outbox of a network: what is prepared, what waits, what went, what failed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from ..forms.letters import OutboxForm
from ..letters import KINDS, send_again, send_failed_again
from ..models import Cohort, Letter, Network
from ..rules import UNDECIDED

PAGE = 50
FILTERS = {
    "": (gettext_lazy("All"), lambda letters: letters),
    "waiting": (gettext_lazy("Going out"), lambda letters: letters.unsent()),
    "sent": (gettext_lazy("Sent"), lambda letters: letters.sent()),
    "failed": (gettext_lazy("Failed"), lambda letters: letters.failed()),
}


@require_safe
def letters(request, network):
    """Every letter of the network, newest first, and those that are only prepared."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    own = Letter.objects.visible_to(request.user).filter(network=network)
    form = OutboxForm(request.GET)
    chosen = form.asked("state") if form.asked("state") in FILTERS else ""
    context = {
        "network": network,
        "form": form,
        "chosen": chosen,
        "searched": bool(form.asked("to") or form.asked("kind")),
        "filters": [(key, words) for key, (words, _narrow) in FILTERS.items()],
        "page": Paginator(sought(own, form, chosen), PAGE).get_page(request.GET.get("page")),
        "failed": own.failed().count(),
        "waiting": own.unsent().count(),
        "prepared": prepared(network),
    }
    return render(request, "members/outbox/list.html", context)


def sought(letters, form, chosen):
    """The letters that were asked for."""
    found = FILTERS[chosen][1](letters).defer("text", "html")
    if form.asked("to"):
        found = found.addressed_to(form.asked("to"))
    if form.asked("kind"):
        found = found.filter(kind=form.asked("kind"))
    return found


def prepared(network):
    """The years with decisions that are prepared, each with how many letters their announcement writes."""
    found = Cohort.objects.filter(
        network=network,
        applications__state__in=UNDECIDED,
        applications__decisions__announced_at__isnull=True,
        applications__decisions__isnull=False,
    )
    return found.annotate(letters=Count("applications__decisions")).order_by("starts_on")


def letter_at_hand(request, network, pk):
    own = Letter.objects.visible_to(request.user).select_related("network", "person")
    return get_object_or_404(own, network__slug=network, pk=pk)


@require_safe
def letter(request, network, pk):
    """One letter, as its recipient reads it."""
    found = letter_at_hand(request, network, pk)
    context = {
        "network": found.network,
        "letter": found,
        "kind": KINDS.get(found.kind),
        "attachments": found.attachments.sized(),
    }
    return render(request, "members/outbox/detail.html", context)


@require_POST
def letter_sending(request, network, pk):
    """Send a letter once more, or now."""
    found = letter_at_hand(request, network, pk)
    send_again(found)
    messages.success(request, _("The letter is on its way to %(address)s.") % {"address": found.to_email})
    return redirect("members:letter", network, pk)


@require_POST
def failed_sending(request, network):
    """Send everything that failed once more."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    count = send_failed_again(Letter.objects.filter(network=network))
    sentence = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count)
    messages.success(request, sentence % {"count": count} if count else _("No letter had failed."))
    return redirect("members:letters", network.slug)
