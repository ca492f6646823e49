"""What a year's members do together."""

from .attendance import Attendance
from .host_requests import HostRequest
from .hosting import HostingTick, HostNote, HostWish
from .meetings import Meeting
from .parts import Part

__all__ = ["Attendance", "HostNote", "HostRequest", "HostWish", "HostingTick", "Meeting", "Part"]
