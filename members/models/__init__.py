"""Who, which year, on what terms."""

from .applications import Acceptance, Application
from .decisions import Decision
from .erasures import Erasure, Tally
from .letters import Attachment, Letter
from .memberships import Membership
from .networks import Network, Role
from .payer import Payer
from .people import Organisation, Person
from .years import Cohort, Criterion

__all__ = [
    "Acceptance", "Application", "Attachment", "Cohort", "Criterion", "Decision", "Erasure", "Letter",
    "Membership", "Network", "Organisation", "Payer", "Person", "Role", "Tally",
]  # fmt: skip
