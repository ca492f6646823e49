"""The bylaws about what a year's members do together (9 to 11), each stated once.

Pure: no database, no clock, no request. Facts come in as frozen dataclasses, the time as an argument; what
speaks against an act goes out as a list of refusals.
"""

from . import base, pairing
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

# What the database refuses by name, said to a person. A test holds that every named constraint is here.
SENTENCES = {**base.SENTENCES, **pairing.SENTENCES}

__all__ = [
    "EARLIEST", "HIGHEST_NUMBER", "LATEST", "LONGEST_DETAIL", "LONGEST_THEME", "MOST_PARTS", "OVER", "SENTENCES",
    "TRANSITIONS", "Answer", "AnswerFacts", "HostFacts", "MovingFacts", "PartFacts", "Status", "StatusFacts",
    "TakenFacts", "answer_refusals", "answers_close", "deadline_refusals", "deletion_refusals", "host_refusals",
    "moving_refusals", "status_refusals",
]  # fmt: skip
