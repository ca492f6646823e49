"""What a year's members do together."""

from .agenda import AgendaItem
from .attendance import Attendance
from .calendars import OwnCalendar
from .challenges import Challenge
from .dropped import DroppedPart
from .host_requests import HostRequest
from .hosting import HostingTick, HostNote, HostWish
from .marks import Mark
from .materials import Material, Minutes
from .meetings import Meeting
from .parts import Part
from .peers import Participant, PeerMeeting
from .suggestions import Abstention, Nudge, Suggested, Suggestion, SuggestionRound
from .tellings import Telling, Told

__all__ = [
    "Abstention",
    "AgendaItem",
    "Attendance",
    "Challenge",
    "DroppedPart",
    "HostNote",
    "HostRequest",
    "HostWish",
    "HostingTick",
    "Mark",
    "Material",
    "Meeting",
    "Minutes",
    "Nudge",
    "OwnCalendar",
    "Part",
    "Participant",
    "PeerMeeting",
    "Suggested",
    "Suggestion",
    "SuggestionRound",
    "Telling",
    "Told",
]
