"""Organisations that end, and who carries on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .refusing import Refusal
from .sentences import SENTENCES

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """The days of one organisation: the first and the last, None where it has always been, or goes on."""

    begins_on: dt.date | None = None
    ended_on: dt.date | None = None


def end_stays_refusals(ended_on: dt.date | None, today: dt.date) -> list[Refusal]:
    """An end that has come is not noted otherwise: people and applications have followed it."""
    if ended_on is None or ended_on >= today:
        return []
    return [Refusal("", "has_come", SENTENCES["organisation_end_stays"])]


def end_refusals(
    own: Span, on: dt.date, today: dt.date, successor: Span | None, *, is_itself: bool
) -> list[Refusal]:
    """What speaks against an organisation's last day being `on`, and the successor carrying on the day after."""
    found = end_stays_refusals(own.ended_on, today)
    if own.begins_on and on < own.begins_on:
        found.append(Refusal("ended_on", "too_early", SENTENCES["organisation_begins_before_it_ends"]))
    if is_itself:
        found.append(Refusal("organisation", "itself", SENTENCES["organisation_ends_before_its_successor"]))
    elif successor and successor.ended_on and successor.ended_on <= on:
        found.append(Refusal("organisation", "ended", SENTENCES["organisation_successor_outlives_it"]))
    elif successor and successor.begins_on and successor.begins_on > on + DAY:
        sentence = _("Who carries on must be there the day after.")
        found.append(Refusal("organisation", "not_begun", sentence))
    return found
