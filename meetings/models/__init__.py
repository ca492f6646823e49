"""What a year's members do together."""

from .attendance import Attendance
from .marks import Mark
from .meetings import Meeting
from .parts import Part

__all__ = ["Attendance", "Mark", "Meeting", "Part"]
