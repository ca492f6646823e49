"""The letters that this app writes, with the words that each fills in."""

from . import applying, asking, deciding, notices, offering, reminding, renewing, seats
from .slots import LINK, NETWORK, PERSON, REGARDS, YEAR, called, linking

__all__ = [
    "LINK", "NETWORK", "PERSON", "REGARDS", "YEAR", "applying", "asking", "called", "deciding", "linking", "notices",
    "offering", "reminding", "renewing", "seats",
]  # fmt: skip
