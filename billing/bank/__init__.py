"""Bank files: read safely from what Danish banks give out, as entries that carry a number of their own."""

from .reading import read
from .refusing import SENTENCES, NotAStatement
from .statements import Entry, Statement

__all__ = ["SENTENCES", "Entry", "NotAStatement", "Statement", "read"]
