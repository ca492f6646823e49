"""What the database refuses, whoever writes: triggers that raise under the name of the bylaw they hold."""

from .applications import acceptance_guards, application_guards, decision_guards, payer_guards
from .memberships import membership_guards
from .roles import role_guards
from .years import cohort_guards, criterion_guards

# Tables that the application role may only add to, and the columns that it may change in them.
INSERT_ONLY_TABLES = ("members_erasure",)
UPDATABLE_COLUMNS = {}

__all__ = [
    "INSERT_ONLY_TABLES", "UPDATABLE_COLUMNS", "acceptance_guards", "application_guards", "cohort_guards",
    "criterion_guards", "decision_guards", "membership_guards", "payer_guards",
    "role_guards",
]  # fmt: skip
