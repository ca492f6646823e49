"""The bylaws about meetings, each stated once.

Pure: no database, no clock, no request. Facts come in as frozen dataclasses, the time as an argument.
"""

from . import base, presence
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
from .presence import (
    LONGEST_FOOD,
    LONGEST_REASON,
    AnswerParts,
    Mark,
    MarkFacts,
    mark_refusals,
    parts_refusals,
    usual_mark,
)

# What the database refuses by name, said to a person. A test holds that every named constraint is here.
SENTENCES = {**base.SENTENCES, **presence.SENTENCES}

__all__ = [
    "EARLIEST",
    "HIGHEST_NUMBER",
    "LATEST",
    "LONGEST_DETAIL",
    "LONGEST_FOOD",
    "LONGEST_REASON",
    "LONGEST_THEME",
    "MOST_PARTS",
    "OVER",
    "SENTENCES",
    "TRANSITIONS",
    "Answer",
    "AnswerFacts",
    "AnswerParts",
    "HostFacts",
    "Mark",
    "MarkFacts",
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
    "mark_refusals",
    "moving_refusals",
    "parts_refusals",
    "status_refusals",
    "usual_mark",
]
