"""What was carried over to the accounting system, and when: so that nothing is entered there twice or never."""

import hashlib

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from members.models import Network

from .documents import checksum
from .invoice_claims import of_this_century
from .invoices import Invoice
from .payments import Payment
from .reminders import Reminder
from .waivers import Waiver


class AccountingExportManager(models.Manager):
    def make(self, network, *, first, last, things, content, by, at):
        """Keep a file, and note that it carries over these invoices, payments, reminders and waivers."""
        sha256 = hashlib.sha256(content).hexdigest()
        with transaction.atomic():
            export = self.create(
                network=network,
                first=first,
                last=last,
                content=content,
                sha256=sha256,
                made_at=at,
                made_by=by,
            )
            AccountingItem.objects.bulk_create(
                AccountingItem(export=export, **{type(thing)._meta.model_name: thing}) for thing in things
            )
        return export

    make.alters_data = True


class AccountingExport(models.Model):
    """One file for the accounting system, kept as it was made: whatever is set otherwise later, it stays the same."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="accounting_exports")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    # Those of before files were kept have none; the database wants one with every new row.
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
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
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=True, sha256="") | Q(content__isnull=False, sha256=checksum()),
                name="accounting_export_matches_its_checksum",
            ),
            of_this_century("accounting_period_of_this_century", "first"),
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
            ),
            *(
                models.UniqueConstraint(fields=["export", thing], name=f"accounting_{thing}_once_in_a_file")
                for thing in ("invoice", "payment", "reminder", "waiver")
            ),
        ]

    def __str__(self):
        return f"{self.export}: {self.invoice or self.payment or self.reminder or self.waiver}"


def exported(name):
    """SQL: whether the invoice, payment, reminder or waiver was carried over already."""
    return Exists(AccountingItem.objects.filter(**{name: OuterRef("pk")}))
