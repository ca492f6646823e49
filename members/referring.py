"""Referral: who is declined here and fits another network finds the way there."""

from contextlib import suppress
from dataclasses import dataclass

from .models import Application, Cohort, Network
from .rules import Refused


@dataclass(frozen=True)
class Referral:
    """The network that an applicant is referred to, and its year that is open now, if one is.

    Not what the applicant already has there: the letter is read by this network's facilitator too.
    """

    network: Network
    cohort: Cohort | None


def referrals(decisions, at):
    """Where each decision that refers leads at that moment, by its number; one query for however many."""
    referring = [decision for decision in decisions if decision.refers_to_id]
    if not referring:
        return {}
    open_now = Cohort.objects.applied_to_at(at).filter(network__in={one.refers_to_id for one in referring})
    years = {cohort.network_id: cohort for cohort in open_now}
    return {one.pk: Referral(one.refers_to, years.get(one.refers_to_id)) for one in referring}


def refer(decisions, at):
    """Begin a draft in each open intake that is referred to, filled in from the application; what the letters say.

    Who has applied there already, or comes in its closing second, gets none.
    """
    found = referrals(decisions, at)
    for decision in decisions:
        referral = found.get(decision.pk)
        if referral and referral.cohort:
            application = decision.application
            with suppress(Refused):
                Application.objects.start(referral.cohort, application.person, at, like=application)
    return found
