"""Letters about a seat or a role that somebody has."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..letters import Kind, Placeholder, part, register
from ..models import Membership
from ..wording import whole_kroner
from . import examples
from .slots import NETWORK, PERSON, REGARDS, YEAR, called, linking, on, reasoned

NAME = called(lambda facts: facts["membership"].agreed_name)
RECEIPT = linking(
    _("the address of the membership's receipt"),
    lambda facts: reverse("members:membership", args=[facts["membership"].pk]),
)


def attached(facts):
    """That the letter takes the meetings to come out of the recipient's calendar; '' when it does not."""
    if not facts.get("carries"):
        return ""
    return gettext(
        "Cancellations of the meetings to come are attached, so that you can take them out of your calendar."
    )


ATTACHED = Placeholder(
    "attached",
    "vedhaeftet",
    _("that cancellations of the meetings to come are attached for the calendar, where they are"),
    attached,
    paragraph=True,
)


def latest(**asked):
    """A function of the network: the facts of its latest membership that is like this, or None."""

    def found(network):
        seats = Membership.objects.filter(network=network, **asked)
        seat = seats.select_related("person", "cohort__network").order_by("-id").first()
        return seat and {"person": seat.person, "membership": seat, "cohort": seat.cohort}

    return found


def latest_role(network):
    """The facts of the role given last."""
    role = network.roles.select_related("person").order_by("-id").first()
    return role and {"person": role.person, "role": role}


register(
    Kind(
        "members/annulled",
        _("Annulment"),
        _("When a membership that came about by mistake is annulled."),
        _("The member"),
        (
            NETWORK,
            YEAR,
            NAME,
            reasoned(_("the reason that you wrote"), lambda facts: facts["membership"].annulled_because),
            ATTACHED,
            RECEIPT,
            REGARDS,
        ),
        examples.membership,
        latest(annulled_at__isnull=False),
    )
)

register(
    Kind(
        "members/withdrawal_noted",
        _("Withdrawal from the network"),
        _("When you note that a member has left."),
        _("The member"),
        (
            NETWORK,
            YEAR,
            NAME,
            Placeholder(
                "withdrawn_on",
                "udtraadt",
                _("the day on which the member left"),
                lambda facts: on(facts["membership"].withdrawn_on),
            ),
            Placeholder(
                "fee",
                "pris",
                _("the fee that was agreed, without VAT"),
                lambda facts: whole_kroner(facts["membership"].agreed_fee),
            ),
            ATTACHED,
            RECEIPT,
            REGARDS,
        ),
        examples.membership,
        latest(withdrawn_on__isnull=False),
    )
)

register(
    Kind(
        "members/role_given",
        _("A role is given"),
        _("When somebody is made facilitator, or is to look after the money."),
        _("Whoever got the role"),
        (
            NETWORK,
            PERSON,
            Placeholder("role", "rolle", _("the role"), lambda facts: facts["role"].get_kind_display()),
            Placeholder(
                "tasks",
                "opgaver",
                _("what one can do in that role"),
                part("members/letters/_tasks.txt"),
                paragraph=True,
            ),
            linking(_("the address at which one signs in"), lambda facts: reverse("home")),
            REGARDS,
        ),
        examples.role,
        latest_role,
    )
)
