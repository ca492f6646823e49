"""The letters that this app writes, with the words that each fills in."""

from . import hosting, meetings, pairs

__all__ = ["hosting", "meetings", "pairs"]
