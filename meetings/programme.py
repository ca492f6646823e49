"""The programme of a year as its facilitator works with it: what each meeting still lacks, and what it clashes with."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from .elsewhere import clash_words_of
from .models import AgendaItem, Meeting
from .shape import TO_FOLLOW

# What a meeting can lack, in the order in which one finds it, and the page where it is given.
WANTED = [
    ("theme", _("theme"), "meetings:edit"),
    ("day", _("day"), "meetings:parts"),
    ("host", _("host"), "meetings:host"),
    ("deadline", _("deadline for answers"), "meetings:edit"),
    ("address", _("address"), "meetings:practical"),
    ("contact", _("contact on the day"), "meetings:practical"),
    ("food", _("food"), "meetings:practical"),
    ("agenda", _("agenda"), "meetings:agenda"),
]


@dataclass(frozen=True)
class Missing:
    """One thing that a meeting lacks, and the name of the page where it is given."""

    words: str
    page: str


@dataclass(frozen=True)
class Row:
    """One meeting with what it lacks and what its days clash with."""

    meeting: Meeting
    missing: list[Missing]
    clashes: list[str]


def programme(cohort):
    """The meetings of the year in order, in a constant number of queries."""
    agenda = Exists(AgendaItem.objects.filter(part__meeting=OuterRef("pk")))
    meetings = list(Meeting.objects.programme(cohort).annotate(has_agenda=agenda))
    ahead = [meeting for meeting in meetings if not meeting.is_over]
    clashes = clash_words_of(cohort.network, ahead)
    return [Row(meeting, missing(meeting), clashes.get(meeting.pk, [])) for meeting in meetings]


def missing(meeting):
    """What the meeting lacks; one that was held or cancelled lacks nothing any more."""
    if meeting.is_over:
        return []
    present = {
        "theme": meeting.theme_da != TO_FOLLOW["theme_da"],
        "day": meeting.starts_at is not None,
        "host": meeting.is_hosted,
        "deadline": meeting.answers_close_at is not None,
        "address": bool(meeting.address),
        "contact": bool(meeting.contact_name or meeting.contact_phone),
        "food": bool(meeting.food),
        "agenda": meeting.has_agenda,
    }
    return [Missing(words, page) for name, words, page in WANTED if not present[name]]
