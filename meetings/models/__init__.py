"""What a year's members do together."""

from .agenda import AgendaItem
from .attendance import Attendance
from .challenges import Challenge
from .meetings import Meeting
from .parts import Part

__all__ = ["AgendaItem", "Attendance", "Challenge", "Meeting", "Part"]
