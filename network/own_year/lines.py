"""A line of my year: words, or a row of spots."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    """One meeting in the row: its number, a sign and a word, and where it leads."""

    number: int
    sign: str
    words: str
    url: str
    tone: str = ""
    title: str = ""


@dataclass(frozen=True)
class YearLine:
    """What it is about, and how it stands; `url` is where it can be changed."""

    label: str
    words: str = ""
    url: str = ""
    tone: str = ""
    spots: tuple[Spot, ...] = ()
