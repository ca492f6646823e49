"""What members are told about a meeting by letter, when, and how it reaches their own calendars (bylaws 9 and 10)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

from .base import Status


class Way(StrEnum):
    """How meetings come into a member's own calendar: with the letters, by a subscription, or not at all."""

    INVITATIONS = "invitations"
    FEED = "feed"
    NEITHER = "neither"


class Message(StrEnum):
    """What a letter about a meeting says; the facilitator sends each."""

    ANNOUNCEMENT = "announcement"
    CHANGE = "change"
    REMINDER = "reminder"
    PRACTICAL = "practical"
    CANCELLATION = "cancellation"
    THANKS = "thanks"


# These tell when, where and with whom: from them a member knows how the meeting stands.
STANDING: tuple[Message, ...] = (Message.ANNOUNCEMENT, Message.CHANGE, Message.CANCELLATION)
# The status that a meeting has when the letter goes out; the database holds the same table.
STATUS_OF: dict[Message, Status] = {
    Message.ANNOUNCEMENT: Status.ANNOUNCED,
    Message.CHANGE: Status.ANNOUNCED,
    Message.REMINDER: Status.ANNOUNCED,
    Message.PRACTICAL: Status.ANNOUNCED,
    Message.CANCELLATION: Status.CANCELLED,
    Message.THANKS: Status.HELD,
}
# How long before the meeting, before the deadline and after the meeting a letter is suggested.
PRACTICAL_BEFORE = dt.timedelta(days=14)
REMINDER_BEFORE = dt.timedelta(days=7)
THANKS_WITHIN = dt.timedelta(days=30)


@dataclass(frozen=True)
class TellingFacts:
    """A meeting at the moment when somebody wants to write to its members."""

    status: Status
    was_announced: bool
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    closes_at: dt.datetime | None
    at: dt.datetime
    has_changed: bool = False
    has_newcomers: bool = False  # somebody has joined the year after the others were invited

    @property
    def is_past(self) -> bool:
        return self.ends_at is not None and self.ends_at <= self.at


def telling_refusals(message: Message, facts: TellingFacts) -> list[Refusal]:
    """What speaks against sending that letter now, whoever is to have it."""
    if facts.status is not STATUS_OF[message] or (
        message is Message.CANCELLATION and not facts.was_announced
    ):
        return [Refusal("", "status", WHEN[message])]
    if facts.status is Status.ANNOUNCED and facts.is_past:
        return [Refusal("", "past", _("The meeting is over."))]
    if message is Message.CHANGE and not facts.has_changed:
        return [Refusal("", "unchanged", WHEN[message])]
    if message is Message.REMINDER and (facts.closes_at is None or facts.closes_at <= facts.at):
        return [Refusal("", "too_late", _("The deadline for answers has passed."))]
    return []


def is_due(message: Message, facts: TellingFacts) -> bool:
    """Whether the letter is suggested now; a letter that may not be sent never is."""
    if telling_refusals(message, facts):
        return False
    if message is Message.ANNOUNCEMENT:
        return facts.has_newcomers
    if message is Message.REMINDER:
        return facts.closes_at - facts.at <= REMINDER_BEFORE
    if message is Message.PRACTICAL:
        return facts.starts_at - facts.at <= PRACTICAL_BEFORE
    if message is Message.THANKS:
        return facts.ends_at is not None and facts.at - facts.ends_at <= THANKS_WITHIN
    return message is Message.CHANGE or (message is Message.CANCELLATION and not facts.is_past)


def subscription_refusals(*, has_calendar: bool) -> list[Refusal]:
    """A calendar is for whoever has a seat in a year that is not over, or runs a network."""
    if has_calendar:
        return []
    return [Refusal("", "no_calendar", _("You have no seat in a year that is not over."))]


# When each letter can be sent, said where it cannot be sent yet.
WHEN = {
    Message.ANNOUNCEMENT: _("It can be sent as long as the meeting is announced and still to come."),
    Message.CHANGE: _("It can be sent when time, place or host has changed since the members were told."),
    Message.REMINDER: _("It can be sent as long as members can answer."),
    Message.PRACTICAL: _("It can be sent as long as the meeting is announced and still to come."),
    Message.CANCELLATION: _("It can be sent when an announced meeting has been cancelled."),
    Message.THANKS: _("It can be sent when it is noted that the meeting was held."),
}

SENTENCES = {
    "dropped_part_once": _("A part is taken away once."),
    "dropped_part_stays": _("What was taken away from an announced meeting stays noted as it was."),
    "own_calendar_way_known": _("Choose how meetings come into your calendar."),
    "own_calendar_address_with_the_subscription": _("A subscription has an address, and nothing else has."),
    "own_calendar_content_noted_at_some_time": _(
        "What a subscription last contained was noted at some time."
    ),
    "telling_once": _("This letter has been sent for the meeting as it stands."),
    "telling_kind_known": _("There is no such letter."),
    "telling_fits_the_meeting": _("As the meeting stands, this letter cannot be sent."),
    "telling_stays": _("What members were told stays noted as it was."),
    "told_once": _("Everybody gets a letter about a meeting once."),
    "told_to_a_member_of_the_year": _("Only members of the year are told."),
}
