"""The bylaws about meetings (9 and 10), each stated once.

Pure: no database, no clock, no request. A refusal about a part of a meeting carries the field
`parts-<index>-<name>`, counted from nought, so that a form of several parts can put it where it belongs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from members.rules import COPENHAGEN, Refusal

LONGEST_THEME = 300
LONGEST_DETAIL = 500
MOST_PARTS = 4
HIGHEST_NUMBER = 99
EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(2101, 1, 1, tzinfo=dt.UTC)


class Status(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"


# Which status may follow which; the database holds the same table. A meeting that ran before anybody
# announced it here (a year that was taken over) is noted as held at once.
TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.PLANNED: frozenset({Status.ANNOUNCED, Status.HELD, Status.CANCELLED}),
    Status.ANNOUNCED: frozenset({Status.HELD, Status.CANCELLED}),
    Status.HELD: frozenset(),
    Status.CANCELLED: frozenset(),
}
OVER = (Status.HELD, Status.CANCELLED)


class Answer(StrEnum):
    """What a member says about a meeting to come."""

    COMING = "coming"
    REGRETS = "regrets"


# Times ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartFacts:
    """One part of a meeting as somebody wants it: when, what, and which stored part it was before."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    title_da: str = ""
    title_en: str = ""
    key: int | None = None

    def overlaps(self, other) -> bool:
        """Whether both take place at the same time; one may begin when the other ends."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day of the part, in Denmark."""
        return tuple(at.astimezone(COPENHAGEN).date() for at in (self.starts_at, self.ends_at))


@dataclass(frozen=True)
class TakenFacts:
    """A time at which another live meeting of the same year takes place."""

    number: int
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class MovingFacts:
    """A meeting that somebody wants to put at these times."""

    status: Status
    parts: Sequence[PartFacts]
    term: tuple[dt.date, dt.date]
    taken: Sequence[TakenFacts] = ()


def moving_refusals(facts: MovingFacts) -> list[Refusal]:
    """Bylaw 9: times lie in order inside the term, and clash with no live meeting of the year."""
    if facts.status in OVER:
        return [Refusal("", "over", SENTENCES["part_fixed_when_over"])]
    if facts.status is Status.ANNOUNCED and not facts.parts:
        return [Refusal("parts-0-day", "required", _("An announced meeting has a time. Choose the day."))]
    found = []
    if len(facts.parts) > MOST_PARTS:
        found.append(Refusal("", "too_many", _("A meeting has at most four parts.")))
    for index, part in enumerate(facts.parts):
        found += time_refusals(index, part, facts.term) or clash_refusals(index, part, facts)
    return found


def time_refusals(index: int, part: PartFacts, term: tuple[dt.date, dt.date]) -> list[Refusal]:
    """Bylaw 9: a part begins before it ends, by the next day, inside the term."""
    first, last = part.days()
    if part.starts_at >= part.ends_at:
        return [Refusal(f"parts-{index}-ends", "backwards", SENTENCES["part_starts_before_it_ends"])]
    if last - first > dt.timedelta(days=1):
        return [Refusal(f"parts-{index}-ends", "too_long", SENTENCES["part_ends_by_the_next_day"])]
    if first < term[0] or last > term[1]:
        return [Refusal(f"parts-{index}-day", "term", SENTENCES["part_inside_the_term"])]
    return []


def clash_refusals(index: int, part: PartFacts, facts: MovingFacts) -> list[Refusal]:
    """Bylaw 9: no two parts of a year's live meetings overlap; of two in the form, the second is told."""
    day = f"parts-{index}-day"
    if any(part.overlaps(other) for other in facts.parts[:index]):
        return [Refusal(day, "own_clash", _("This part overlaps another part of the meeting."))]
    for other in facts.taken:
        if part.overlaps(other):
            sentence = _("At this time meeting %(number)s takes place. Choose another time.")
            return [Refusal(day, "clash", sentence % {"number": other.number})]
    return []


# Hosts ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HostFacts:
    """Who somebody wants as the host of a meeting; neither a member nor the secretariat is 'none yet'."""

    status: Status
    secretariat: bool
    member_chosen: bool
    member_of_this_year: bool = False
    member_is_seated: bool = False
    host_known: bool = False
    # The host in words, if somebody else has changed it meanwhile to one whom this person has not seen.
    host_unseen: str = ""


def host_refusals(facts: HostFacts) -> list[Refusal]:
    """Bylaw 9: one host or none yet; a member of the year, or the network's own secretariat."""
    if facts.status is Status.CANCELLED or (facts.status is Status.HELD and facts.host_known):
        return [Refusal("", "over", SENTENCES["meeting_fixed_when_over"])]
    if facts.secretariat and facts.member_chosen:
        return [Refusal("host", "two_hosts", SENTENCES["meeting_one_host_at_most"])]
    if facts.member_chosen and not (facts.member_of_this_year and facts.member_is_seated):
        return [Refusal("host", "not_a_member", SENTENCES["meeting_host_is_a_member_of_the_year"])]
    if facts.host_unseen:
        sentence = _(
            "Somebody else has changed the host meanwhile. Now it says: %(host)s. "
            "Save once more if your choice is to count."
        )
        return [Refusal("host", "changed", sentence % {"host": facts.host_unseen})]
    return []


# Status --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StatusFacts:
    """A meeting at the moment when somebody wants to change its status."""

    status: Status
    ends_at: dt.datetime | None
    at: dt.datetime


