"""What a year's members do together."""

from .attendance import Attendance
from .calendars import OwnCalendar
from .dropped import DroppedPart
from .meetings import Meeting
from .parts import Part
from .tellings import Telling, Told

__all__ = ["Attendance", "DroppedPart", "Meeting", "OwnCalendar", "Part", "Telling", "Told"]
