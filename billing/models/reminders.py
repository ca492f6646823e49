"""Reminders of overdue invoices, each with a fee of its own; and the word that stops them (bylaw 15)."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import models
from django.db.models import Exists, Func, OuterRef, Prefetch, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, JSONObject, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.constraints import filled, refusing
from members.letters import post
from members.models.erasing import ERASED
from members.rules import Refusal, refuse

from .. import rules
from ..rules import MOST_REMINDERS, REMINDER_FEE, SENTENCES
from .bank import BankEntry, BankFile
from .invoices import Invoice, brief, money
from .lines import Line
from .sellers import Seller

LETTER = "billing/reminder"


class ReminderQuerySet(models.QuerySet):
    def with_paid(self):
        """Each with `paid` and `waived`: what was paid of its fee, and what was forgiven."""
        itself = self.model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")

        def summed(path):
            amounts = Subquery(itself.annotate(sum=Sum(path)).values("sum"))
            return Coalesce(amounts, Value(Decimal(0)), output_field=money(""))

        return self.annotate(paid=summed("payments__amount"), waived=summed("waivers__amount"))

    def send(self, invoices, *, by, at):
        """Remind of these invoices now, all or none: a row and a letter each; refused if one of them may not be."""
        with refusing(SENTENCES):
            sellers = {invoice.series.seller_id for invoice in invoices}
            # One press at a time for each seller.
            list(Seller.objects.select_for_update().filter(pk__in=sellers).order_by("pk"))
            found = in_reminding(Invoice.objects.filter(pk__in=[invoice.pk for invoice in invoices]))
            sent = [self.remind(invoice, by=by, at=at) for invoice in found.order_by("due_on", "pk")]
        return sent

    def remind(self, invoice, *, by, at):
        """Write down one reminder, and its letter to each member whose seat is invoiced."""
        refuse(*refusals(invoice, timezone.localdate(at)))
        reminder = self.create(
            invoice=invoice, number=invoice.reminded + 1, fee=REMINDER_FEE, sent_at=at, sent_by=by
        )
        facts = letter_facts(invoice, reminder, timezone.localdate(at))
        for to in recipients(invoice):
            letter = post(LETTER, to, about=reminder, at=at, network=invoice.cohort.network, context=facts)
            ReminderLetter.objects.keep(reminder, letter, to)
        return reminder

    send.alters_data = remind.alters_data = True


class Reminder(models.Model):
    """One reminder of one invoice: which it was, what it costs, who sent it and when."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="reminders")
    number = models.PositiveSmallIntegerField()
    fee = money(_("fee"))
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["invoice", "number"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["invoice", "number"], name="reminder_once"),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_REMINDERS)), name="reminder_three_at_most"
            ),
            models.CheckConstraint(
                condition=Q(fee__gte=0, fee__lte=REMINDER_FEE), name="reminder_fee_at_most_100"
            ),
        ]

    def __str__(self):
        return f"{self.invoice} R{self.number}"

    @property
    def title(self):
        """ "Anden rykker" """
        return rules.reminder_title(self.number)

    @property
    def left(self):
        """What is left of the fee; the row comes from `with_paid()`."""
        return self.fee - self.paid - self.waived


class ReminderLetterQuerySet(models.QuerySet):
    def keep(self, reminder, letter, to):
        """Keep what was written: the outbox forgets a letter after some weeks, and an erased person's at once."""
        written = {"to_name": letter.to_name, "to_email": letter.to_email}
        return self.create(reminder=reminder, person=to, subject=letter.subject, text=letter.text, **written)

    keep.alters_data = True

    def read_by(self, person, *, handles=False):
        """Those that the person reads: one's own; who handles the invoice reads those to the other members on it, too."""
        return self.all() if handles else self.filter(person=person)


