"""What a facilitator keeps in order for a network as a whole: its words, its years, its people."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..chronicle_of_years import of_roles
from ..clock import database_now
from ..forms.network import NetworkForm
from ..forms.refusals import accepted
from ..forms.roles import RoleForm
from ..letters import post
from ..models import Network, Role
from ..rules import Refused, RoleKind


@require_safe
def network_settings(request, network):
    """The network's years, people and words, with the way to each."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    at = database_now()
    years = [(cohort, cohort.phase(at)) for cohort in network.cohorts.all()]
    roles = network.roles.select_related("person")
    context = {
        "network": network,
        "years": years,
        "roles": roles,
        "to_be_told": network.notices.confirmed().count(),
    }
    return render(request, "members/settings/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def network_texts(request, network):
    """What the public reads about the network, and whom it admits."""
    network = get_object_or_404(Network.objects.run_by(request.user), slug=network)
    form = NetworkForm(request.POST or None, instance=network)
    if request.method == "POST" and accepted(
        form, lambda: network.describe(at=database_now(), **form.cleaned_data)
    ):
        messages.success(request, _("The network's texts have been saved."))
        return redirect("members:network_settings", network.slug)
    return render(request, "members/settings/texts.html", {"network": network, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request, network):
    """Who facilitates the network and who looks after its money; one more by address."""
    network = get_object_or_404(Network.objects.staffed_by(request.user), slug=network)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and accepted(form, lambda: give_role(request, network, form.cleaned_data)):
        messages.success(request, _("The role has been given, and a letter about it is on its way."))
        return redirect("members:roles", network.slug)
    held = network.roles.select_related("person")
    context = {
        "network": network,
        "roles": held,
        "form": form,
        "happenings": of_roles(network),
        "runs": any(role.person_id == request.user.pk and role.kind == RoleKind.FACILITATOR for role in held),
    }
    return render(request, "members/settings/roles.html", context)


def give_role(request, network, typed):
    """Give the role, and write to whoever got it."""
    with transaction.atomic():
        at = now()
        role = network.give_role(typed["email"], typed["kind"], name=typed["name"], by=request.user, at=at)
        post("members/role_given", role.person, about=role, at=at, network=network, context={"role": role})


@require_POST
def role_removal(request, network, pk):
    """Take a role back; a network's last facilitator keeps it."""
    network = get_object_or_404(Network.objects.staffed_by(request.user), slug=network)
    role = get_object_or_404(Role.objects.select_related("person"), network=network, pk=pk)
    try:
        role.take_back(by=request.user)
    except Refused as refused:
        messages.error(request, " ".join(str(refusal.sentence) for refusal in refused.refusals))
    else:
        words = {"person": role.person, "role": role.get_kind_display()}
        messages.success(request, _("%(person)s is no longer %(role)s.") % words)
    if Network.objects.staffed_by(request.user).filter(pk=network.pk).exists():
        return redirect("members:roles", network.slug)
    return redirect("members:profile")
