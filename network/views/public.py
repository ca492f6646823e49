"""The pages that everybody may read: the networks, one network, one of its years."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from members import intake
from members.models import Cohort, Network
from network.visitors import fragments, terms, years
from network.visitors.programme import programme


@login_not_required
@require_safe
def networks(request):
    """All networks, each with its intake."""
    return shown(request, "network/_networks.html", all_networks)


@login_not_required
@require_safe
def network(request, network):
    """One network: what it is, who may join, what it costs, and whether it takes new members."""
    return shown(request, "network/_network.html", lambda at: one_network(network, at))


@login_not_required
@require_safe
def year(request, network, year):
    """One published year of a network: its programme and its terms."""
    return shown(request, "network/_year.html", lambda at: one_year(network, year, at))


def shown(request, template, facts):
    """The page around a body that was rendered for all visitors, or for whoever is signed in."""
    at = now()
    page = fragments.page(request, at, template, lambda: facts(at))
    request.network_read = page["network"]
    return render(request, "network/public.html", {"page": page})


def all_networks(at):
    """What the front page shows."""
    found = years.with_published(Network.objects.all())
    shown = [(network, years.sort(network.published, at)) for network in found]
    cohorts = [cohort for network in found for cohort in network.published]
    return fragments.Facts(gettext("Networks"), {"networks": shown}, cohorts)


def one_network(slug, at):
    """What a network's own page shows."""
    found = get_object_or_404(years.with_published(Network.objects.all()), slug=slug)
    sorted_years = years.sort(found.published, at)
    programmes = [programme(cohort) for cohort in sorted_years.shown]
    context = {
        "network": found,
        "years": sorted_years,
        "programmes": programmes,
        "is_dated": any(one["meetings"] for one in programmes),
        "offer": terms.offer(sorted_years.foremost),
        "sisters": Network.objects.exclude(pk=found.pk),
    }
    title = found.headline or gettext("About the network")
    return fragments.Facts(title, context, found.published, found)


def one_year(slug, number, at):
    """What the page of one year shows."""
    found = list(Cohort.objects.published().filter(network__slug=slug).select_related("network"))
    cohort = next((one for one in found if one.year == number), None)
    if cohort is None:
        raise Http404
    current = intake.of_network(found, at)
    context = {
        "network": cohort.network,
        "cohort": cohort,
        "intake": intake.of_year(cohort, at),
        "current": current if current.cohort != cohort else None,
        "programme": programme(cohort),
        "offer": terms.offer(cohort),
        "others": [other for other in found if other != cohort],
    }
    title = gettext("The year %(year)s") % {"year": cohort.label}
    return fragments.Facts(title, context, found, cohort.network)
