"""Bylaw 10 in full: what belongs to an answer, and who was there afterwards.

An answer is one row: coming or regrets, the parts that one who comes misses, and what the host has to know about food.
Food and a reason for regrets tell of people's health: they end soon after the meeting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

from .base import Answer, Status

LONGEST_FOOD = 200
LONGEST_REASON = 300


class Mark(StrEnum):
    """What a facilitator notes about a member after a meeting."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


@dataclass(frozen=True)
class AnswerParts:
    """An answer beside the parts that the meeting has (by their numbers in the database)."""

    answer: Answer
    parts: Collection[int]
    missed: Collection[int]


def parts_refusals(facts: AnswerParts) -> list[Refusal]:
    """Bylaw 10: who comes, comes to one part at least, and misses only parts that there are."""
    if facts.answer is Answer.REGRETS or not facts.missed:
        return []
    if not set(facts.missed) <= set(facts.parts):
        return [Refusal("parts", "unknown_part", SENTENCES["attendance_misses_parts_of_its_meeting"])]
    if set(facts.missed) == set(facts.parts):
        return [Refusal("parts", "no_part", SENTENCES["attendance_comes_to_something"])]
    return []


def usual_mark(answer: str) -> Mark:
    """What is proposed to the facilitator: who said so was there, who sent regrets is excused, who was silent was not."""
    return {Answer.COMING: Mark.PRESENT, Answer.REGRETS: Mark.EXCUSED}.get(answer, Mark.ABSENT)


@dataclass(frozen=True)
class MarkFacts:
    """A meeting at the moment when a facilitator notes who was there."""

    status: Status
    ends_at: dt.datetime | None
    at: dt.datetime


def mark_refusals(facts: MarkFacts) -> list[Refusal]:
    """Attendance is noted when a meeting is over; one that was called off had none."""
    if facts.status is Status.CANCELLED:
        return [Refusal("", "cancelled", SENTENCES["mark_of_a_meeting_that_was_held"])]
    if facts.ends_at is None or facts.at < facts.ends_at:
        return [Refusal("", "too_early", _("The meeting is not over yet, so nobody knows who came."))]
    return []


SENTENCES = {
    "attendance_misses_parts_of_its_meeting": _("Choose among the parts of the meeting."),
    "attendance_comes_to_something": _("Choose at least one part, or answer that you cannot come."),
    "attendance_food_of_who_comes": _("Only who comes needs food."),
    "attendance_reason_of_regrets": _("Only regrets have a reason."),
    "attendance_texts_on_one_line": _("Write it on one line."),
    "mark_once": _("It is noted already whether the member was there."),
    "mark_known": _("A member was present, excused or absent."),
    "mark_of_a_member_of_the_year": _("Only members of the year are marked."),
    "mark_of_a_meeting_that_was_held": _("Attendance is noted for meetings that were held."),
    "mark_by_a_facilitator": _("Only a facilitator notes who was there."),
    "mark_stays_with_its_meeting": _("A mark belongs to one member and one meeting."),
}
