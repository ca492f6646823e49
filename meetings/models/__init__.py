"""What a year's members do together."""

from .agenda import AgendaItem
from .attendance import Attendance
from .challenges import Challenge
from .host_requests import HostRequest
from .hosting import HostingTick, HostNote, HostWish
from .meetings import Meeting
from .parts import Part
from .peers import Participant, PeerMeeting
from .suggestions import Abstention, Nudge, Suggested, Suggestion, SuggestionRound

__all__ = [
    "Abstention",
    "AgendaItem",
    "Attendance",
    "Challenge",
    "HostNote",
    "HostRequest",
    "HostWish",
    "HostingTick",
    "Meeting",
    "Nudge",
    "Part",
    "Participant",
    "PeerMeeting",
    "Suggested",
    "Suggestion",
    "SuggestionRound",
]
