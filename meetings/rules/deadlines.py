"""How the deadline of a meeting's answers may be set, and where it goes when the meeting is moved (bylaw 10)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from members.rules import COPENHAGEN, Refusal

from .base import Status


def moved_deadline(
    closes_at: dt.datetime | None, began_at: dt.datetime | None, begins_at: dt.datetime | None
) -> dt.datetime | None:
    """Bylaw 10: the deadline stays as far before the meeting as it was, by the clock on the wall in Denmark."""
    if not (closes_at and began_at and begins_at) or began_at == begins_at:
        return closes_at
    closes, before, after = (
        at.astimezone(COPENHAGEN).replace(tzinfo=None) for at in (closes_at, began_at, begins_at)
    )
    return (closes + (after - before)).replace(tzinfo=COPENHAGEN)


def new_deadline_refusals(
    status: Status, before: dt.datetime | None, closes_at: dt.datetime | None, at: dt.datetime
) -> list[Refusal]:
    """Bylaw 10: members of an announced meeting are not shut out by a deadline that lies behind them when it is set."""
    if status is Status.ANNOUNCED and closes_at and closes_at != before and closes_at < at:
        return [
            Refusal("answers_close_at", "past", _("The deadline has passed already. Choose a later one."))
        ]
    return []
