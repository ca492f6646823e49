"""What the database refuses, whoever writes: triggers that raise under the name of the bylaw they hold."""

from .applications import acceptance_guards, application_guards, decision_guards, payer_guards
from .exchanges import question_guards, remark_guards
from .memberships import membership_guards
from .networks import network_guards
from .offers import kept_for_offers, offer_guards, waits_for_the_offer
from .organisations import organisation_guards
from .renewals import renewal_guards
from .roles import role_guards
from .years import cohort_guards, criterion_guards

# Tables that the application role may only add to, and the columns that it may change in them.
INSERT_ONLY_TABLES = ("members_erasure",)
UPDATABLE_COLUMNS = {}
# Tables of which it never deletes a row.
NEVER_DELETED_TABLES = ("members_membership", "members_network")

__all__ = [
    "INSERT_ONLY_TABLES", "NEVER_DELETED_TABLES", "UPDATABLE_COLUMNS", "acceptance_guards",
    "application_guards", "cohort_guards", "criterion_guards", "decision_guards", "kept_for_offers",
    "membership_guards", "network_guards", "offer_guards", "organisation_guards", "payer_guards",
    "question_guards", "remark_guards", "renewal_guards", "role_guards", "waits_for_the_offer",
]  # fmt: skip
