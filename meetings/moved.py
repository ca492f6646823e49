"""Answers that were given to an earlier time: whoever gave one may not know that the meeting was moved since."""

from .correspondence import as_told
from .rules import STANDING


def answered_before(meeting, roll):
    """How many had last been told another time of the meeting when they answered; in one query."""
    now, told = times_of(as_told(meeting)), {}
    columns = ("facts", "told__membership", "told__told_at")
    tellings = meeting.tellings.filter(message__in=STANDING, told__told_at__isnull=False)
    for facts, seat, told_at in tellings.order_by("told__told_at").values_list(*columns):
        told.setdefault(seat, []).append((told_at, times_of(facts)))
    return sum(
        knew_another(told.get(line.membership.pk, ()), line.attendance.answered_at, now)
        for line in roll.lines
        if line.attendance
    )


def knew_another(told, answered_at, now):
    """Whether the last that the member had been told before the answer was another time."""
    known = [times for told_at, times in told if told_at <= answered_at]
    return bool(known) and known[-1] != now


def times_of(facts):
    """When the parts begin and end; which part it is makes no difference."""
    return [row[1:] for row in facts["times"]]
