"""What the database refuses about meetings, whoever writes (see `members.triggers`)."""

from .base import attendance_guards, meeting_guards, part_guards
from .presence import answer_guards, mark_guards

__all__ = ["answer_guards", "attendance_guards", "mark_guards", "meeting_guards", "part_guards"]
