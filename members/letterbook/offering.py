"""Letters to those who wait: a seat is offered, refused, no longer offered, or never came."""

from django.utils.translation import gettext_lazy as _

from ..letters import Kind, Placeholder, part, register
from ..models import Offer
from ..offering import lapse_facts, letter_facts
from ..rules import State
from . import applying, examples
from .slots import APPLICANT, LAST_DAY, LINK, NETWORK, REGARDS, YEAR, agreed, at, reasoned

ANSWER_BY = Placeholder(
    "answer_by",
    "svarfrist",
    _("the last moment at which the offer can be answered"),
    lambda facts: at(facts["offer"].answer_by),
    needed=True,
)
DECLINED_AT = Placeholder(
    "declined_at", "sagt_nej", _("when the offer was refused"), lambda facts: at(facts["offer"].declined_at)
)
REASON = reasoned(
    _("the reason, with the line that introduces it"), part("members/letters/_offer_reason.txt")
)
AGREED = agreed(
    _("what is agreed by accepting: term, price, what it covers, and that the fee stays due"),
    "members/letters/_offered.txt",
)
LAPSED = reasoned(
    _("why it lapsed: no seat came free, an offer was not taken, or nothing was decided in time"),
    part("members/letters/_lapsed.txt"),
)


def latest(**asked):
    """A function of the network: the facts of its latest offer that is like this, or None."""

    def found(network):
        offers = Offer.objects.filter(application__cohort__network=network, **asked)
        offers = offers.select_related("application__person", "application__cohort__network").order_by("-id")
        made = offers.first()
        return made and {"person": made.application.person, **letter_facts(made)}

    return found


def latest_lapsed(network):
    """The facts of the application that lapsed last, or None."""
    found = applying.latest(network, state=State.LAPSED)
    return found and {**found, **lapse_facts(found["application"])}


def offered(name, label, when, placeholders, real):
    """Make a letter to an applicant who waits known."""
    shared = (NETWORK, YEAR, APPLICANT, *placeholders, LINK, REGARDS)
    register(Kind(f"members/{name}", label, when, _("The applicant"), shared, examples.offer, real))


offered(
    "seat_offered", _("Offer of a seat"), _("When you offer a seat that has come free."),
    (ANSWER_BY, REASON, AGREED), latest(),
)  # fmt: skip
offered(
    "offer_declined", _("Receipt for a no to an offer"),
    _("As soon as an applicant says no to a seat and stays on the waiting list."),
    (DECLINED_AT, LAST_DAY), latest(declined_at__isnull=False),
)  # fmt: skip
offered(
    "offer_run_out", _("An offer has run out"), _("When an offer was not answered in time."),
    (ANSWER_BY, LAST_DAY), latest(run_out_told_at__isnull=False),
)  # fmt: skip
offered(
    "lapsed", _("An application has lapsed"),
    _("After the last day on which anybody can be admitted, to those who got no seat and no decline."),
    (LAPSED,), latest_lapsed,
)  # fmt: skip