def status_refusals(facts: StatusFacts, wanted: Status) -> list[Refusal]:
    """Bylaw 9: what speaks against giving the meeting that status now."""
    if wanted not in TRANSITIONS[facts.status]:
        return [Refusal("", "status", SENTENCES["meeting_status_follows_the_table"])]
    is_over = facts.ends_at is not None and facts.ends_at <= facts.at
    if wanted is Status.CANCELLED:
        return [Refusal("", "too_late", SENTENCES["meeting_cancelled_before_it_ended"])] if is_over else []
    if facts.ends_at is None:
        return [Refusal("", "no_time", SENTENCES["meeting_announced_with_a_time"])]
    if wanted is Status.HELD and not is_over:
        return [Refusal("", "too_early", SENTENCES["meeting_held_after_it_ended"])]
    if wanted is Status.ANNOUNCED and is_over:
        return [Refusal("", "too_late", _("The meeting is over. Note that it was held instead."))]
    return []


def deletion_refusals(status: Status) -> list[Refusal]:
    """A meeting that is only planned can be taken off again; later it is cancelled, so that everybody sees it."""
    if status is Status.PLANNED:
        return []
    return [Refusal("", "announced", SENTENCES["meeting_kept_once_announced"])]


# Answers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AnswerFacts:
    """A meeting at the moment when somebody answers for a member."""

    status: Status
    starts_at: dt.datetime | None
    closes_at: dt.datetime | None
    at: dt.datetime
    seated: bool
    by_facilitator: bool


def answers_close(closes_at: dt.datetime | None, starts_at: dt.datetime | None) -> dt.datetime | None:
    """Bylaw 10: the deadline of a meeting; without one of its own, the moment it begins."""
    return min((at for at in (closes_at, starts_at) if at), default=None)


def answer_refusals(facts: AnswerFacts) -> list[Refusal]:
    """Bylaw 10: answers to an announced meeting are open until the deadline, then only to the facilitator."""
    if not facts.seated:
        return [Refusal("", "not_seated", SENTENCES["attendance_of_a_member_of_the_year"])]
    if facts.status is not Status.ANNOUNCED or facts.starts_at is None:
        return [Refusal("", "no_answers", SENTENCES["attendance_of_an_announced_meeting"])]
    closes = answers_close(facts.closes_at, facts.starts_at)
    if facts.at >= closes and not facts.by_facilitator:
        return [Refusal("", "too_late", SENTENCES["attendance_answered_in_time"])]
    return []


def deadline_refusals(closes_at: dt.datetime | None, starts_at: dt.datetime | None) -> list[Refusal]:
    """Bylaw 10: a deadline lies before the meeting begins."""
    if closes_at and starts_at and closes_at > starts_at:
        return [Refusal("answers_close_at", "after_start", _("The deadline lies after the meeting begins."))]
    return []


# What the database refuses by name, said to a person.
SENTENCES = {
    "meeting_number_once": _("There is already a meeting with this number in the year."),
    "meeting_number_within_reason": _("Meetings are numbered from 1 to 99."),
    "meeting_has_a_theme": _("Write the theme of the meeting."),
    "meeting_texts_on_one_line": _("Write it on one line."),
    "meeting_one_host_at_most": _("A meeting has one host: a member or the secretariat."),
    "meeting_host_is_a_member_of_the_year": _("The host must be a member of this year."),
    "meeting_municipality_has_four_digits": _("A municipality is named by its four-digit code."),
    "meeting_deadline_within_reason": _("The deadline lies between 2000 and 2100."),
    "meeting_status_known": _("A meeting is planned, announced, held or cancelled."),
    "meeting_born_planned": _("A meeting begins as planned."),
    "meeting_status_follows_the_table": _("The meeting can no longer change in that way."),
    "meeting_status_with_its_time": _("The status of a meeting carries the time it was given."),
    "meeting_announced_by_someone": _("A meeting is announced by somebody, at some time."),
    "meeting_held_by_someone": _("Somebody notes that a meeting was held, at some time."),
    "meeting_cancelled_by_someone": _("A meeting is cancelled by somebody, at some time."),
    "meeting_announced_with_a_time": _("Choose the time of the meeting first."),
    "meeting_held_after_it_ended": _("The meeting is not over yet, so it cannot be noted as held."),
    "meeting_cancelled_before_it_ended": _("The meeting is over, so it can no longer be cancelled."),
    "meeting_fixed_once_announced": _("An announced meeting keeps its number and its year."),
    "meeting_fixed_when_over": _("The meeting was held or cancelled: its host and place stay as they were."),
    "meeting_sequence_never_falls": _("The version of a meeting in calendars only rises."),
    "meeting_kept_once_announced": _(
        "An announced meeting cannot be deleted. Cancel it, so that everybody sees it."
    ),
    "part_starts_before_it_ends": _("It must end after it starts."),
    "part_ends_by_the_next_day": _("A part ends on the day it begins or the day after."),
    "part_within_bounds": _("The date must lie between 2000 and 2100."),
    "part_inside_the_term": _("The day lies outside the term of the year."),
    "part_overlaps_no_other": _("At this time another meeting of the year takes place."),
    "part_fixed_when_over": _("The meeting was held or cancelled: its times stay as they were."),
    "part_stays_with_its_meeting": _("A part belongs to one meeting."),
    "part_texts_on_one_line": _("Write it on one line."),
    "attendance_once": _("There is already an answer to this meeting."),
    "attendance_answer_known": _("Answer that you come, or that you cannot."),
    "attendance_of_a_member_of_the_year": _("Only members of the year answer."),
    "attendance_of_an_announced_meeting": _("Answers are for announced meetings to come."),
    "attendance_answered_in_time": _(
        "The deadline has passed. Write to the facilitator if something has changed."
    ),
    "attendance_answered_by_who_may": _(
        "Members answer for themselves; only a facilitator answers for others."
    ),
    "attendance_stays_with_its_meeting": _("An answer belongs to one member and one meeting."),
}
