"""What was paid, as it became known; a row is never changed, a second one corrects it."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.constraints import one_of, refusing
from members.rules import refuse

from ..rules import SENTENCES, How, Kind, payment_refusals
from .invoices import Invoice, brief, money

WAYS = {How.HAND: _("noted by hand"), How.BANK: _("from the bank")}


FIELDS = {"payment_amount_not_nought": "amount", "payment_not_in_the_future": "received_on"}


class PaymentManager(models.Manager):
    def note(self, invoice, *, amount, received_on, key, by, at, note="", how=How.HAND):
        """Note what was paid for an invoice (negative: paid back); the same key twice is one payment."""
        today = timezone.localdate(at)
        refuse(
            *payment_refusals(kind=Kind(invoice.kind), amount=amount, received_on=received_on, today=today)
        )
        with refusing(SENTENCES, FIELDS):
            values = {"amount": amount, "received_on": received_on, "note": note, "how": how}
            payment, _made = self.get_or_create(
                key=key, invoice=invoice, defaults={**values, "noted_by": by, "noted_at": at}
            )
        return payment

    note.alters_data = True


class Payment(models.Model):
    """One amount that came in (or, negative, went back) for one invoice."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    # From the form, or the bank's own reference later: a double click or the same file twice is one payment.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    amount = money(_("amount"))
    received_on = models.DateField(_("received on"))
    how = models.CharField(max_length=10, choices=WAYS, default=How.HAND)
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
            models.CheckConstraint(condition=~Q(amount=0), name="payment_amount_not_nought"),
            models.CheckConstraint(
                condition=Q(received_on__range=(dt.date(2000, 1, 1), dt.date(2100, 12, 31))),
                name="payment_of_this_century",
            ),
        ]

    def __str__(self):
        return f"{self.invoice}: {self.amount}"
