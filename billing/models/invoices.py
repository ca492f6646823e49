"""Invoices and credit notes: numbered, dated, and a snapshot of everything they say."""

from decimal import Decimal

from django.db import models
from django.db.models import Count, Exists, Func, Max, OuterRef, Prefetch, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils.translation import gettext_lazy as _

from members.models import Cohort
from members.rules import RoleKind

from .. import rules
from ..rules import LONGEST_NAME, Channel, CreditReason, DocumentKind, Kind
from .invoice_claims import invoice_claims
from .means import PaymentMeans
from .series import Series

KINDS = {Kind.INVOICE: _("invoice"), Kind.CREDIT_NOTE: _("credit note")}
REASONS = {
    CreditReason.WRONG_ADMISSION: _("admitted by mistake"),
    CreditReason.NEVER_STARTED: _("never started, by our fault"),
    CreditReason.DOUBLE: _("invoiced twice"),
    CreditReason.WRONG_PAYER: _("wrong payer"),
    CreditReason.WRONG_AMOUNT: _("wrong amount"),
}


def money(verbose_name, **options):
    """A column of kroner."""
    return models.DecimalField(verbose_name, max_digits=12, decimal_places=2, **options)


def brief(verbose_name, length=LONGEST_NAME, **options):
    """A column of the snapshot."""
    return models.CharField(verbose_name, max_length=length, **options)


def over(rows, aggregate):
    """SQL: one figure of all rows that hang on an invoice; NULL where there are none."""
    return Subquery(rows.annotate(found=aggregate).values("found"))


def amount(rows, aggregate):
    """SQL: the same of an amount, nought where there are no rows."""
    return Coalesce(over(rows, aggregate), Value(Decimal(0)), output_field=money(""))


class InvoiceQuerySet(models.QuerySet):
    def of_member(self, person):
        """Invoices that bill the person's seats, and the credit notes to them."""
        own = self.model.objects.filter(lines__claim__membership__person=person).values("pk")
        return self.filter(Q(pk__in=own) | Q(credits__in=own))

    def handled_by(self, person):
        """Those of the networks whose money or years the person looks after."""
        roles = person.roles.filter(kind__in=[RoleKind.FINANCE, RoleKind.FACILITATOR])
        return self.filter(cohort__network__in=roles.values("network"))

    def visible_to(self, person):
        """One's own, and those of the networks whose money or years one looks after."""
        return self.of_member(person) | self.handled_by(person)

    def for_cohort(self, cohort):
        """A year's invoices and credit notes with what was paid, credited and made, in one query."""
        return self.filter(cohort=cohort).with_standing()

    def with_standing(self):
        """Each with `paid`, `credited`, `has_pdf` and `credit_waits`; `standing(today)` tells how it stands."""
        return self.annotate(
            # What was paid for a reminder's fee pays nothing of the invoice.
            paid=amount(self.those("payments").filter(reminder=None), Sum("amount")),
            credited=amount(self.those("credited_by"), Sum("gross")),
            has_pdf=Exists(self.those("documents").filter(kind=DocumentKind.PDF)),
            credit_waits=Exists(self.those("credit_requests").filter(decided_at=None)),
        )

    def in_brief(self):
        """With no more of each than lists say of it."""
        return self.only(
            "number", "kind", "issued_on", "due_on", "buyer_name", "buyer_contact", "buyer_cvr", "gross", "credits", "cohort"
        )  # fmt: skip

    def those(self, name):
        """SQL: the rows of that name that hang on the invoice at hand; asked directly, without the invoice anew."""
        relation = self.model._meta.get_field(name)
        rows = relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})
        return rows.order_by().values(relation.field.name)

    def with_last_day(self):
        """Each with `last_day`, until when it is kept: what was paid, reminded of or waived keeps it for its own five years."""
        itself = self.model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        days = [
            Subquery(itself.annotate(last=Max(day)).values("last"))
            for day in (
                "payments__received_on",
                TruncDate("reminders__sent_at"),
                TruncDate("reminders__waivers__waived_at"),
            )
        ]
        later = Func(Greatest(*days), function="billing_year_kept_until", output_field=models.DateField())
        return self.annotate(last_day=Greatest("keep_until", later))

    def with_delivery(self):
        """Each with `delivered`, the latest way to the payer, and `is_received`; the member's letter is none."""
        own = self.those("dispatches").exclude(channel=Channel.LETTER)
        return self.annotate(
            delivered=Subquery(own.order_by("-sent_at").values("channel")[:1]),
            is_received=Exists(own.filter(receipt__isnull=False)),
        )

    def with_reminders(self):
        """Each with how often it was `reminded`, when last, the `fees` of it with what is paid and waived, and a stop."""
        reminders, payments = self.those("reminders"), self.those("payments")
        return self.annotate(
            reminded=Coalesce(over(reminders, Count("pk")), Value(0)),
            reminded_at=over(reminders, Max("sent_at")),
            fees=amount(reminders, Sum("fee")),
            fees_paid=amount(payments.exclude(reminder=None), Sum("amount")),
            fees_waived=amount(reminders, Sum("waivers__amount")),
            reaches_somebody=Exists(
                self.those("lines").filter(claim__membership__person__erased_at__isnull=True)
            ),
            is_stopped=Subquery(self.those("reminder_stops").order_by("-id").values("stops")[:1]),
        )

    def in_full(self):
        """Everything the page of one invoice shows; the files themselves stay where they are."""
        related = {
            name: self.model._meta.get_field(name).related_model
            for name in ("documents", "payments", "dispatches")
        }
        return self.select_related("cohort__network", "issued_by", "credits").prefetch_related(
            Prefetch("documents", related["documents"].objects.defer("content")),
            Prefetch("payments", related["payments"].objects.select_related("noted_by")),
            "lines",
            Prefetch("dispatches", related["dispatches"].objects.select_related("sent_by", "receipt")),
        )

    def without(self, kind):
        """Those of which a document is still to be made: the state is the queue."""
        return self.exclude(documents__kind=kind)


