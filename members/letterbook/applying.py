"""Letters that confirm what an applicant did."""

from django.utils.translation import gettext_lazy as _

from ..letters import Kind, Placeholder, part, register
from ..models import Application
from ..rules import State
from . import examples
from .slots import APPLICANT, BEGINS_ON, CLOSES_AT, LINK, NETWORK, REGARDS, YEAR, at


def latest(network, **asked):
    """The facts of the application sent in last that is like this, or None."""
    found = Application.objects.filter(cohort__network=network, submitted_at__isnull=False, **asked)
    found = (
        found.select_related("person", "organisation__successor", "cohort__network").order_by("-id").first()
    )
    return found and {
        "person": found.person,
        "application": found,
        "cohort": found.cohort,
        "is_open": False,
    }


register(
    Kind(
        "members/application_received",
        _("Receipt for an application"),
        _("As soon as an application is submitted, or a new version of it."),
        _("The applicant"),
        (
            NETWORK,
            YEAR,
            APPLICANT,
            Placeholder(
                "received_at",
                "modtaget",
                _("when it was received"),
                lambda facts: at(facts["application"].submitted_at),
            ),
            CLOSES_AT,
            BEGINS_ON,
            LINK,
            REGARDS,
        ),
        examples.application,
        latest,
    )
)

register(
    Kind(
        "members/application_withdrawn",
        _("Receipt for a withdrawal"),
        _("As soon as an applicant withdraws."),
        _("The applicant"),
        (
            NETWORK,
            YEAR,
            APPLICANT,
            Placeholder(
                "withdrawn_at",
                "trukket",
                _("when it was withdrawn"),
                lambda facts: at(facts["application"].ended_at),
            ),
            Placeholder(
                "again",
                "igen",
                _("while intake is open: until when, and where, one can apply again; otherwise nothing"),
                part("members/letters/_again.txt"),
                paragraph=True,
            ),
            REGARDS,
        ),
        examples.application,
        lambda network: latest(network, state=State.WITHDRAWN, ended_at__isnull=False),
    )
)
