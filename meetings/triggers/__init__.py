"""What the database refuses about meetings, whoever writes (see `members.triggers`)."""

from .base import attendance_guards, meeting_guards, part_guards
from .telling import dropped_part_guards, notes_what_is_dropped, telling_guards, told_guards

__all__ = [
    "attendance_guards", "dropped_part_guards", "meeting_guards", "notes_what_is_dropped", "part_guards",
    "telling_guards", "told_guards",
]  # fmt: skip