class Invoice(PaymentMeans):
    """One numbered document; nothing of it ever changes, and what is wrong is met by a credit note."""

    kind = models.CharField(max_length=20, choices=KINDS, default=Kind.INVOICE)
    series = models.ForeignKey(Series, models.PROTECT, related_name="invoices")
    sequence = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=30)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    issued_at = models.DateTimeField()
    issued_on = models.DateField(_("issued on"))
    issued_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    due_on = models.DateField(_("due on"), null=True)
    keep_until = models.DateField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="invoices")
    period_start = models.DateField()
    period_end = models.DateField()
    language = models.CharField(max_length=2, default="da")

    seller_name = brief(_("seller"))
    seller_street = brief(_("street and number"))
    seller_postcode = brief(_("postcode"), 10)
    seller_city = brief(_("town"), 100)
    seller_cvr = brief(_("CVR number"), 8)
    seller_vat_number = brief(_("VAT number"), 10)
    seller_contact = brief(_("contact: name"), blank=True)
    seller_email = models.EmailField(_("e-mail address"))
    seller_phone = brief(_("telephone"), 40, blank=True)
    payment_id = brief(_("payment id"), 15, blank=True)

    buyer_name = brief(_("name of the payer"))
    buyer_street = brief(_("street and number"))
    buyer_postcode = brief(_("postcode"), 10)
    buyer_city = brief(_("town"), 100)
    buyer_cvr = brief(_("CVR number"), 8)
    buyer_gln = brief(_("GLN (EAN number)"), 13)
    buyer_department = brief(_("department"), blank=True)
    buyer_contact = brief(_("member"))
    person_reference = brief(_("person reference"), 100)
    requisition_number = brief(_("requisition number"), 100, blank=True)
    account_string = brief(_("account string"), 100, blank=True)

    currency = models.CharField(max_length=3, default="DKK")
    vat_category = models.CharField(max_length=2)
    vat_rate = models.DecimalField(max_digits=5, decimal_places=2)
    net = money(_("net amount"))
    vat = money(_("VAT"))
    gross = money(_("total"))

    credits = models.ForeignKey("self", models.PROTECT, null=True, related_name="credited_by")
    reason = models.CharField(max_length=20, choices=REASONS, blank=True)
    # In the language of the document, as the payer reads them.
    note = brief(_("note"), 400, blank=True)
    payment_terms = brief(_("terms of payment"), blank=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["series", "sequence"]
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = invoice_claims

    def __str__(self):
        return self.number

    def standing(self, today):
        """How it stands on that day; the row comes from `with_standing()`."""
        return rules.standing(
            gross=self.gross, credited=self.credited, paid=self.paid, due=self.due_on, today=today
        )

    @property
    def overpaid(self):
        """How much too much was paid; the row comes from `with_standing()`."""
        return max(self.paid + self.credited - self.gross, Decimal(0))

    @property
    def open_fees(self):
        """What is left of its reminders' fees; the row comes from `with_reminders()`."""
        return self.fees - self.fees_paid - self.fees_waived

    @property
    def fik_line(self):
        """The line that a FIK card is paid by, or ''."""
        return rules.fik_line(self.payment_id, self.fik_creditor) if self.payment_id else ""
