"""What happened to an invoice, in sentences, the latest first."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from members.wording import kroner, yeardate

from .rules import Channel, DocumentKind


@dataclass(frozen=True)
class Event:
    """One thing that happened: when, and in words."""

    at: dt.datetime
    words: str


def history(invoice, reminders=()):
    """Everything known of an invoice; its related rows are fetched beforehand."""
    found = [Event(invoice.issued_at, _("Issued by %(person)s.") % {"person": invoice.issued_by})]
    found += [
        Event(document.made_at, _("The PDF was made."))
        for document in invoice.documents.all()
        if document.kind == DocumentKind.PDF
    ]
    found += [Event(one.sent_at, dispatched(one)) for one in invoice.dispatches.all()]
    found += [Event(one.sent_at, reminded(one)) for one in reminders]
    found += [Event(each.waived_at, waived(one, each)) for one in reminders for each in one.waivers.all()]
    found += [Event(payment.noted_at, noted(payment)) for payment in invoice.payments.all()]
    found += [
        Event(note.issued_at, _("Credited by credit note %(number)s.") % {"number": note.number})
        for note in (invoice.credited_by.all() if invoice.credited else ())
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)


@dataclass(frozen=True)
class Delivery:
    """One way by which the invoice went to its payer, and the receipt, if one is noted."""

    dispatch: object
    words: str
    receipt: object


def deliveries(invoice):
    """What went to the payer, the latest first; the member's letter is not among it."""
    sent = [one for one in invoice.dispatches.all() if one.channel != Channel.LETTER]
    return [Delivery(one, dispatched(one), getattr(one, "receipt", None)) for one in reversed(sent)]


def dispatched(dispatch):
    """How and to whom it was sent; what only lies in the access point's folder is not called sent."""
    if dispatch.channel == Channel.ACCESS_POINT and not dispatch.sent_by_id:
        return _("Handed to the access point for %(to)s.") % {"to": dispatch.recipient}
    words = {"how": dispatch.get_channel_display(), "to": dispatch.recipient}
    return _("Sent to %(to)s %(how)s.") % words


def reminded(reminder):
    """Which reminder was sent, and its fee."""
    return _("%(title)s sent, with a fee of %(fee)s.") % {
        "title": reminder.title,
        "fee": kroner(reminder.fee),
    }


def waived(reminder, waiver):
    """What was forgiven of which fee, by whom and why."""
    return _("%(amount)s of the fee of the %(title)s waived by %(person)s: %(reason)s") % {
        "amount": kroner(waiver.amount),
        "title": str(reminder.title).lower(),
        "person": waiver.waived_by,
        "reason": waiver.reason,
    }


def noted(payment):
    """What was paid or paid back, when, and who noted it."""
    words = {
        "amount": kroner(abs(payment.amount)),
        "day": yeardate(payment.received_on),
        "person": payment.noted_by,
    }
    if payment.amount < 0:
        return _("%(amount)s paid back or corrected on %(day)s, noted by %(person)s.") % words
    if payment.reminder_id:
        return _("%(amount)s received on %(day)s for a reminder's fee, noted by %(person)s.") % words
    return _("%(amount)s received on %(day)s, noted by %(person)s.") % words
