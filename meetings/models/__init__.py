"""What a year's members do together."""

from .attendance import Attendance
from .meetings import Meeting
from .parts import Part

__all__ = ["Attendance", "Meeting", "Part"]
