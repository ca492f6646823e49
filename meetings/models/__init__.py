"""What a year's members do together."""

from .attendance import Attendance
from .marks import Mark
from .materials import Material, Minutes
from .meetings import Meeting
from .parts import Part

__all__ = ["Attendance", "Mark", "Material", "Meeting", "Minutes", "Part"]
