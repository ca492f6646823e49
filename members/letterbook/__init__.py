"""The letters that this app writes, with the words that each fills in."""

# In the order in which a year sends them, which is that of the list.
from . import notices, reminding, applying, asking, deciding, offering, renewing, seats  # isort: skip
from .slots import LINK, NETWORK, PERSON, REGARDS, YEAR, called, linking

__all__ = [
    "LINK", "NETWORK", "PERSON", "REGARDS", "YEAR", "applying", "asking", "called", "deciding", "linking", "notices",
    "offering", "reminding", "renewing", "seats",
]  # fmt: skip