class ReminderLetter(models.Model):
    """A reminder's letter, word for word, kept with it as long as the accounts, and whose it is."""

    reminder = models.ForeignKey(Reminder, models.PROTECT, related_name="letters")
    # Whose it is stays known when name and address are no longer the person's.
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    to_name = brief(_("name"), blank=True)
    to_email = models.EmailField(_("e-mail address"))
    subject = brief(_("subject"))
    text = models.TextField(_("text"))

    objects = ReminderLetterQuerySet.as_manager()

    class Meta:
        ordering = ["reminder", "id"]
        verbose_name = _("letter of a reminder")
        verbose_name_plural = _("letters of reminders")
        constraints = [
            models.UniqueConstraint(fields=["reminder", "to_email"], name="reminder_letter_once"),
            filled("reminder_letter_says_something", "subject", "text"),
            models.CheckConstraint(
                condition=~Q(to_email__endswith=ERASED), name="reminder_letter_to_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.reminder}: {self.subject}"


class ReminderStopManager(models.Manager):
    def note(self, invoice, *, stops, reason, by, at):
        """Stop the reminders of an invoice, or let them go on, with the reason."""
        with refusing(SENTENCES, {"reminder_stop_with_a_reason": "reason"}):
            return self.create(invoice=invoice, stops=stops, reason=reason, noted_at=at, noted_by=by)

    note.alters_data = True


class ReminderStop(models.Model):
    """That the reminders of an invoice were stopped, or go on; the latest row counts."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="reminder_stops")
    stops = models.BooleanField()
    reason = brief(_("reason"), 400)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = ReminderStopManager()

    class Meta:
        ordering = ["id"]
        constraints = [filled("reminder_stop_with_a_reason", "reason")]

    def __str__(self):
        return f"{self.invoice}: {self.stops}"


def latest_stop():
    """SQL: of an invoice, whether its reminders are stopped, why, and who said so."""
    said = JSONObject(stops="stops", reason="reason", by="noted_by__name")
    stops = ReminderStop.objects.filter(invoice=OuterRef("pk")).order_by("-id")
    return Subquery(stops.annotate(said=said).values("said")[:1])


def told_of(invoice, reader, *, handles):
    """The reminders of an invoice with the letters that one reads and the waivers, and what is left of each fee."""
    letters = Prefetch("letters", ReminderLetter.objects.read_by(reader, handles=handles))
    found = list(Reminder.objects.filter(invoice=invoice).prefetch_related(letters, "waivers__waived_by"))
    payments = invoice.payments.all()
    for reminder in found:
        reminder.paid = sum((one.amount for one in payments if one.reminder_id == reminder.pk), Decimal(0))
        reminder.waived = sum((one.amount for one in reminder.waivers.all()), Decimal(0))
    return found


def spelled(column, template):
    """SQL: how the number or payment id of the invoice at hand stands in a text; NULL if it has none."""
    pattern = f"'(^|[^0-9])' || {template} || '([^0-9]|$)'"
    return Func(OuterRef(column), template=pattern, output_field=models.TextField())


def named_by_the_bank():
    """SQL: whether money came in that nobody has matched, and its text names the invoice."""
    number = spelled("number", "REPLACE(%(expressions)s, '-', '[-–[:space:]]?')")
    card = spelled("payment_id", "'0*' || NULLIF(LTRIM(%(expressions)s, '0'), '')")
    came_in = BankEntry.objects.filter(seller=OuterRef("series__seller")).open().filter(rest__gt=0)
    # Looked for first, because it is quick: what comes last in the number, and the card's digits.
    last = stands("number", "SPLIT_PART(%(expressions)s, '-', -1)")
    digits = stands("payment_id", "NULLIF(LTRIM(%(expressions)s, '0'), '')")
    return Exists(came_in.filter(Q(last, text__iregex=number) | Q(digits, text__iregex=card)))


def stands(column, template):
    """SQL: whether that part of a column of the invoice at hand stands anywhere in the text."""
    part = Func(OuterRef(column), template=template, output_field=models.TextField())
    return GreaterThan(StrIndex("text", part), 0)


def in_reminding(invoices):
    """Invoices with all that a reminder asks about: standing, reminders so far, a stop, and the bank's last day."""
    files = BankFile.objects.filter(seller=OuterRef("series__seller")).order_by("-up_to").values("up_to")[:1]
    found = (
        invoices.with_standing()
        .with_reminders()
        .annotate(bank_up_to=Subquery(files), is_named=named_by_the_bank())
    )
    lines = Line.objects.select_related("claim__membership__person")
    return found.select_related("cohort__network", "series").prefetch_related(Prefetch("lines", lines))


def facts(invoice, today):
    """The invoice, from `in_reminding`, as the rule book asks about it."""
    return rules.ReminderFacts(
        standing=invoice.standing(today),
        sent=invoice.reminded,
        last_sent_on=invoice.reminded_at and timezone.localdate(invoice.reminded_at),
        stopped=bool(invoice.is_stopped),
        bank_up_to=invoice.bank_up_to,
        credit_waits=invoice.credit_waits,
        bank_names_it=invoice.is_named,
        reaches_somebody=invoice.reaches_somebody,
    )


def refusals(invoice, today) -> Iterable[Refusal]:
    """What speaks against reminding of the invoice today."""
    return rules.reminder_refusals(facts(invoice, today), today)


def recipients(invoice):
    """The members whose seats the invoice bills, but for those who were erased."""
    people = dict.fromkeys(line.claim.membership.person for line in invoice.lines.all())
    return [person for person in people if person.erased_at is None]


def letter_facts(invoice, reminder, today):
    """What the letter of a reminder speaks of."""
    return {
        "invoice": invoice, "cohort": invoice.cohort, "reminder": reminder, "stands": invoice.standing(today),
        "fees": invoice.open_fees + reminder.fee,
    }  # fmt: skip
