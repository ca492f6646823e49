"""What the bank says: files as they were read, and their entries, which never change."""

import datetime as dt
import uuid
from decimal import Decimal

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from members.constraints import filled, one_of
from members.rules import LONGEST_NAME

from ..bank.statements import LONGEST_ID, LONGEST_TEXT
from .invoice_claims import of_this_century
from .invoices import brief, money
from .sellers import Seller

KINDS = {"camt": _("camt.053"), "csv": _("CSV")}
DRAFT_KEPT_FOR = dt.timedelta(hours=24)


class OfSellersQuerySet(models.QuerySet):
    def of_sellers_for(self, networks):
        """Those of the sellers who invoice for these networks."""
        return self.filter(seller__in=Seller.objects.filter(networks__network__in=networks).values("pk"))


class BankDraftQuerySet(OfSellersQuerySet):
    def forget(self, *, at):
        """Put away what nobody has confirmed within a day; how many files it was."""
        return self.filter(read_at__lte=at - DRAFT_KEPT_FOR).delete()[0]

    forget.alters_data = True


class FromAFile(models.Model):
    """What is known of a file with bank entries."""

    seller = models.ForeignKey(Seller, models.PROTECT, related_name="+")
    filename = models.CharField(max_length=LONGEST_NAME, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS)
    sha256 = models.CharField(max_length=64)
    account = models.CharField(max_length=34, blank=True)
    # The last day whose entries are in it: reminders ask how old what we know is.
    up_to = models.DateField()
    # The day until which the file itself says that it covers everything; a table says nothing.
    says_until = models.DateField(null=True)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self):
        return self.filename or self.sha256[:8]


class BankDraft(FromAFile):
    """A file between reading and confirming; put away after a day."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # [["2027-03-01", "10000.00", "Faktura 2027-00001", "the bank's number", "and those that it had before" ...], ...]
    entries = models.JSONField()

    objects = BankDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at"]


class BankFile(FromAFile):
    """A file that was confirmed: what it was called, its checksum, who read it and when."""

    objects = OfSellersQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at"]
        verbose_name = _("bank file")
        verbose_name_plural = _("bank files")
        constraints = [
            one_of("bank_file_kind_known", "kind", KINDS),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="bank_file_has_its_checksum"
            ),
            of_this_century("bank_file_of_this_century", "up_to"),
        ]


class BankEntryQuerySet(OfSellersQuerySet):
    def with_rest(self):
        """Each with `allotted` and `rest`: what of it has been noted as payments, and what has not."""
        itself = self.model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        allotted = itself.annotate(sum=Sum("payments__amount")).values("sum")
        return self.annotate(
            allotted=Coalesce(Subquery(allotted), Value(Decimal(0)), output_field=money("")),
            rest=F("amount") - F("allotted"),
        )

    def open(self):
        """Entries that wait for a word: not wholly noted as payments, and not put aside."""
        aside = SetAside.objects.filter(entry=OuterRef("pk"))
        return self.with_rest().exclude(rest=0).exclude(Exists(aside))


class BankEntry(models.Model):
    """One movement on a seller's account, known once however often the bank tells of it."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="entries")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="bank_entries")
    entry_id = models.CharField(max_length=LONGEST_ID + 20)
    booked_on = models.DateField(_("booked on"))
    amount = money(_("amount"))
    text = brief(_("text"), LONGEST_TEXT, blank=True)

    objects = BankEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-booked_on", "-id"]
        verbose_name = _("bank entry")
        verbose_name_plural = _("bank entries")
        constraints = [
            models.UniqueConstraint(fields=["seller", "entry_id"], name="bank_entry_once_per_seller"),
            models.CheckConstraint(condition=~Q(amount=0), name="bank_entry_moves_money"),
            of_this_century("bank_entry_of_this_century", "booked_on"),
            filled("bank_entry_has_an_id", "entry_id"),
        ]

    def __str__(self):
        return f"{self.booked_on} {self.amount}"


class SetAsideManager(models.Manager):
    def put(self, entries, *, reason, by, at):
        """Put entries aside that pay no invoice; one that is aside already stays as it is."""
        made = [SetAside(entry=one, reason=reason, noted_at=at, noted_by=by) for one in entries]
        self.bulk_create(made, ignore_conflicts=True)

    put.alters_data = True


class SetAside(models.Model):
    """That a bank entry concerns no invoice, with the reason; it can still be allotted."""

    entry = models.OneToOneField(BankEntry, models.PROTECT, related_name="aside")
    reason = brief(_("reason"), 400)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = SetAsideManager()

    class Meta:
        ordering = ["-noted_at"]
        constraints = [filled("set_aside_with_a_reason", "reason")]

    def __str__(self):
        return str(self.entry)
