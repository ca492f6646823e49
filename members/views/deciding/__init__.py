"""The facilitator's work with applications: reading, judging, announcing."""

from .announcing import announce_all, announcement
from .exchanges import questions, remark_removal, remarks
from .judging import application_detail, decision, decision_removal, place, responsibility_removal
from .listing import applications
from .organisations import organisation, organisations, recognition
from .waiting import offers, waiting

__all__ = [
    "announce_all", "announcement", "application_detail", "applications", "decision", "decision_removal",
    "offers", "organisation", "organisations", "place", "questions", "recognition", "remark_removal",
    "remarks", "responsibility_removal", "waiting",
]  # fmt: skip
