"""What the database refuses about meetings, whoever writes (see `members.triggers`)."""

from .agenda import challenge_guards, item_guards, part_agenda_guards
from .base import attendance_guards, meeting_guards, part_guards

__all__ = [
    "attendance_guards",
    "challenge_guards",
    "item_guards",
    "meeting_guards",
    "part_agenda_guards",
    "part_guards",
]
