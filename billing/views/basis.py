"""What is to be invoiced, as a file for a system that issues by itself: no numbers are given here."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import lists
from members.clock import database_now
from members.models import Payer

from ..access import cohorts_billed_by
from ..models import Seller, prospects
from ..models.issuing import fee_line


@require_safe
def basis(request, network, year):
    """A row for each line of each invoice to be, of those that lack nothing; invoices are told apart by a counter."""
    cohort = get_object_or_404(cohorts_billed_by(request.user), network__slug=network, year=year)
    today = timezone.localdate(database_now())
    found = prospects(cohort, Seller.objects.of_network(cohort.network), today)
    ready = [one for one in found if one.is_ready]
    payer_headings = [Payer._meta.get_field(name).verbose_name for name in Payer.COPIED]
    headings = [
        _("Invoice"), *payer_headings, _("Line"), _("Participant"), _("Text"), _("Net amount"), _("VAT of the invoice"),
        _("Invoice in all"),
    ]  # fmt: skip
    rows = [row for place, one in enumerate(ready, 1) for row in rows_of(place, one)]
    return lists.answer(f"faktureringsgrundlag-{network}-{year}", headings, rows, "csv")


def rows_of(place, one):
    """The lines of one invoice to be; what is of the invoice stands in its first."""
    for line, seat in enumerate(one.memberships, 1):
        whole = [decimal(one.sums.vat), decimal(one.sums.gross)] if line == 1 else ["", ""]
        text = fee_line(seat)["text"]
        yield [
            place,
            *one.membership.payer.particulars,
            line,
            seat.agreed_name,
            text,
            decimal(seat.agreed_fee),
            *whole,
        ]


def decimal(amount):
    """An amount as Danish spreadsheets read it."""
    return f"{amount:.2f}".replace(".", ",")
