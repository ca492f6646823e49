"""The seats of a year: one dot each, by the sector of the holder's employer."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import ngettext

from members.rules import Sector

KINDS = ("municipal", "state", "other")


@dataclass(frozen=True)
class Seats:
    """The dots in order, each by its kind, and the same in words."""

    dots: tuple[str, ...]
    words: str


def seats(book):
    """The year's seats; in a year that was taken over only those that are held."""
    held = Counter()
    for sector, count in book.seated.items():
        held[sector if sector in (Sector.MUNICIPAL, Sector.STATE) else "other"] += count
    offered = len(book.open_offers)
    free = 0 if book.cohort.taken_over else max(0, book.cohort.seats - held.total() - offered)
    dots = [kind for kind in KINDS for _ in range(held[kind])] + ["offered"] * offered + ["free"] * free
    return Seats(tuple(dots), ", ".join(in_words(held, offered, free)))


def in_words(held, offered, free):
    """ "13 kommunale, 9 statslige, 3 ledige" """
    municipal, state, other = (held[kind] for kind in KINDS)
    if municipal:
        yield ngettext("%(count)d municipal", "%(count)d municipal", municipal) % {"count": municipal}
    if state:
        yield ngettext("%(count)d state", "%(count)d state", state) % {"count": state}
    if other:
        yield ngettext("%(count)d other", "%(count)d others", other) % {"count": other}
    if offered:
        yield ngettext("%(count)d offered", "%(count)d offered", offered) % {"count": offered}
    if free:
        yield ngettext("%(count)d free", "%(count)d free", free) % {"count": free}
