"""What a year's money waits for after the issue, as columns of the year and its invoices."""

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from billing.models import BankEntry, BankFile, CreditRequest
from billing.models.reminders import refusals
from members.counting import counted
from members.models import Role
from members.rules import RoleKind


def columns():
    """What is known from the bank, how much of it is not matched, and whether the network has somebody for its money."""
    of_seller = {"seller__networks__network": OuterRef("network")}
    files = BankFile.objects.filter(**of_seller).order_by("-up_to")
    finance = Role.objects.filter(network=OuterRef("network"), kind=RoleKind.FINANCE, person__is_active=True)
    return {
        "bank_up_to": Subquery(files.values("up_to")[:1]),
        "unmatched": counted(BankEntry.objects.filter(**of_seller).open(), "seller"),
        "has_finance": Exists(finance),
    }


def credits_asked():
    """SQL: the year's open requests for credit notes, each with its asker, and whether the network has no other."""
    kinds = [RoleKind.FACILITATOR, RoleKind.FINANCE]
    network = OuterRef("invoice__cohort__network")
    others = Role.objects.filter(network=network, kind__in=kinds, person__is_active=True)
    alone = ~Exists(others.exclude(person=OuterRef("asked_by")))
    asked = CreditRequest.objects.open().filter(invoice__cohort=OuterRef("pk")).order_by("pk")
    return asked.values(told=JSONObject(invoice="invoice__number", by="asked_by", alone=alone))


def remindable(book):
    """The overdue invoices of which a reminder may be sent now."""
    for invoice in book.overdue:
        invoice.bank_up_to = book.cohort.bank_up_to
    return [invoice for invoice in book.overdue if not refusals(invoice, book.today)]


def undelivered(book):
    """The invoices and credit notes of which nobody has noted that the payer was sent them."""
    return [invoice for invoice in book.invoices if not invoice.delivered]
