"""The meetings of a year in one sentence or two."""

from dataclasses import dataclass

from .models import Meeting


@dataclass(frozen=True)
class Overview:
    """How many meetings take place in the year, how many are over, and which is the next."""

    count: int
    over: int
    next: Meeting | None

    @property
    def ahead(self):
        return self.count - self.over


def overview(meetings, at):
    """The overview of these meetings (in order) at that moment; cancelled ones do not count."""
    live = [meeting for meeting in meetings if not meeting.is_cancelled]
    over = [meeting for meeting in live if meeting.ends_at and meeting.ends_at <= at]
    dated = [meeting for meeting in live if meeting.ends_at and meeting.ends_at > at]
    return Overview(len(live), len(over), dated[0] if dated else None)
