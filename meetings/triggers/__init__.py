"""What the database refuses about meetings, whoever writes (see `members.triggers`)."""

from .base import attendance_guards, meeting_guards, part_guards
from .hosting import host_note_guards, host_request_guards, host_wish_guards, hosting_tick_guards

__all__ = [
    "attendance_guards", "host_note_guards", "host_request_guards", "host_wish_guards", "hosting_tick_guards",
    "meeting_guards", "part_guards",
]  # fmt: skip
