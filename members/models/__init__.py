"""Who, which year, on what terms."""

from .applications import Acceptance, Application
from .decisions import Decision
from .letters import Attachment, Letter
from .memberships import Membership
from .networks import Network, Role
from .offers import Offer
from .payer import Payer
from .people import Organisation, Person
from .years import Cohort, Criterion

__all__ = [
    "Acceptance", "Application", "Attachment", "Cohort", "Criterion", "Decision", "Letter", "Membership",
    "Network", "Offer", "Organisation", "Payer", "Person", "Role",
]  # fmt: skip
