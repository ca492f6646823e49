"""The bylaws about meetings (9 to 11), each stated once.

Pure: no database, no clock, no request. What the database refuses by name stands in `SENTENCES`.
"""

from . import base, hosting
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
from .hosting import (
    CHECKLIST,
    LONGEST_NOTE,
    LONGEST_REMARK,
    AskingFacts,
    NoteFacts,
    Standing,
    Wish,
    acceptance_refusals,
    asking_refusals,
    due_on,
    note_refusals,
    standing_refusals,
    tick_refusals,
)

# What the database refuses by name, said to a person. A test holds that every named constraint is here.
SENTENCES = {**base.SENTENCES, **hosting.SENTENCES}

__all__ = [
    "CHECKLIST", "EARLIEST", "HIGHEST_NUMBER", "LATEST", "LONGEST_DETAIL", "LONGEST_NOTE", "LONGEST_REMARK",
    "LONGEST_THEME", "MOST_PARTS", "OVER", "SENTENCES", "TRANSITIONS", "Answer", "AnswerFacts", "AskingFacts",
    "HostFacts", "MovingFacts", "NoteFacts", "PartFacts", "Standing", "Status", "StatusFacts", "TakenFacts", "Wish",
    "acceptance_refusals", "answer_refusals", "answers_close", "asking_refusals", "clash_refusals",
    "deadline_refusals", "deletion_refusals", "due_on", "host_refusals", "moving_refusals", "note_refusals",
    "standing_refusals", "status_refusals", "tick_refusals", "time_refusals",
]  # fmt: skip
