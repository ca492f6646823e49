"""Accounts that end: whole series of numbers, when every document in them has been kept as long as the law says."""

import datetime as dt
from collections import Counter

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate

from members.models import Erasure
from members.rules import DataKind

from .models import Invoice, Run, RunItem, Seller

FRESH = dt.timedelta(days=1)


def accounts_due(at):
    """(Seller, year) of the series in which nothing need be kept any more, the earliest first."""
    found = Invoice.objects.with_last_day().order_by()
    series = found.values_list("series__seller", "series__year")
    last = series.annotate(last=Max("last_day")).filter(last__lt=localdate(at))
    return sorted((seller, year) for seller, year, _last in last)


def series_kept_until(invoices=None):
    """{series: the last day on which its documents are kept}: all that must go together with it is over then.

    A series goes with all of its seller's before it, and not before those whose credit notes point into it. Where
    `invoices` are given, only their sellers' are asked about.
    """
    found = Invoice.objects.all()
    if invoices is not None:
        found = found.filter(series__seller__in=invoices.order_by().values("series__seller"))
    asked = found.with_last_day().order_by().values("series", "series__seller", "series__year")
    asked = asked.annotate(last=Max("last_day"), credited_in=Max("credited_by__series__year"))
    found, going = {}, {}
    for row in asked.order_by("series__seller", "series__year"):
        seller = row["series__seller"]
        series, last, credited_in = going.get(seller, ([], row["last"], row["series__year"]))
        last, credited_in = max(last, row["last"]), max(credited_in, row["credited_in"] or 0)
        found |= dict.fromkeys([*series, row["series"]], last)
        closed = credited_in <= row["series__year"]
        going[seller] = ([] if closed else [*series, row["series"]], last, credited_in)
    return found


def series_of_seat():
    """SQL: in which series a membership was invoiced; as long as they are kept, it goes by its name."""
    return ArrayAgg("claims__line__invoice__series", filter=Q(claims__isnull=False), default=[])


def end_accounts(at):
    """Erase invoices, payments and documents that are due, the series of one year in one transaction."""
    for seller, year in accounts_due(at):
        with transaction.atomic():
            end_series(seller, year, at)


def end_series(seller, year, at):
    """Erase a seller's series up to that year, if nothing in them must be kept; the numbers are never given again."""
    found = Invoice.objects.filter(series__seller=seller, series__year__lte=year)
    counts = Counter(found.values_list("cohort__network", flat=True))
    items = list(RunItem.objects.filter(invoice__in=found).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT billing_end_accounts(%s, %s)", [seller, year])
        ended = cursor.fetchone()[0]
    if ended:
        RunItem.objects.filter(pk__in=items).delete()
        Run.objects.filter(items=None, ordered_at__lt=at - FRESH).delete()
        Erasure.objects.note(DataKind.INVOICE, counts, at=at)


def end_statements(at):
    """Erase the bank's lines and files, and what was exported, that no payment needs and whose five years are over."""
    with connection.cursor() as cursor:
        for seller in Seller.objects.order_by("pk").values_list("pk", flat=True):
            cursor.execute("SELECT billing_end_bank(%s, %s)", [seller, localdate(at).year])
        cursor.execute("SELECT billing_end_exports()")
