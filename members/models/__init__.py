"""Who, which year, on what terms."""

from .applications import Acceptance, Application
from .decisions import Decision
from .letters import Attachment, Letter
from .memberships import Membership
from .networks import Network, Role
from .payer import Payer
from .people import Organisation, Person
from .renewals import Renewal
from .years import Cohort, Criterion

__all__ = [
    "Acceptance", "Application", "Attachment", "Cohort", "Criterion", "Decision", "Letter", "Membership",
    "Network", "Organisation", "Payer", "Person", "Renewal", "Role",
]  # fmt: skip
