"""Who, which year, on what terms."""

from .applications import Acceptance, Application, Question, Remark
from .decisions import Decision
from .erasures import Erasure, Tally
from .letters import Attachment, Letter
from .member_lists import MemberList
from .memberships import Membership
from .networks import Network, Role
from .notices import Notice
from .offers import Offer
from .payer import Payer
from .people import Organisation, Person
from .renewals import Renewal
from .wordings import Wording
from .years import Cohort, Criterion

__all__ = [
    "Acceptance", "Application", "Attachment", "Cohort", "Criterion", "Decision", "Erasure", "Letter",
    "MemberList", "Membership", "Network", "Notice", "Offer", "Organisation", "Payer", "Person",
    "Question", "Remark", "Renewal", "Role", "Tally", "Wording",
]  # fmt: skip
