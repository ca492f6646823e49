"""The letters that this app writes, with the words that each fills in."""

from . import applying, deciding, seats
from .slots import LINK, NETWORK, REGARDS, YEAR, called, linking

__all__ = ["LINK", "NETWORK", "REGARDS", "YEAR", "applying", "called", "deciding", "linking", "seats"]
