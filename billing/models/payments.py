"""What was paid, as it became known; a row is never changed, a second one corrects it."""

import uuid
from decimal import Decimal

from django.db import models, transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.constraints import one_of, refusing
from members.rules import refuse

from ..rules import SENTENCES, How, Kind, payment_refusals
from .bank import BankEntry
from .invoice_claims import of_this_century
from .invoices import Invoice, brief, money
from .reminders import Reminder

WAYS = {How.HAND: _("noted by hand"), How.BANK: _("from the bank")}


FIELDS = {
    "payment_never_below_nought": "amount",
    "payment_within_the_fee": "amount",
    "payment_amount_not_nought": "amount",
    "payment_not_in_the_future": "received_on",
}


class PaymentManager(models.Manager):
    def note(self, invoice, *, amount, received_on, key, by, at, note="", entry=None, reminder=None):
        """Note what was paid for an invoice (negative: paid back); the same key twice is one payment."""
        today = timezone.localdate(at)
        paid = self.paid_beside(key, invoice, reminder)
        kind = Kind(invoice.kind)
        refuse(*payment_refusals(kind=kind, amount=amount, received_on=received_on, today=today, paid=paid))
        with refusing(SENTENCES, FIELDS):
            values = {"amount": amount, "received_on": received_on, "note": note}
            values |= {"entry": entry, "reminder": reminder, "how": How.BANK if entry else How.HAND}
            payment, _made = self.get_or_create(
                key=key, invoice=invoice, defaults={**values, "noted_by": by, "noted_at": at}
            )
        return payment

    def paid_beside(self, key, invoice, reminder):
        """What was paid of an invoice, or of the fee of its reminder, by other payments than the one with that key."""
        others = self.filter(invoice=invoice, reminder=reminder).exclude(key=key)
        return others.aggregate(sum=Sum("amount", default=Decimal(0)))["sum"]

    def allot(self, entry, allotments, *, key, by, at):
        """Note so much of a bank entry for each invoice, all or none; `key` names the press that says so."""
        with transaction.atomic():
            for place, one in enumerate(allotments):
                self.note(
                    Invoice.objects.get(pk=one.invoice),
                    amount=one.amount,
                    received_on=entry.booked_on,
                    key=uuid.uuid5(key, f"{entry.pk}/{place}"),
                    by=by,
                    at=at,
                    entry=entry,
                    reminder=Reminder.objects.get(pk=one.reminder) if one.reminder else None,
                )

    def allot_all(self, allotted, *, key, by, at):
        """The same for many entries at once, each with its allotments, in one statement; it ends in the caller's check."""
        self.bulk_create(
            Payment(
                entry=entry, invoice_id=one.invoice, reminder_id=one.reminder, amount=one.amount, how=How.BANK,
                received_on=entry.booked_on, key=uuid.uuid5(key, f"{entry.pk}/{place}"), noted_by=by, noted_at=at,
            )
            for entry, allotments in allotted
            for place, one in enumerate(allotments)
        )  # fmt: skip

    def take_back(self, payment, *, by, at):
        """Loosen a bank entry from an invoice by a second, opposite row; once."""
        return self.note(
            payment.invoice,
            amount=-payment.amount,
            received_on=payment.received_on,
            key=payment.taken_back_key,
            by=by,
            at=at,
            note=payment.note,
            entry=payment.entry,
            reminder=payment.reminder,
        )

    note.alters_data = allot.alters_data = allot_all.alters_data = take_back.alters_data = True


class Payment(models.Model):
    """One amount that came in (or, negative, went back) for one invoice."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    # From the form, or the bank's own reference later: a double click or the same file twice is one payment.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    amount = money(_("amount"))
    received_on = models.DateField(_("received on"))
    how = models.CharField(max_length=10, choices=WAYS, default=How.HAND)
    # The bank entry that it is a part of, where a bank file told of it.
    entry = models.ForeignKey(BankEntry, models.PROTECT, null=True, related_name="payments")
    # The reminder whose fee it pays; without one it pays the invoice itself.
    reminder = models.ForeignKey(Reminder, models.PROTECT, null=True, related_name="payments")
    note = brief(_("note"), 400, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = PaymentManager()

    class Meta:
        ordering = ["received_on", "id"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="payment_once"),
            one_of("payment_how_known", "how", How),
            models.CheckConstraint(
                condition=Q(how=How.BANK, entry__isnull=False) | (~Q(how=How.BANK) & Q(entry__isnull=True)),
                name="payment_from_the_bank_names_its_entry",
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="payment_amount_not_nought"),
            of_this_century("payment_of_this_century", "received_on"),
        ]

    def __str__(self):
        return f"{self.invoice}: {self.amount}"

    @property
    def taken_back_key(self):
        """The key of the opposite payment that takes this one back, if there is one."""
        return uuid.uuid5(self.key, "taken back")
