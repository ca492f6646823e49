"""The books gone through anew: every number, date, sum, link and file recomputed from what is stored.

Series by series, one document at a time: the memory stays flat however many years there are. What is not as it must
be comes out as sentences for an operator.
"""

import gc
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from members.clock import database_now

from ..models import Claim, Series
from ..rules import Kind
from . import credits, exports, files, numbers, payments, sums

AT_ONCE = 50  # documents read with their lines in one go


@dataclass
class Tally:
    """What was gone through."""

    invoices: int = 0
    credit_notes: int = 0
    files: int = 0
    unfinished: int = 0
    gross: Decimal = Decimal(0)

    def note(self, document):
        """Count a document; its amount is what it adds to what is owed."""
        if document.kind == Kind.CREDIT_NOTE:
            self.credit_notes += 1
            self.gross -= document.gross
        else:
            self.invoices += 1
            self.gross += document.gross


def verify(tally):
    """A sentence for everything that is wrong in any series; the tally is filled on the way."""
    now = database_now()
    for series in Series.objects.select_related("seller").order_by("seller", "year"):
        yield from verify_series(series, tally, now)
    yield from billed_twice()
    yield from payments.findings()
    yield from payments.answers()
    yield from exports.findings()


def verify_series(series, tally, now):
    """One seller's year, number by number."""
    previous = None
    documents = series.invoices.select_related("credits", "credits__series").order_by("sequence")
    documents = documents.prefetch_related(
        "lines__claim__membership", "lines__credits", "lines__credited_by__invoice"
    )
    for place, document in enumerate(documents.iterator(chunk_size=AT_ONCE)):
        if place and place % AT_ONCE == 0:
            gc.collect()  # a document and its lines hold each other
        document.series = series
        for finding in (
            *numbers.findings(document, previous, now),
            *sums.findings(document),
            *credits.findings(document),
            *files.findings(document, tally, now),
        ):
            yield f"{document.number}: {finding}"
        tally.note(document)
        previous = document
    yield from numbers.end_of_series(series, previous, now)


def billed_twice():
    """Memberships whose fee stands in two invoices."""
    standing = Claim.objects.standing().order_by().values("membership").annotate(times=Count("pk"))
    for row in standing.filter(times__gt=1):
        yield f"membership {row['membership']}: it is billed {row['times']} times"
