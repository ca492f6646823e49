"""The applicant's side: the form, what was sent in, and taking it back."""

from .form import apply, apply_step
from .offers import acceptance, refusal
from .review import apply_review, submit
from .status import answer, application, discard, replace, withdraw

__all__ = [
    "acceptance", "answer", "application", "apply", "apply_review", "apply_step", "discard", "refusal",
    "replace", "submit", "withdraw",
]  # fmt: skip
