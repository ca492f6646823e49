"""The letters about a meeting, each sent by the facilitator from the meeting's page."""

from django.utils.translation import gettext_lazy as _

from members.letterbook import NETWORK, PERSON, REGARDS, YEAR
from members.letters import Kind, register

from ..models.tellings import MESSAGES
from ..rules import Message, Status
from . import examples
from .slots import (
    ANSWER_BY,
    ANSWER_HERE,
    ATTACHED,
    CALLED_OFF,
    CHANGES,
    DAY,
    HOST,
    NUMBER,
    PAGE,
    PLACE,
    PRACTICAL,
    PROGRAM,
    THEME,
    WHEN,
)

MEMBERS = _("The members of the year")
ABOUT = (NETWORK, YEAR, PERSON, NUMBER, THEME)


def kind(message, when, recipient, *placeholders, status=Status.ANNOUNCED):
    """One kind of letter about a meeting."""
    return register(
        Kind(
            f"meetings/{message}",
            MESSAGES[message],
            when,
            recipient,
            (*ABOUT, *placeholders, REGARDS),
            examples.meeting,
            examples.latest(status),
        )
    )


kind(
    Message.ANNOUNCEMENT,
    _("When a meeting is announced; for those who want it, the meeting is attached for the calendar."),
    MEMBERS,
    WHEN, HOST, PLACE, PROGRAM, ANSWER_BY, ANSWER_HERE, ATTACHED,
)  # fmt: skip
kind(
    Message.CHANGE,
    _("When you tell that time, place or host of an announced meeting has changed."),
    _("The members who were told otherwise"),
    CHANGES, WHEN, HOST, PLACE, PROGRAM, ANSWER_BY, ANSWER_HERE, ATTACHED,
)  # fmt: skip
kind(
    Message.REMINDER,
    _("When you remind of the answer, before the deadline."),
    _("The members who have not answered"),
    WHEN, HOST, PLACE, ANSWER_BY, ANSWER_HERE,
)  # fmt: skip
kind(
    Message.PRACTICAL,
    _("About two weeks before the meeting."),
    MEMBERS,
    WHEN, HOST, PLACE, PROGRAM, PRACTICAL, PAGE,
)  # fmt: skip
kind(
    Message.CANCELLATION,
    _("When an announced meeting is cancelled."),
    MEMBERS,
    DAY, CALLED_OFF, PAGE,
    status=Status.CANCELLED,
)  # fmt: skip
kind(
    Message.THANKS,
    _("After the meeting, when materials and minutes can be found on its page."),
    MEMBERS,
    DAY, HOST, PAGE,
    status=Status.HELD,
)  # fmt: skip
