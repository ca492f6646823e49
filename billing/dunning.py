"""What would be sent of a year's reminders now: each with its letter, word for word, and why the others wait."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from django.utils import timezone

from members.letters import Worded, worded
from members.models import Wording

from . import rules
from .models import Invoice, Reminder
from .models.reminders import LETTER, facts, in_reminding, letter_facts, recipients, refusals
from .rules import REMINDER_FEE, Kind, Status


@dataclass(frozen=True)
class Due:
    """An invoice whose next reminder may be sent now, with the letters as they would be written."""

    invoice: Invoice
    number: int
    letters: list[tuple[object, Worded]] = field(default_factory=list)

    @property
    def title(self):
        return rules.reminder_title(self.number)

    @property
    def mark(self):
        """Names the reminder and its letters in the form, so that what is sent is what was seen, word for word."""
        told = [(to.pk, letter.subject, letter.text) for to, letter in self.letters]
        return f"{self.invoice.pk}-{self.number}-{hashlib.sha256(repr(told).encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class Waiting:
    """An overdue invoice that is not reminded of today: why, and from which day it may be."""

    invoice: Invoice
    reasons: list
    from_on: dt.date | None
    is_stopped: bool


def overdue(cohort, today):
    """The year's overdue invoices, the longest first, each with how it stands."""
    found = in_reminding(Invoice.objects.filter(cohort=cohort, kind=Kind.INVOICE, due_on__lt=today))
    invoices = list(found.order_by("due_on", "pk"))
    for invoice in invoices:
        invoice.stands = invoice.standing(today)
    return [invoice for invoice in invoices if invoice.stands.status is Status.OVERDUE]


def sorted_out(cohort, at):
    """(what is due now, what waits), in a constant number of queries."""
    today = timezone.localdate(at)
    due, waits, wordings = [], [], Wording.objects.of(cohort.network)
    for invoice in overdue(cohort, today):
        against = refusals(invoice, today)
        if against:
            waits.append(waiting(invoice, against, today))
        else:
            due.append(Due(invoice, invoice.reminded + 1, letters(invoice, at, wordings)))
    return due, waits


def letters(invoice, at, wordings):
    """(recipient, letter) as `send` would write them."""
    reminder = Reminder(invoice=invoice, number=invoice.reminded + 1, fee=REMINDER_FEE, sent_at=at)
    context = letter_facts(invoice, reminder, timezone.localdate(at))
    network = invoice.cohort.network
    return [
        (to, worded(LETTER, to, network=network, context=context, wordings=wordings))
        for to in recipients(invoice)
    ]


def waiting(invoice, against, today):
    """Why the invoice is not reminded of, in sentences; and the day from which it may be, where a day decides."""
    known = facts(invoice, today)
    codes = {refusal.code for refusal in against}
    from_on = rules.reminder_due_on(invoice.due_on, known.last_sent_on)
    return Waiting(
        invoice,
        [refusal.sentence for refusal in against],
        from_on if codes == {"reminder_ten_days_apart"} else None,
        known.stopped,
    )
