"""The bylaws about meetings, each stated once.

Pure: no database, no clock, no request. Each module holds the bylaws of one matter and the sentences of what the
database refuses there.
"""

from . import base
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
    clash_refusals,
    deadline_refusals,
    deletion_refusals,
    host_refusals,
    moving_refusals,
    status_refusals,
    time_refusals,
)

# What the database refuses by name, said to a person. A test holds that every named constraint is here.
SENTENCES = {**base.SENTENCES}

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
    "clash_refusals",
    "deadline_refusals",
    "deletion_refusals",
    "host_refusals",
    "moving_refusals",
    "status_refusals",
    "time_refusals",
]
