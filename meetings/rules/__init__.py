"""The bylaws about meetings, each stated once.

Pure: no database, no clock, no request. What speaks against an act goes out as a list of refusals.
"""

from .base import (
    EARLIEST,
    HIGHEST_NUMBER,
    LATEST,
    LONGEST_DETAIL,
    LONGEST_THEME,
    MOST_PARTS,
    OVER,
    TRANSITIONS,
    Answer,
    AnswerFacts,
    HostFacts,
    MovingFacts,
    PartFacts,
    Status,
    StatusFacts,
    TakenFacts,
    answer_refusals,
    answers_close,
    deadline_refusals,
    deletion_refusals,
    host_refusals,
    moving_refusals,
    status_refusals,
)
from .base import SENTENCES as BASE_SENTENCES

SENTENCES = {**BASE_SENTENCES}

__all__ = [
    "EARLIEST",
    "HIGHEST_NUMBER",
    "LATEST",
    "LONGEST_DETAIL",
    "LONGEST_THEME",
    "MOST_PARTS",
    "OVER",
    "SENTENCES",
    "TRANSITIONS",
    "Answer",
    "AnswerFacts",
    "HostFacts",
    "MovingFacts",
    "PartFacts",
    "Status",
    "StatusFacts",
    "TakenFacts",
    "answer_refusals",
    "answers_close",
    "deadline_refusals",
    "deletion_refusals",
    "host_refusals",
    "moving_refusals",
    "status_refusals",
]
