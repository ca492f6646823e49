"""What the database refuses about meetings, whoever writes (see `members.triggers`)."""

from .base import attendance_guards, meeting_guards, part_guards
from .materials import material_guards, minutes_guards
from .presence import answer_guards, mark_guards

# Tables whose rows the application role adds and removes, and never changes.
NEVER_UPDATED_TABLES = ("meetings_material",)

__all__ = [
    "NEVER_UPDATED_TABLES", "answer_guards", "attendance_guards", "mark_guards", "material_guards",
    "meeting_guards", "minutes_guards", "part_guards",
]  # fmt: skip
