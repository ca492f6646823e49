"""What is known of members who might meet, and what comes out: reasons, and groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What speaks for two members meeting."""

    OTHER_SECTOR = "other_sector"
    SAME_TOPIC = "same_topic"
    SAME_RESPONSIBILITY = "same_responsibility"
    REACHABLE = "reachable"


@dataclass(frozen=True)
class Member:
    """What is known of a member who might meet another: the employer, and what the member chose to tell."""

    key: int
    organisation: int
    sector: str
    municipality: str = ""
    topics: frozenset = frozenset()
    responsibility: str = ""


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a meeting: what, how much, and of what (topics) or how far (kilometres)."""

    why: Why
    points: int
    topics: tuple = ()
    km: int | None = None


@dataclass(frozen=True)
class Group:
    """Two members, or three, who might meet."""

    members: frozenset
    points: int = 0


@dataclass(frozen=True)
class Matching:
    """The groups for which most speaks, and those who are left over because history allows no other."""

    groups: Sequence[Group]
    left: frozenset = frozenset()
