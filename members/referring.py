"""Referral: who is declined here and fits another network finds the way there."""

from dataclasses import dataclass, replace

from .models import Application, Cohort, Network
from .rules import Refused


@dataclass(frozen=True)
class Referral:
    """What a declined applicant is told of the network referred to: the year that is open now, if one is."""

    network: Network
    cohort: Cohort | None = None
    has_applied: bool = False


def referrals(decisions, at):
    """What each decision that refers leads to at that moment, by its number; two queries for however many."""
    referring = [decision for decision in decisions if decision.refers_to_id]
    if not referring:
        return {}
    open_now = Cohort.objects.applied_to_at(at).filter(network__in={one.refers_to_id for one in referring})
    years = {cohort.network_id: cohort for cohort in open_now}
    people = {one.application.person_id for one in referring}
    live = Application.objects.live().filter(person__in=people, cohort__in=years.values())
    applied = set(live.values_list("person_id", "cohort__network_id"))
    return {
        one.pk: Referral(
            one.refers_to,
            years.get(one.refers_to_id),
            (one.application.person_id, one.refers_to_id) in applied,
        )
        for one in referring
    }


def refer(decisions, at):
    """Begin a draft for each whose referral leads to an open intake; what the letters say of it."""
    found = referrals(decisions, at)
    for decision in decisions:
        referral = found.get(decision.pk)
        if referral and referral.cohort and not referral.has_applied:
            found[decision.pk] = begun(referral, decision.application, at)
    return found


def begun(referral, application, at):
    """The draft in the other network, filled in from this application; if it closes at this moment, there is none."""
    try:
        Application.objects.start(referral.cohort, application.person, at, like=application)
    except Refused:
        return replace(referral, cohort=None)
    return referral
