"""Why a member is proposed as host, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.denmark import municipalities, region_of
from members.wording import kilometres

from .hosts.facts import place_of
from .hosts.scoring import is_allowed, score


def reasons(proposal, number):
    """Everything that speaks for the host of that meeting, and what the next best would cost."""
    year, known = proposal.year, proposal.known
    meeting = next(one for one in year.open if one.number == number)
    candidate = year.candidate(proposal.plan[number])
    yield travel_words(year, meeting, candidate)
    yield turn_words(known, candidate)
    if wish := wish_words(known, candidate):
        yield wish
    yield region_words(proposal, meeting, candidate)
    if number in year.pins:
        yield _("You have chosen this host yourself.")
    elif words := exchange_words(proposal, number):
        yield words


def travel_words(year, meeting, candidate):
    """How far everybody travels there, and how that compares."""
    place, _region = place_of(meeting, candidate)
    words = {"place": municipalities()[place].name, "km": kilometres(year.kilometres(place))}
    return _("To %(place)s the members travel %(km)s together.") % words


def turn_words(known, candidate):
    """Whether the member or the workplace has hosted before."""
    if hosted := known.hosted.get(candidate.key):
        return _("The workplace last hosted in %(year)d.") % {"year": hosted}
    return _("Neither the member nor the workplace has hosted before.")


def wish_words(known, candidate):
    """What the member has said about hosting."""
    if candidate.offered:
        return _("%(name)s has offered to host.") % {"name": known.seats[candidate.key].known_name}
    if candidate.waits:
        return _("%(name)s has asked to wait, or has said no this year.") % {
            "name": known.seats[candidate.key].known_name
        }
    return ""


def region_words(proposal, meeting, candidate):
    """How many of the year's meetings lie in the same region, and how many members."""
    year = proposal.year
    _place, region = place_of(meeting, candidate)
    regions = [region_of(place, proposal.known.cohort.starts_on) for place in proposal.places]
    count = regions.count(region)
    words = {
        "region": region,
        "count": count,
        "members": year.regions.count(region),
        "all": len(year.regions),
    }
    return (
        ngettext(
            "It is the only meeting in %(region)s, where %(members)d of the %(all)d members work.",
            "It is one of %(count)d meetings in %(region)s, where %(members)d of the %(all)d members work.",
            count,
        )
        % words
    )


def exchange_words(proposal, number):
    """What it would cost to exchange this host alone for the next best."""
    year, plan = proposal.year, proposal.plan
    costs = [
        (score(year, changed).total - proposal.score.total, place)
        for place, other in enumerate(year.candidates)
        if other.key not in plan.values() and is_allowed(year, changed := {**plan, number: other.key})
    ]
    if not costs:
        return ""
    more, place = min(costs)
    name = proposal.known.seats[year.candidates[place].key].known_name
    if not more:
        return _("%(name)s would be just as good here.") % {"name": name}
    return _("With %(name)s instead, the plan would cost %(km)s more.") % {
        "name": name,
        "km": kilometres(more),
    }
