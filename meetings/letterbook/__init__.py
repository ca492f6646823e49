"""The letters that this app writes, with the words that each fills in."""

from . import meetings

__all__ = ["meetings"]
