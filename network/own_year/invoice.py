"""The invoice for my seat."""

from django.urls import reverse
from django.utils.translation import gettext

from billing.rules import Kind

from .lines import YearLine


def invoice(seat, affairs, at):
    """The newest invoice of the seat's year, or that none has been issued yet."""
    if seat.billed_elsewhere:
        return YearLine(gettext("Invoice"), gettext("billed elsewhere"), tone="rest")
    for row in affairs.invoices:
        if row.invoice.cohort_id == seat.cohort_id and row.invoice.kind == Kind.INVOICE:
            url = reverse("billing:invoice", kwargs={"number": row.invoice.number})
            return YearLine(f"{gettext('Invoice')} {row.invoice.number}", row.status, url, row.tone)
    payer = reverse("billing:payer", kwargs={"pk": seat.pk})
    return YearLine(gettext("Invoice"), gettext("not issued yet"), payer, "rest")
