"""Letters about decisions, written when they are announced."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from ..announcing import LETTER_OF, facts
from ..letters import Kind, Placeholder, part, register
from ..models import Decision
from ..referring import referrals
from ..rules import Outcome
from . import examples
from .slots import APPLICANT, LAST_DAY, LINK, NETWORK, REGARDS, YEAR, agreed, reasoned

REASON = reasoned(_("the reason that you wrote"), lambda facts: facts["decision"].reason)
GROUND = reasoned(_("the reason, with the line that introduces it"), part("members/letters/_reason.txt"))
AGREED = agreed(
    _("what is agreed: term, price, what it covers, and that the fee stays due"),
    "members/letters/_agreed.txt",
)
PLACE = Placeholder(
    "place",
    "plads_paa_listen",
    _("the place on the waiting list as a sentence, or nothing where there is none"),
    part("members/letters/_place.txt"),
)
REFERRAL = Placeholder(
    "referral",
    "henvisning",
    _("where the applicant is referred to another network: which, and what to do; otherwise nothing"),
    part("members/letters/_referral.txt"),
    paragraph=True,
)


def referral(decision):
    """Where the decision would lead if it were announced now."""
    return referrals([decision], now()).get(decision.pk)


def latest(outcome):
    """A function of the network: the facts of its latest decision with that outcome, prepared or announced."""

    def found(network):
        decisions = Decision.objects.filter(outcome=outcome, application__cohort__network=network)
        decisions = decisions.select_related(
            "application__person",
            "application__organisation__successor",
            "application__cohort__network",
            "refers_to",
        )
        decision = decisions.order_by("-id").first()
        return decision and {"person": decision.application.person, **facts(decision, referral(decision))}

    return found


def decided(outcome, label, when, *placeholders):
    """Make the letter about decisions with that outcome known."""
    shared = (NETWORK, YEAR, APPLICANT, *placeholders, LINK, REGARDS)
    register(
        Kind(
            LETTER_OF[outcome],
            label,
            when,
            _("The applicant"),
            shared,
            examples.decision(outcome),
            latest(outcome),
        )
    )


decided(Outcome.ADMIT, _("Admission"), _("When an admission is announced."), GROUND, AGREED)
decided(
    Outcome.WAIT, _("Waiting list"), _("When a place on the waiting list is announced."),
    PLACE, REASON, LAST_DAY,
)  # fmt: skip
decided(Outcome.DECLINE, _("Letter of decline"), _("When a decline is announced."), REASON, REFERRAL)
