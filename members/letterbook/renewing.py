"""Letters to the members of a year about the next."""

from django.utils.translation import gettext_lazy as _

from ..letters import Kind, Placeholder, register
from ..models import Renewal
from ..wording import whole_kroner
from . import examples
from .slots import BEGINS_ON, DEADLINE, NETWORK, PERSON, REGARDS, YEAR, linking, page

LINK = linking(_("the address at which the member answers"), page("members:renewal"))
FEE = Placeholder(
    "fee", "pris", _("the price without VAT"), lambda facts: whole_kroner(facts["cohort"].fee), needed=True
)


def latest(**asked):
    """A function of the network: the facts of its latest renewal that is like this, or None."""

    def found(network):
        renewals = Renewal.objects.filter(cohort__network=network, **asked)
        renewal = renewals.select_related("membership__person", "cohort__network").order_by("-pk").first()
        return renewal and {"person": renewal.membership.person, "cohort": renewal.cohort}

    return found


def renewing(name, label, when, *placeholders, **asked):
    """Make a letter about renewal known."""
    shared = (NETWORK, YEAR, PERSON, DEADLINE, *placeholders, LINK, REGARDS)
    register(Kind(f"members/{name}", label, when, _("The member"), shared, examples.renewal, latest(**asked)))


renewing("renewal_asked", _("Do you continue?"), _("When intake to the next year opens."), BEGINS_ON, FEE)
renewing(
    "renewal_reminder", _("Reminder to answer about next year"),
    _("A week before intake closes, to members who have not answered."), reminded_at__isnull=False,
)  # fmt: skip
renewing(
    "renewal_stopped", _("Receipt for a no to the next year"),
    _("As soon as a member says that it ends with this year."), stopped_at__isnull=False,
)  # fmt: skip
