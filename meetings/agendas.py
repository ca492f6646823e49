"""The agenda of a meeting as one person may read it: each part with what happens in it."""

from dataclasses import dataclass

from .models import AgendaItem, Part


@dataclass(frozen=True)
class AgendaLine:
    """One item: its hours, what happens, who speaks, and the challenge to read more about, or None."""

    hours: str
    words: str
    who: str
    kind: str
    is_pause: bool
    challenge: int | None


@dataclass(frozen=True)
class Stretch:
    """One part of the meeting, with its lines."""

    part: Part
    lines: list[AgendaLine]


def agenda(meeting, *, reads_challenges):
    """The parts in order; [] while nothing is on the agenda of any of them."""
    items = list(AgendaItem.objects.of(meeting))
    if not items:
        return []
    return [
        Stretch(part, [line(item, reads_challenges) for item in items if item.part_id == part.pk])
        for part in meeting.parts.all()
    ]


def line(item, reads_challenges):
    """What this reader may know of the item."""
    return AgendaLine(
        item.hours,
        item.words(reads_challenges=reads_challenges),
        item.who(reads_challenges=reads_challenges),
        item.get_kind_display(),
        item.is_pause,
        shown.pk if reads_challenges and (shown := item.shown_challenge) else None,
    )
