"""Memberships: annulled by a second person, withdrawn from without a refund (bylaw 7)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from .refusing import Refusal
from .sentences import SENTENCES

ANNULLED = Refusal("", "annulled", _("This membership has already been annulled."))
OVER = Refusal("", "over", _("This membership has already been withdrawn from or annulled."))


def annulment_refusals(
    *, annulled: bool, same_person: bool, network_has_two: bool, reason: str
) -> list[Refusal]:
    """Bylaw 7: admitted by mistake is annulled, with a reason, by a second person where the network has two who can sign in."""
    found = []
    if annulled:
        found.append(ANNULLED)
    if same_person and network_has_two:
        sentence = SENTENCES["membership_annulled_by_a_second_person"]
        found.append(Refusal("", "second_person", sentence))
    if not reason.strip():
        found.append(Refusal("reason", "required", _("Write why the membership is annulled.")))
    return found


def departure_refusals(
    *, annulled: bool, withdrawn: bool, withdrawn_on: dt.date, term: tuple, today: dt.date
):
    """Bylaw 7: a withdrawal is noted once, on a day that has come; the term and the fee stay as they are."""
    found = []
    if annulled or withdrawn:
        found.append(OVER)
    if withdrawn_on > today:
        found.append(Refusal("withdrawn_on", "future", _("The day of withdrawal cannot be in the future.")))
    if withdrawn_on > term[1]:
        found.append(Refusal("withdrawn_on", "after_term", _("The day of withdrawal lies after the term.")))
    return found
