"""The accounts of a period as lines for another system: each invoice, payment, fee and waived fee with its contra account.

The columns and the accounts are settings, and the language is that of the accounts, Danish. An amount on an income account is negative, as bookkeepers write a credit;
amounts stay numbers, and no other cell can run.
"""

import csv
import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.lists.writing import is_dangerous, plain

from .models import AccountingExport, Invoice, Payment, Reminder, Waiver
from .models.exports import exported
from .rules import Kind


@dataclass(frozen=True)
class Line:
    """One line of the accounts; `was_exported` says that an earlier file carried it."""

    voucher: str
    date: dt.date
    text: str
    account: str
    vat_code: str
    amount: Decimal
    contra_account: str
    invoice_number: str
    due_on: dt.date | None
    thing: object
    was_exported: bool = False


HEADINGS = {
    "voucher": gettext_lazy("Voucher"), "date": gettext_lazy("Date"), "text": gettext_lazy("Text"), "account": gettext_lazy("Account"),
    "vat_code": gettext_lazy("VAT code"), "amount": gettext_lazy("Amount"), "contra_account": gettext_lazy("Contra account"),
    "invoice_number": gettext_lazy("Invoice no."), "due_on": gettext_lazy("Due date"),
}  # fmt: skip


def carry_over(network, first, last, *, everything, by, at):
    """Make a file of what no earlier one carried, or of everything; None when there is nothing. Two at once take turns."""
    with transaction.atomic():
        type(network).objects.select_for_update(no_key=True).get(pk=network.pk)
        lines = [line for line in lines_of(network, first, last) if everything or not line.was_exported]
        if not lines:
            return None
        things = [line.thing for line in lines]
        return AccountingExport.objects.make(
            network, first=first, last=last, things=things, content=as_csv(lines), by=by, at=at
        )


def lines_of(network, first, last):
    """The lines of a network's period, by day and voucher."""
    own = {"cohort__network": network}
    invoices = Invoice.objects.filter(**own, issued_on__range=(first, last))
    payments = Payment.objects.filter(invoice__cohort__network=network, received_on__range=(first, last))
    reminders = Reminder.objects.filter(invoice__cohort__network=network).filter(
        sent_at__range=instants(first, last)
    )
    waivers = Waiver.objects.filter(
        reminder__invoice__cohort__network=network, waived_at__range=instants(first, last)
    )
    return told(invoices, payments, reminders, waivers)


def file_of(export):
    """The bytes of a file that was made before; one of before files were kept is made again, as its lines read today."""
    if export.content is not None:
        return bytes(export.content)
    own = {"exported__export": export}
    return as_csv(told(*(model.objects.filter(**own) for model in (Invoice, Payment, Reminder, Waiver))))


def unexported_before(network, day):
    """How many lines of earlier days no file has carried yet."""
    return sum(
        not line.was_exported for line in lines_of(network, dt.date(2000, 1, 1), day - dt.timedelta(1))
    )


def instants(first, last):
    """The first and the last moment of the days, in Denmark."""
    begin = timezone.make_aware(dt.datetime.combine(first, dt.time()))
    return begin, timezone.make_aware(dt.datetime.combine(last + dt.timedelta(1), dt.time())) - dt.timedelta(
        microseconds=1
    )


def told(invoices, payments, reminders, waivers):
    """Invoices, payments, reminders and waived fees as lines."""
    with translation.override("da"):
        found = [of_invoice(one) for one in invoices.annotate(was_exported=exported("invoice"))]
        asked = payments.select_related("invoice").annotate(was_exported=exported("payment"))
        found += [of_payment(one) for one in asked]
        asked = reminders.select_related("invoice").annotate(was_exported=exported("reminder"))
        found += [of_fee(one) for one in asked if one.fee]
        asked = waivers.select_related("reminder__invoice").annotate(was_exported=exported("waiver"))
        found += [of_waiver(one) for one in asked]
    return sorted(found, key=lambda line: (line.date, line.voucher, line.thing.pk))


def of_invoice(invoice):
    """An invoice earns; a credit note gives back."""
    accounts, is_credit = settings.ACCOUNTING_ACCOUNTS, invoice.kind == Kind.CREDIT_NOTE
    words = _("Credit note %(number)s %(payer)s") if is_credit else _("Invoice %(number)s %(payer)s")
    return Line(
        voucher=invoice.number,
        date=invoice.issued_on,
        text=words % {"number": invoice.number, "payer": invoice.buyer_name},
        account=accounts["sales"],
        vat_code=accounts["vat_code"],
        amount=invoice.gross if is_credit else -invoice.gross,
        contra_account=accounts["receivables"],
        invoice_number=invoice.number,
        due_on=invoice.due_on,
        thing=invoice,
        was_exported=invoice.was_exported,
    )


def of_payment(payment):
    """A payment comes into the bank, or goes back."""
    accounts, invoice = settings.ACCOUNTING_ACCOUNTS, payment.invoice
    words = _("Repayment %(number)s %(payer)s") if payment.amount < 0 else _("Payment %(number)s %(payer)s")
    return Line(
        voucher=f"B{payment.pk}",
        date=payment.received_on,
        text=words % {"number": invoice.number, "payer": invoice.buyer_name},
        account=accounts["bank"],
        vat_code="",
        amount=payment.amount,
        contra_account=accounts["receivables"],
        invoice_number=invoice.number,
        due_on=None,
        thing=payment,
        was_exported=payment.was_exported,
    )


def of_fee(reminder):
    """A reminder's fee earns, without VAT."""
    accounts, invoice = settings.ACCOUNTING_ACCOUNTS, reminder.invoice
    words = {
        "fee": _("Fee for reminder %(number)d") % {"number": reminder.number},
        "payer": invoice.buyer_name,
    }
    return Line(
        voucher=f"{invoice.number}-R{reminder.number}",
        date=timezone.localdate(reminder.sent_at),
        text=f"{words['fee']} {invoice.number} {words['payer']}",
        account=accounts["fees"],
        vat_code="",
        amount=-reminder.fee,
        contra_account=accounts["receivables"],
        invoice_number=invoice.number,
        due_on=None,
        thing=reminder,
        was_exported=reminder.was_exported,
    )


def of_waiver(waiver):
    """What is forgiven of a fee is earned no more."""
    accounts, reminder = settings.ACCOUNTING_ACCOUNTS, waiver.reminder
    words = {"number": reminder.number, "invoice": reminder.invoice.number}
    text = _("Waived: fee for reminder %(number)d %(invoice)s") % words
    return Line(
        voucher=f"E{waiver.pk}",
        date=timezone.localdate(waiver.waived_at),
        text=f"{text} {reminder.invoice.buyer_name}",
        account=accounts["fees"],
        vat_code="",
        amount=waiver.amount,
        contra_account=accounts["receivables"],
        invoice_number=reminder.invoice.number,
        due_on=None,
        thing=waiver,
        was_exported=waiver.was_exported,
    )


def as_csv(lines):
    """The lines under their headings, for Danish Excel: semicolons, comma decimals, UTF-8 with a byte order mark."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    with translation.override("da"):
        writer.writerow([str(HEADINGS[name]) for name in settings.ACCOUNTING_COLUMNS])
    for line in lines:
        writer.writerow([cell(getattr(line, name)) for name in settings.ACCOUNTING_COLUMNS])
    return file.getvalue().encode("utf-8-sig")


def cell(value):
    """A number as Danes write it, a day as dd-mm-yyyy, and a text that no spreadsheet takes for a formula."""
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, dt.date):
        return f"{value:%d-%m-%Y}"
    text = plain(value)
    return f"'{text}" if is_dangerous(text) else text
