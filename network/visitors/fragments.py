"""The body of a public page: rendered once for all visitors, and dropped before it can be wrong.

Only title and body are kept, never the answer: the page around them, with its menu, messages and form tokens,
belongs to the one who asks. Whoever is signed in gets a fresh body.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import get_language

from members.models import Network

LIFE = dt.timedelta(seconds=30)


@dataclass(frozen=True)
class Facts:
    """What a public page shows, and the years whose intake it speaks of."""

    title: str
    context: dict
    cohorts: list
    network: Network | None = None


def page(request, at, template, facts):
    """Title and HTML of a public page as it reads at that moment; `facts()` is asked only when it must be."""
    if request.user.is_authenticated:
        return rendered(template, facts(), at)
    key = f"visitors:{get_language()}:{request.path}"
    kept = cache.get(key)
    if kept is None or not kept["from"] <= at < kept["until"]:
        kept = rendered(template, facts(), at)
        cache.set(key, kept, LIFE.total_seconds())
    return kept


def rendered(template, facts, at):
    """The page, with the moments between which it may be shown again."""
    return {
        "title": facts.title,
        "html": render_to_string(template, facts.context),
        "network": facts.network and named(facts.network),
        "from": at,
        "until": good_until(facts.cohorts, at),
    }


def named(network):
    """Of the network no more than the menu says."""
    return Network(slug=network.slug, name_da=network.name_da, name_en=network.name_en)


def good_until(cohorts, at):
    """The moment from which the page may be wrong: an intake opens or closes, a day begins, its life is over."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)
    boundaries = [moment for cohort in cohorts for moment in (cohort.opens_at, cohort.closes_at) if moment]
    return min([at + LIFE, midnight, *(moment for moment in boundaries if moment > at)])
