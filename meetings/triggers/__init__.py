"""What the database refuses about meetings, whoever writes (see `members.triggers`)."""

from .base import attendance_guards, meeting_guards, part_guards

__all__ = ["attendance_guards", "meeting_guards", "part_guards"]
