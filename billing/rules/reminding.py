"""Reminders: who may be reminded, when, and at what price (bylaw 15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

from .paying import Standing
from .sentences import SENTENCES
from .words import Status

MOST_REMINDERS = 3
DAYS_BETWEEN_REMINDERS = 10
REMINDER_FEE = Decimal(100)
BANK_DAYS = 3

# Held back by the rule alone: the database knows nothing of what a bank's line means.
CREDIT_WAITS = _("It is held back because a credit note of the invoice waits for approval.")
BANK_NAMES_IT = _("It is held back because an entry from the bank that is not matched names the invoice.")
REACHES_NOBODY = _(
    "Nobody is left to write to: whoever had the seat has been erased. Write to the payer at the address on the "
    "invoice, and stop the reminders on its page with a word about it."
)
NOTHING_TO_WAIVE = _("Nothing is left of this fee: it has been paid or waived already.")


@dataclass(frozen=True)
class ReminderFacts:
    """An invoice as it stands when a reminder is asked about; `bank_up_to`: the last day known from the bank.

    `credit_waits`: a credit note of it is asked for; `bank_names_it`: an entry that is not matched names it;
    `reaches_somebody`: at least one of its members has not been erased.
    """

    standing: Standing
    sent: int
    last_sent_on: dt.date | None
    stopped: bool
    bank_up_to: dt.date | None
    credit_waits: bool = False
    bank_names_it: bool = False
    reaches_somebody: bool = True


def bank_is_fresh(bank_up_to: dt.date | None, today: dt.date) -> bool:
    """Bylaw 15: nobody is reminded on what the bank said more than three days ago."""
    return bank_up_to is not None and (today - bank_up_to).days <= BANK_DAYS


def coverage_refusals(
    up_to: dt.date, *, last_entry: dt.date, says_until: dt.date | None, today: dt.date
) -> list[Refusal]:
    """Bylaw 15: a bank file covers no more than it says itself; one that says nothing, from its last entry until today."""
    if says_until is not None:
        sentence = SENTENCES["bank_file_within_its_own_days"] if up_to > min(says_until, today) else None
    else:
        sentence = None if last_entry <= up_to <= today else SENTENCES["bank_file_from_its_last_entry"]
    return [Refusal("up_to", "up_to", sentence)] if sentence else []


def reminder_due_on(due_on: dt.date, last_sent_on: dt.date | None) -> dt.date:
    """Bylaw 15: the first day on which the next reminder may be sent."""
    after = due_on + dt.timedelta(days=1)
    return max(after, last_sent_on + dt.timedelta(days=DAYS_BETWEEN_REMINDERS)) if last_sent_on else after


def reminder_refusals(facts: ReminderFacts, today: dt.date) -> list[Refusal]:
    """Bylaw 15: what speaks against reminding of this invoice now."""
    found = []
    if facts.standing.status is not Status.OVERDUE or facts.standing.left <= 0:
        found.append(
            Refusal("", "reminder_of_an_overdue_invoice", SENTENCES["reminder_of_an_overdue_invoice"])
        )
    if facts.sent >= MOST_REMINDERS:
        found.append(Refusal("", "reminder_three_at_most", SENTENCES["reminder_three_at_most"]))
    if facts.last_sent_on and (today - facts.last_sent_on).days < DAYS_BETWEEN_REMINDERS:
        found.append(Refusal("", "reminder_ten_days_apart", SENTENCES["reminder_ten_days_apart"]))
    if facts.stopped:
        found.append(Refusal("", "reminder_not_while_stopped", SENTENCES["reminder_not_while_stopped"]))
    if facts.credit_waits:
        found.append(Refusal("", "reminder_not_before_the_credit", CREDIT_WAITS))
    if facts.bank_names_it:
        found.append(Refusal("", "reminder_not_of_what_came_in", BANK_NAMES_IT))
    if not facts.reaches_somebody:
        found.append(Refusal("", "reminder_letter_to_somebody", REACHES_NOBODY))
    if not bank_is_fresh(facts.bank_up_to, today):
        found.append(Refusal("", "reminder_on_fresh_bank_data", SENTENCES["reminder_on_fresh_bank_data"]))
    return found


def reminder_title(number: int) -> object:
    """What the reminder with this number is called."""
    return {1: _("First reminder"), 2: _("Second reminder"), 3: _("Third and last reminder")}[number]


def waiver_refusals(left: Decimal) -> list[Refusal]:
    """Bylaw 15: a fee is forgiven as far as it is still owed; what is paid is never paid back by it."""
    return [] if left > 0 else [Refusal("", "waiver_within_the_fee", NOTHING_TO_WAIVE)]
