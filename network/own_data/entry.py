"""One thing that is kept about a person, in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """What is kept, what for, until when (in words), and where it can be seen."""

    what: str
    why: str
    until: str
    url: str = ""
