"""The bylaw about hosting (9): who may be asked, who answers, what a host prepares, what hosts tell the next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

from .base import OVER, Status

LONGEST_REMARK = 500
LONGEST_NOTE = 4000


class RequestStanding(StrEnum):
    """Where a request to host stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Wish(StrEnum):
    """What a member says about hosting this year."""

    OFFERS = "offers"
    WAITS = "waits"


@dataclass(frozen=True)
class AskingFacts:
    """A meeting at the moment when somebody is asked to host it, or answers."""

    status: Status
    hosted: bool
    seated: bool
    asked_already: bool = False
    is_past: bool = False


def asking_refusals(facts: AskingFacts) -> list[Refusal]:
    """Bylaw 9: a seated member of the year is asked, one at a time, about a meeting that lacks a host."""
    found = meeting_refusals(facts)
    if not facts.seated:
        found.append(Refusal("", "not_a_member", SENTENCES["host_request_to_a_member_of_the_year"]))
    if facts.asked_already and not found:
        found.append(Refusal("", "asked_already", SENTENCES["host_request_one_open"]))
    return found


def meeting_refusals(facts: AskingFacts) -> list[Refusal]:
    """What about the meeting speaks against a new host."""
    if facts.status is Status.CANCELLED:
        return [Refusal("", "cancelled", _("The meeting has been cancelled, so it needs no host."))]
    if facts.is_past:
        return [Refusal("", "past", _("The meeting is over, so it needs no host."))]
    if facts.status in OVER or facts.hosted:
        return [Refusal("", "hosted", SENTENCES["host_request_for_a_meeting_without_host"])]
    return []


def acceptance_refusals(standing: RequestStanding, facts: AskingFacts) -> list[Refusal]:
    """Bylaw 9: an open request can be accepted while the meeting lacks a host and the member is there."""
    found = standing_refusals(standing) or meeting_refusals(facts)
    if not found and not facts.seated:
        found = [Refusal("", "not_a_member", SENTENCES["host_request_to_a_member_of_the_year"])]
    return found


def decline_refusals(standing: RequestStanding, *, seated: bool) -> list[Refusal]:
    """Bylaw 9: whoever is asked, and still there, may say no."""
    found = standing_refusals(standing)
    if not found and not seated:
        found = [Refusal("", "not_a_member", SENTENCES["host_request_to_a_member_of_the_year"])]
    return found


def standing_refusals(standing: RequestStanding) -> list[Refusal]:
    """A request is answered or withdrawn once."""
    if standing is RequestStanding.WITHDRAWN:
        return [Refusal("", "withdrawn", _("The request has been withdrawn. Thank you all the same."))]
    if standing is not RequestStanding.OPEN:
        return [Refusal("", "answered", SENTENCES["host_request_answered_once"])]
    return []


# A host's doors stay open so long after the year: for the minutes, and the note to the next hosts.
DOORS_CLOSE_AFTER = dt.timedelta(days=30)


def host_prepares(ends_on: dt.date, on: dt.date) -> bool:
    """Bylaw 9: a host prepares the meeting and rounds it off; some days after the year it is no longer the host's."""
    return on <= ends_on + DOORS_CLOSE_AFTER


# What a host prepares: the key, and how many days before the first day of the meeting it should be done.
CHECKLIST: dict[str, int] = {
    "rooms": 56,
    "agenda": 28,
    "food": 21,
    "practical": 14,
    "numbers": 7,
    "ready": 1,
    "note": -7,
}


def due_on(task: str, first_day: dt.date) -> dt.date:
    """The day by which a host should have done the task."""
    return first_day - dt.timedelta(days=CHECKLIST[task])


@dataclass(frozen=True)
class NoteFacts:
    """A meeting at the moment when somebody writes to the next hosts about it."""

    cancelled: bool
    ends_at: dt.datetime | None
    at: dt.datetime


def note_refusals(facts: NoteFacts) -> list[Refusal]:
    """Bylaw 9: who hosted tells the next hosts, once the meeting is over."""
    if facts.cancelled or facts.ends_at is None or facts.ends_at > facts.at:
        return [Refusal("text", "too_early", SENTENCES["host_note_after_the_meeting"])]
    return []


def tick_refusals(status: Status) -> list[Refusal]:
    """A cancelled meeting needs no preparing."""
    if status is Status.CANCELLED:
        return [Refusal("", "cancelled", SENTENCES["hosting_tick_of_a_live_meeting"])]
    return []


SENTENCES = {
    "host_request_one_open": _("Somebody has been asked to host this meeting and has not answered yet."),
    "host_request_to_a_member_of_the_year": _("Only somebody who is a member of this year can host."),
    "host_request_for_a_meeting_without_host": _("The meeting has a host already, or it has been held."),
    "host_request_answered_once": _("The request has been answered already."),
    "host_request_ends_once": _("A request is accepted, declined or withdrawn."),
    "host_request_stays_as_asked": _("A request is about one meeting and one member."),
    "host_request_accepted_gives_the_meeting": _("Who accepts a request becomes the host of the meeting."),
    "host_request_answered_by_the_member": _("Only the member who was asked answers."),
    "host_request_accepted_by_someone": _("A request is accepted by somebody, at some time."),
    "host_request_declined_by_someone": _("A request is declined by somebody, at some time."),
    "host_request_withdrawn_by_someone": _("A request is withdrawn by somebody, at some time."),
    "host_request_reason_with_an_answer": _("A reason goes with an answer."),
    "host_wish_once": _("You have said something about hosting this year already."),
    "host_wish_known": _("Say that you would like to host, or that you would rather wait."),
    "host_wish_of_a_member": _("Only members of the year say whether they will host."),
    "hosting_tick_once": _("It is ticked off already."),
    "hosting_tick_known": _("The checklist does not have this task."),
    "hosting_tick_of_a_live_meeting": _("The meeting has been cancelled, so nothing needs to be prepared."),
    "host_note_once": _("There is already a note about this meeting."),
    "host_note_has_text": _("Write the note."),
    "host_note_within_reason": _("The note is too long."),
    "host_note_after_the_meeting": _("You can write to the next hosts once the meeting is over."),
    "host_note_by_its_host": _("The host of the meeting or a facilitator writes the note."),
}
