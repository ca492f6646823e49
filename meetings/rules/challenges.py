"""Challenges (bylaw 11): said in confidence among the members of a year, and gone with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

LONGEST_CHALLENGE = 4000
LONGEST_NAME = 120
PLACE_TAKEN = _("This place is no longer free. Choose another.")


class Floor(StrEnum):
    """How far a member has come towards the floor."""

    HAD = "had"
    PLACED = "placed"
    FILED = "filed"
    NONE = "none"


@dataclass(frozen=True)
class FilingFacts:
    """A member of a year at the moment when somebody writes or changes a challenge."""

    seated: bool
    ends_on: dt.date
    today: dt.date


def filing_refusals(facts: FilingFacts) -> list[Refusal]:
    """Bylaw 11: members of the year share challenges until its last day."""
    if not facts.seated:
        return [Refusal("", "not_seated", SENTENCES["challenge_of_a_member_of_the_year"])]
    if facts.today > facts.ends_on:
        return [Refusal("", "over", SENTENCES["challenge_while_the_year_lasts"])]
    return []


def floor_of(*, filed: bool, placed: bool, over: bool) -> Floor:
    """Whether a member has had the floor, will have it, waits for it, or has filed no challenge."""
    if not filed:
        return Floor.NONE
    if not placed:
        return Floor.FILED
    return Floor.HAD if over else Floor.PLACED


# What the database refuses by name, said to a person.
SENTENCES = {
    "challenge_one_a_member": _("You have already shared a challenge this year. You can edit it."),
    "challenge_is_written": _("Write it, so that the others can help."),
    "challenge_within_reason": _("This is too long."),
    "challenge_title_on_one_line": _("Write it on one line."),
    "challenge_stays_with_its_member": _("A challenge belongs to one member."),
    "challenge_of_a_member_of_the_year": _("Only members of the year share challenges."),
    "challenge_while_the_year_lasts": _("The year is over: challenges can no longer be shared."),
}
