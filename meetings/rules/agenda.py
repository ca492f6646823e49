"""What happens when at a meeting (bylaw 9): timed items, in order inside their part; and a first agenda to begin with.

A refusal about an item carries the field `items-<index>-<name>`, counted from nought.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from members.rules import COPENHAGEN, Refusal

from .base import PartFacts, Status

LONGEST_TITLE = 200
MOST_ITEMS = 30  # in one part
LONGEST_ITEM = 48 * 60  # minutes
FIVE = 5


class ItemKind(StrEnum):
    """What happens in an item of an agenda."""

    WELCOME = "welcome"
    HOST = "host"
    TALK = "talk"
    CHALLENGE = "challenge"
    BREAK = "break"
    MEAL = "meal"
    OTHER = "other"


@dataclass(frozen=True)
class ItemFacts:
    """One item as somebody wants it: minutes count from the start of its part, so that it moves along."""

    kind: ItemKind
    starts_after: int
    minutes: int
    title_da: str = ""
    title_en: str = ""
    speaker: str = ""
    challenge: int | None = None
    part: int | None = None
    key: int | None = None

    @property
    def ends_after(self) -> int:
        return self.starts_after + self.minutes

    def overlaps(self, other) -> bool:
        """Whether both take place at the same time of the same part."""
        same = self.part == other.part
        return same and self.starts_after < other.ends_after and other.starts_after < self.ends_after


@dataclass(frozen=True)
class AgendaFacts:
    """The agenda of a meeting as somebody wants it, and how many minutes each part (by its key) lasts."""

    status: Status
    items: Sequence[ItemFacts]
    lengths: Mapping[int, int]


def length(part: PartFacts) -> int:
    """How many minutes a part lasts."""
    return int((part.ends_at - part.starts_at).total_seconds() // 60)


def agenda_refusals(facts: AgendaFacts) -> list[Refusal]:
    """Bylaw 9: items lie inside their part, and no two of them overlap; of two, the later row is told."""
    if facts.status is Status.CANCELLED:
        return [Refusal("", "cancelled", SENTENCES["agenda_fixed_when_cancelled"])]
    found = []
    counts = Counter(item.part for item in facts.items)
    if any(count > MOST_ITEMS for count in counts.values()):
        found.append(Refusal("", "too_many", SENTENCES["agenda_of_a_reasonable_length"]))
    for index, item in enumerate(facts.items):
        found += item_refusals(index, item, facts)
    return found


def item_refusals(index: int, item: ItemFacts, facts: AgendaFacts) -> list[Refusal]:
    """What speaks against one item, beside those before it."""
    start, end = f"items-{index}-starts", f"items-{index}-ends"
    if item.minutes < 1:
        return [Refusal(end, "backwards", SENTENCES["agenda_item_takes_time"])]
    if not 0 <= item.starts_after < facts.lengths.get(item.part, 0):
        return [Refusal(start, "outside", SENTENCES["agenda_inside_its_part"])]
    if item.ends_after > facts.lengths[item.part]:
        return [Refusal(end, "outside", SENTENCES["agenda_inside_its_part"])]
    before = facts.items[:index]
    if any(item.overlaps(other) for other in before):
        return [Refusal(start, "overlap", SENTENCES["agenda_items_overlap_no_other"])]
    if item.challenge and any(item.challenge == other.challenge for other in before):
        return [Refusal(f"items-{index}-challenge", "twice", SENTENCES["agenda_challenge_placed_once"])]
    return []


def shortening_refusals(parts: Sequence[PartFacts], needed: Mapping[int, int]) -> list[Refusal]:
    """Bylaw 9: a part (by its key) stays as long as its agenda, which goes on for so many minutes."""
    return [
        Refusal(f"parts-{index}-ends", "agenda", SENTENCES["agenda_fits_its_part"])
        for index, part in enumerate(parts)
        if needed.get(part.key, 0) > length(part)
    ]


# A first agenda ------------------------------------------------------------------------------------------

OPENING = (ItemKind.WELCOME, 15, "", "")
CLOSING = (ItemKind.OTHER, 15, "Opsamling og tak for i dag", "Closing")
WHOLE_DAY = (
    OPENING,
    (ItemKind.HOST, 60, "", ""),
    (ItemKind.BREAK, 15, "", ""),
    (ItemKind.CHALLENGE, 45, "", ""),
    (ItemKind.MEAL, 45, "Frokost", "Lunch"),
    (ItemKind.TALK, 60, "", ""),
    (ItemKind.BREAK, 15, "", ""),
    (ItemKind.CHALLENGE, 45, "", ""),
    (ItemKind.CHALLENGE, 45, "", ""),
    CLOSING,
)
HALF_DAY = (
    OPENING,
    (ItemKind.TALK, 60, "", ""),
    (ItemKind.BREAK, 15, "", ""),
    (ItemKind.CHALLENGE, 45, "", ""),
    (ItemKind.CHALLENGE, 45, "", ""),
    CLOSING,
)
SHORT = (OPENING, (ItemKind.CHALLENGE, 60, "", ""), CLOSING)
DINNER = (ItemKind.MEAL, 120, "Middag", "Dinner")
EVENING, LATE_EVENING = (DINNER,), ((ItemKind.OTHER, 90, "Samvær", "Time together"),)
LATE, LONG_DAY, WORKING_DAY = 20, 9 * 60, 8 * 60


def first_agenda(part: PartFacts) -> list[ItemFacts]:
    """A sensible agenda of a part to begin with: a whole day, half a day, an hour or two, or an evening and a night."""
    first, last = part.days()
    whole = length(part)
    if first != last:
        pattern = LATE_EVENING if part.starts_at.astimezone(COPENHAGEN).hour >= LATE else EVENING
        return laid_out(pattern, min(whole, pattern[0][1]), part.key)
    if whole > LONG_DAY:
        kind, dinner, *titles = DINNER
        day = laid_out(WHOLE_DAY, min(whole - dinner, WORKING_DAY), part.key)
        return [*day, ItemFacts(kind, whole - dinner, dinner, *titles, part=part.key)]
    pattern = WHOLE_DAY if whole >= 5 * 60 else HALF_DAY if whole >= 2.5 * 60 else SHORT
    return laid_out(pattern, whole, part.key)


def laid_out(pattern, whole: int, key) -> list[ItemFacts]:
    """The pattern stretched over so many minutes, in steps of five; the last item takes what is left."""
    planned = sum(minutes for _kind, minutes, *_titles in pattern)
    ends, at = [], 0
    for _kind, minutes, *_titles in pattern:
        at += minutes
        ends.append(at * whole // planned // FIVE * FIVE)
    ends[-1] = whole
    starts = [0, *ends[:-1]]
    return [
        ItemFacts(kind, start, end - start, danish, english, part=key)
        for (kind, _minutes, danish, english), start, end in zip(pattern, starts, ends, strict=True)
        if end > start
    ]


# What the database refuses by name, said to a person.
SENTENCES = {
    "agenda_item_kind_known": _("Choose what happens."),
    "agenda_item_takes_time": _("It must end after it starts."),
    "agenda_item_within_reason": _("An item lies inside its part of the meeting."),
    "agenda_items_overlap_no_other": _("At this time something else is on the agenda."),
    "agenda_of_a_reasonable_length": _("A part of a meeting has at most 30 items on its agenda."),
    "agenda_inside_its_part": _("This lies outside the part of the meeting."),
    "agenda_fits_its_part": _("The agenda of this part goes on for longer. Shorten the agenda first."),
    "agenda_item_stays_with_its_meeting": _("An item of an agenda belongs to one meeting."),
    "agenda_fixed_when_cancelled": _("The meeting is cancelled: its agenda stays as it was."),
    "agenda_texts_on_one_line": _("Write it on one line."),
    "agenda_challenge_in_its_place": _("A challenge is placed where the agenda says “Challenge”."),
    "agenda_challenge_of_the_year": _("The challenge must be of this year."),
    "agenda_challenge_placed_once": _("The challenge is on the agenda already."),
}
