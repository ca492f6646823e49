"""The days on which other networks of this installation meet: what everybody can read on their pages."""

import datetime as dt

from django.utils.text import capfirst
from django.utils.translation import gettext

from members import wording
from members.rules import COPENHAGEN

from .clashes import Elsewhere, clashes
from .models import Part
from .month import days_of, days_touched

DAY = dt.timedelta(days=1)


def clash_words(network, days):
    """What there is to say about these days for a meeting of the network, in one query."""
    days = list(days)
    return clashes(days, meetings_elsewhere(network, days)) if days else []


def same_days(cohort, days, besides=None):
    """On which of these days another meeting of the year lies, in sentences."""
    days = sorted(set(days))
    if not days:
        return []
    parts = in_days(Part.objects.filter(live=True, cohort=cohort), days).exclude(meeting=besides)
    lying = {
        (day, part.meeting.number)
        for part in parts.select_related("meeting")
        for day in between(*days_touched(part))
        if day in days
    }
    return [
        capfirst(
            gettext("on %(day)s meeting %(number)d lies already.")
            % {"day": wording.weekdate(day), "number": number}
        )
        for day, number in sorted(lying)
    ]


def clash_words_of(network, meetings):
    """The same for several meetings, in one query: a list of sentences for each of them."""
    days = {meeting.pk: days_of(meeting) for meeting in meetings}
    known = meetings_elsewhere(network, [day for touched in days.values() for day in touched])
    return {key: clashes(touched, known) for key, touched in days.items()}


def meetings_elsewhere(network, days):
    """On which of these days another network meets, of those years that the public may see."""
    if not days:
        return []
    others = Part.objects.filter(live=True, cohort__published_at__isnull=False).exclude(
        cohort__network=network
    )
    found = in_days(others, days).select_related("cohort__network")
    return [
        Elsewhere(day, part.cohort.network.name)
        for part in found.order_by("starts_at")
        for day in between(*days_touched(part))
    ]


def in_days(parts, days):
    """Those of the parts that touch the time from the first of these days to the last."""
    first, last = (dt.datetime.combine(day, dt.time(), COPENHAGEN) for day in (min(days), max(days) + DAY))
    return parts.filter(starts_at__lt=last, ends_at__gt=first)


def between(first, last):
    """Every day from the first to the last."""
    return [first + step * DAY for step in range((last - first).days + 1)]


def days_of_facts(parts):
    """The days on which these parts (as the rule book knows them) take place."""
    return sorted({day for part in parts for day in between(*days_touched(part))})
