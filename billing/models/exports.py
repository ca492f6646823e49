"""What was carried over to the accounting system, and when: so that nothing is entered there twice or never."""

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from members.models import Network

from .invoices import Invoice
from .payments import Payment
from .reminders import Reminder
from .waivers import Waiver


class AccountingExportManager(models.Manager):
    def make(self, network, *, first, last, things, by, at):
        """Note that these invoices, payments, reminders and waivers are carried over by one file."""
        with transaction.atomic():
            export = self.create(network=network, first=first, last=last, made_at=at, made_by=by)
            AccountingItem.objects.bulk_create(
                AccountingItem(export=export, **{type(thing)._meta.model_name: thing}) for thing in things
            )
        return export

    make.alters_data = True


class AccountingExport(models.Model):
    """One file for the accounting system; made again, it says the same."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="accounting_exports")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = AccountingExportManager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("accounting export")
        verbose_name_plural = _("accounting exports")
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lte=models.F("last")), name="accounting_period_in_order"
            )
        ]

    def __str__(self):
        return f"{self.network} {self.first}–{self.last}"


THINGS = ("invoice", "payment", "reminder", "waiver")


def only(name):
    """The item is about this, and about nothing else."""
    return Q(**{f"{thing}__isnull": thing != name for thing in THINGS})


class AccountingItem(models.Model):
    """One invoice, credit note, payment, fee or waived fee in one file."""

    export = models.ForeignKey(AccountingExport, models.PROTECT, related_name="items")
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="exported")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="exported")
    reminder = models.ForeignKey(Reminder, models.PROTECT, null=True, related_name="exported")
    waiver = models.ForeignKey(Waiver, models.PROTECT, null=True, related_name="exported")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=only("invoice") | only("payment") | only("reminder") | only("waiver"),
                name="accounting_item_is_one_thing",
            )
        ]

    def __str__(self):
        return f"{self.export}: {self.invoice or self.payment or self.reminder or self.waiver}"


def exported(name):
    """SQL: whether the invoice, payment, reminder or waiver was carried over already."""
    return Exists(AccountingItem.objects.filter(**{name: OuterRef("pk")}))
