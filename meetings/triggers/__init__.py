"""What the database refuses about meetings, whoever writes (see `members.triggers`)."""

from .agenda import challenge_guards, item_guards, part_agenda_guards
from .base import attendance_guards, meeting_guards, part_guards
from .hosting import host_note_guards, host_request_guards, host_wish_guards, hosting_tick_guards
from .materials import material_guards, minutes_guards
from .pairing import (
    nudge_guards,
    participant_guards,
    peer_meeting_guards,
    round_guards,
    suggested_guards,
    suggestion_guards,
)
from .presence import answer_guards, mark_guards
from .telling import dropped_part_guards, notes_what_is_dropped, telling_guards, told_guards

# Tables whose rows the application role adds and removes, and never changes.
NEVER_UPDATED_TABLES = ("meetings_material",)

__all__ = [
    "NEVER_UPDATED_TABLES",
    "answer_guards",
    "attendance_guards",
    "challenge_guards",
    "dropped_part_guards",
    "host_note_guards",
    "host_request_guards",
    "host_wish_guards",
    "hosting_tick_guards",
    "item_guards",
    "mark_guards",
    "material_guards",
    "meeting_guards",
    "minutes_guards",
    "notes_what_is_dropped",
    "nudge_guards",
    "part_agenda_guards",
    "part_guards",
    "participant_guards",
    "peer_meeting_guards",
    "round_guards",
    "suggested_guards",
    "suggestion_guards",
    "telling_guards",
    "told_guards",
]
