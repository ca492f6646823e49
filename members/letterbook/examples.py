"""Believable facts for a letter that nobody has been sent; nothing here is stored."""

import datetime as dt

from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from ..letters import Address
from ..models import (
    Application,
    Cohort,
    Decision,
    Membership,
    Network,
    Offer,
    Organisation,
    Person,
    Question,
    Role,
)
from ..referring import Referral
from ..rules import Outcome, RoleKind, term_end

REASONS = {
    Outcome.ADMIT: "Jeg leder kommunens innovationsenhed og har ansvaret for arbejdet med borgerinddragelse.",
    Outcome.WAIT: "Du opfylder kriterierne, men alle pladser er besat.",
    Outcome.DECLINE: "Netværket er for dem, der har det samlede ansvar for innovation.",
}


def person():
    """Somebody invented, at an address that takes no mail."""
    return Person(name="Signe Eksempel", email="signe@example.dk")


def cohort(network):
    """The network's latest year, with the dates that it lacks filled in; or one invented."""
    found = network.cohorts.order_by("-starts_on").first()
    found = found or Cohort(network=network, starts_on=localdate() + dt.timedelta(days=60), fee=8000)
    found.network = network
    found.year = found.year or found.starts_on.year
    found.ends_on = term_end(found.starts_on)
    found.closes_at = found.closes_at or now() + dt.timedelta(days=14)
    found.last_admission_on = found.last_admission_on or found.starts_on + dt.timedelta(days=30)
    return found


def application(network):
    """An application just sent in."""
    applied = Application(
        cohort=cohort(network),
        person=person(),
        organisation=Organisation(name="Vejle Kommune"),
        name="Signe Eksempel",
        evidence_text=REASONS[Outcome.ADMIT],
        submitted_at=now(),
        ended_at=now(),
    )
    return {"person": applied.person, "application": applied, "cohort": applied.cohort, "is_open": True}


def draft(network):
    """An application begun, with something missing."""
    return {**application(network), "missing": [_("Write your job title.")]}


def notice(network):
    """An address that waits for intake to open."""
    return {"person": Address("signe@example.dk"), "cohort": cohort(network), "token": "2mVnQ8xT4sLrYpWc"}


def question(network):
    """A question to an applicant."""
    found = application(network)
    asked = Question(
        application=found["application"],
        text="Hvor mange medarbejdere har du ansvaret for, og hvem refererer du til?",
    )
    return {**found, "question": asked}


def offer(network):
    """A seat offered to somebody who waits; in other letters refused, or never there."""
    found = application(network)
    offered = Offer(
        application=found["application"],
        reason=REASONS[Outcome.ADMIT],
        answer_by=now() + dt.timedelta(days=7),
        declined_at=now(),
    )
    return {**found, "offer": offered, "waited": True, "was_offered": False}


def renewal(network):
    """A member who is asked about the next year."""
    return {"person": person(), "cohort": cohort(network)}


def decision(outcome):
    """A function of the network: a decision with that outcome."""

    def facts(network):
        found = application(network)
        place = 3 if outcome == Outcome.WAIT else None
        decided = Decision(
            application=found["application"], outcome=outcome, reason=REASONS[outcome], wait_place=place
        )
        return {**found, "decision": decided, "referral": referral(outcome)}

    return facts


def referral(outcome):
    """Another network that a declined applicant is referred to."""
    other = Network(slug="eksempel", name_da="Netværk for eksempler", name_en="Network for Examples")
    return Referral(other, cohort=None) if outcome == Outcome.DECLINE else None


def membership(network):
    """A seat that its holder left, or that was annulled."""
    year = cohort(network)
    seat = Membership(
        pk=1,
        person=person(),
        cohort=year,
        network=network,
        agreed_name="Signe Eksempel",
        agreed_fee=year.fee,
        withdrawn_on=localdate(),
        annulled_because="Du var optaget to gange.",
    )
    return {"person": seat.person, "membership": seat, "cohort": year, "carries": True}


def role(network):
    """A role just given."""
    given = Role(network=network, person=person(), kind=RoleKind.FACILITATOR)
    return {"person": given.person, "role": given}
