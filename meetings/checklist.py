"""What a host prepares, with the day by which each thing should be done."""

import datetime as dt
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from .models import HostingTick
from .rules import CHECKLIST, due_on

SOON = dt.timedelta(days=7)
AFTERWARDS = "note"
TASKS = {
    "rooms": _("Book the rooms, and the technical equipment you need"),
    "agenda": _("Agree on the programme with the facilitator, and on what you present of your own work"),
    "food": _("Order food and coffee"),
    "practical": _("Write the practical details: address, entrance, train, parking and contact on the day"),
    "numbers": _("See who comes, and tell the kitchen how many"),
    "ready": _("Put up signs, set the tables, try the screen"),
    "note": _("Write a note to the next hosts"),
}


@dataclass(frozen=True)
class Task:
    """One thing to do: by which day, and who did it when."""

    key: str
    due: dt.date | None
    tick: HostingTick | None
    today: dt.date
    is_over: bool = False  # the meeting has been: nobody needs to prepare it any more

    @property
    def words(self):
        return TASKS[self.key]

    @property
    def is_late(self):
        """Whether its day has passed without it, while it still matters."""
        return self.tick is None and not self.is_over and self.due is not None and self.due < self.today

    @property
    def is_soon(self):
        """Whether it is due within a week."""
        return (
            self.tick is None
            and not self.is_over
            and self.due is not None
            and self.today <= self.due <= self.today + SOON
        )


def checklist(meeting, ticks, at):
    """The tasks of the meeting's host in order, with these ticks; without days while the meeting has none."""
    done = {tick.task: tick for tick in ticks}
    first = localdate(meeting.starts_at) if meeting.starts_at else None
    has_been = bool(meeting.ends_at and meeting.ends_at <= at)
    return [
        Task(
            key,
            due_on(key, first) if first else None,
            done.get(key),
            localdate(at),
            is_over=has_been and key != AFTERWARDS,
        )
        for key in CHECKLIST
    ]
