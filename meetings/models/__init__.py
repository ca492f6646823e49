"""What a year's members do together."""

from .attendance import Attendance
from .meetings import Meeting
from .parts import Part
from .peers import Participant, PeerMeeting
from .suggestions import Abstention, Nudge, Suggested, Suggestion, SuggestionRound

__all__ = [
    "Abstention", "Attendance", "Meeting", "Nudge", "Part", "Participant", "PeerMeeting", "Suggested", "Suggestion",
    "SuggestionRound",
]  # fmt: skip
