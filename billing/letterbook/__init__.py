"""The letters that this app writes, with the words that each fills in."""

from . import issued, reminders

__all__ = ["issued", "reminders"]
