"""Who has had the floor: the members of a year with their challenges, and where each is on the agenda."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import ngettext

from members.models import Membership

from .models import AgendaItem, Challenge
from .roll import seated_in
from .rules import Floor, floor_of


@dataclass(frozen=True)
class FloorLine:
    """One member: the challenge and its place on an agenda, or None."""

    membership: Membership
    challenge: Challenge | None
    item: AgendaItem | None
    floor: Floor


def lines(cohort, at):
    """The members of the year by name, each with how far the challenge has come."""
    challenges = {one.membership_id: one for one in Challenge.objects.of_those_there().in_year(cohort)}
    placed = AgendaItem.objects.filter(challenge__in=challenges.values(), part__live=True)
    items = {item.challenge_id: item for item in placed.select_related("part__meeting")}
    return [line(seat, challenges.get(seat.pk), items, at) for seat in seated_in(cohort=cohort.pk)]


def line(membership, challenge, items, at):
    """The member's line."""
    item = challenge and items.get(challenge.pk)
    over = item is not None and item.part.ends_at <= at
    floor = floor_of(filed=challenge is not None, placed=item is not None, over=over)
    return FloorLine(membership, challenge, item, floor)


@dataclass(frozen=True)
class Picture:
    """One dot a member, by how far each has come; and the same in words."""

    dots: list[str]
    words: str


def picture(found):
    """The dots of these lines: who has had the floor comes first, who has filed none last."""
    counts = Counter(one.floor for one in found)
    dots = [str(floor) for floor in Floor for _ in range(counts[floor])]
    return Picture(dots, ", ".join(in_words(counts)))


def in_words(counts):
    """ "3 har haft ordet, 2 er på en dagsorden, 4 venter på en plads, 15 har ikke delt en udfordring" """
    if had := counts[Floor.HAD]:
        yield ngettext("%(count)d has had the floor", "%(count)d have had the floor", had) % {"count": had}
    if placed := counts[Floor.PLACED]:
        yield ngettext("%(count)d is on an agenda", "%(count)d are on an agenda", placed) % {"count": placed}
    if filed := counts[Floor.FILED]:
        yield ngettext("%(count)d waits for a place", "%(count)d wait for a place", filed) % {"count": filed}
    if none := counts[Floor.NONE]:
        words = ngettext(
            "%(count)d has not shared a challenge", "%(count)d have not shared a challenge", none
        )
        yield words % {"count": none}
