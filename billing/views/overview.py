"""A year's fees on one page: who is not yet invoiced and why, what was issued, and what was paid."""

import uuid
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from members.addresses import address
from members.clock import database_now
from members.counting import counted
from members.kept import Kept, the_one
from members.models import Membership

from .. import rules
from ..access import cohorts_billed_by, rights_in
from ..ages import aged
from ..bar import bar
from ..forms.dispatches import DispatchesForm
from ..models import BankEntry, BankFile, Claim, Invoice, RunItem, Seller, prospects
from ..models.reminders import named_by_the_bank, refusals
from ..rules import Kind, Status
from ..sharing import standing_apart
from ..words import delivery_words, reminded_words, tag


@require_safe
def overview(request, network, year):
    """Who waits, what is missing, what a run would issue, and how every invoice stands."""
    return page(request, network, year)


def page(request, network, year, dispatch=None):
    """The page of a year's invoices; `dispatch` is a note of many sendings that was refused."""
    cohort = the_one(years_followed_by(person=request.user.pk, network=network, year=year))
    today = timezone.localdate(database_now())
    seller = Seller.objects.of_network(cohort.network)
    fees = prospects(cohort, seller, today)
    apart = standing_apart(fees)
    for one in fees:
        one.membership.apart = apart.get(one.membership.pk, [])
    invoices = [followed(invoice, today) for invoice in invoices_of(cohort=cohort.pk)]
    ready = [one for one in fees if one.is_ready]
    keeps_books = rights_in(cohort.network, request.user).keeps_books
    statuses = [one.stands.status for one in invoices if one.kind == Kind.INVOICE]
    context = {
        "cohort": cohort,
        "network": cohort.network,
        "seller": seller,
        "keeps_books": keeps_books,
        "remindable": remindable(cohort, invoices, today) if keeps_books else 0,
        "ages": aged(invoices),
        "open_fees": sum(one.open_fees for one in invoices),
        "waived_fees": sum(one.fees_waived for one in invoices),
        "undelivered": [one for one in invoices if not one.delivered],
        "dispatch": dispatch or DispatchesForm.blank(today=today),
        "ticked": [int(pk) for pk in dispatch.data.getlist("invoices") if pk.isdecimal()] if dispatch else [],
        "invoices": invoices,
        "all": cohort.invoiced + sum(len(one.memberships) for one in fees),
        "overdue": statuses.count(Status.OVERDUE),
        "bar": bar(invoices, fees),
        "ready": ready,
        "ready_sums": total(ready),
        "unready": [one for one in fees if one.own_refusals],
        "house": of_the_house(fees),
        "held": sum(not one.is_ready and not one.own_refusals for one in fees),
        "due_on": rules.due_on(today),
        "key": uuid.uuid4(),
        "basis": seller is not None and seller.basis_only,
    }
    return render(request, "billing/overview.html", context)


@Kept
def years_followed_by(person, network, year):
    """The year, if the person follows its fees: with the run that is under way, and how many were billed elsewhere."""
    open_items = RunItem.objects.open().filter(run__cohort=OuterRef("pk"))
    elsewhere = Membership.objects.filter(
        cohort=OuterRef("pk"), billed_elsewhere=True, annulled_at__isnull=True
    )
    cohorts = cohorts_billed_by(person).filter(network__slug=network, year=year)
    files = BankFile.objects.filter(seller__networks__network=OuterRef("network")).order_by("-up_to")
    entries = BankEntry.objects.filter(seller__networks__network=OuterRef("network")).open()
    return cohorts.annotate(
        under_way=Subquery(open_items.values("run")[:1]),
        elsewhere=counted(elsewhere, "cohort"),
        bank_up_to=Subquery(files.values("up_to")[:1]),
        unmatched=counted(entries, "seller"),
        invoiced=counted(
            Claim.objects.standing().filter(line__invoice__cohort=OuterRef("pk")), "line__invoice__cohort"
        ),
    )


@Kept
def invoices_of(cohort):
    """The year's invoices, newest first, with what was paid and credited."""
    found = Invoice.objects.for_cohort(cohort).with_reminders().with_delivery().in_brief()
    return found.annotate(is_named=named_by_the_bank()).order_by("-issued_at")


def remindable(cohort, invoices, today):
    """How many of the year's invoices may be reminded of now."""
    for invoice in invoices:
        invoice.bank_up_to = cohort.bank_up_to
    return sum(not refusals(invoice, today) for invoice in invoices)


def shown(invoice, today):
    """The invoice with how it stands, the words that say so, and where it and its PDF lie."""
    invoice.stands = invoice.standing(today)
    invoice.tag = tag(invoice.stands)
    invoice.url = address("billing:invoice", invoice.number)
    invoice.pdf_url = address("billing:invoice_pdf", invoice.number)
    return invoice


def followed(invoice, today):
    """The invoice as those see it who follow it to the payer: sent or not, and reminded of."""
    shown(invoice, today)
    invoice.delivery_words = delivery_words(invoice)
    invoice.reminded_words = reminded_words(invoice.reminded)
    invoice.was_sent_label = gettext("%(number)s was sent") % {"number": invoice.number}
    return invoice


def of_the_house(fees):
    """What keeps everything from being issued, each thing once."""
    refusals = (refusal for one in fees for refusal in one.refusals if refusal.code in rules.OF_THE_HOUSE)
    return list({refusal.code: refusal.sentence for refusal in refusals}.values())


def total(ready):
    """What a run would add up to; each invoice is rounded by itself."""
    net = sum((one.sums.net for one in ready), Decimal(0))
    vat = sum((one.sums.vat for one in ready), Decimal(0))
    return rules.Sums(net, vat, net + vat)
