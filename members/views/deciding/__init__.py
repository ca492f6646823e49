"""The facilitator's work with applications: reading, judging, announcing."""

from .announcing import announce_all, announcement
from .judging import application_detail, decision, decision_removal, responsibility, responsibility_removal
from .listing import applications
from .organisations import organisation, organisations, recognition
from .waiting import offers, waiting

__all__ = [
    "announce_all", "announcement", "application_detail", "applications", "decision", "decision_removal",
    "offers", "organisation", "organisations", "recognition", "responsibility", "responsibility_removal",
    "waiting",
]  # fmt: skip
