"""What waits about a year's fees and invoices."""

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from members import wording

from .items import LATE, WAIT, Item, at, number


def invoicing(book):
    """Fees that are not invoiced, and invoices whose day has passed."""
    if count := book.uninvoiced:
        yield uninvoiced_item(book, count)
    if count := len(book.overdue):
        what = ngettext("One invoice is overdue", "%(count)s invoices are overdue", count)
        left = sum(invoice.stands.left for invoice in book.overdue)
        days = max(invoice.stands.days_overdue for invoice in book.overdue)
        detail = wording.kroner(left)
        if count == 1:
            detail = f"{book.overdue[0].number}, {book.overdue[0].buyer_name}, {detail}"
        tag = ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
        yield Item(capfirst(what % {"count": number(count)}), at(book, "billing:overview"), detail, tag, LATE)


def uninvoiced_item(book, count):
    """Somebody's fee is due and not invoiced; without a seller nothing can be."""
    detail = ngettext("One fee is not invoiced yet.", "%(count)s fees are not invoiced yet.", count)
    detail = capfirst(detail % {"count": number(count)})
    if not book.cohort.has_seller:
        # The invoices' page knows who keeps the books: a facilitator may not open the seller's.
        what = gettext("Say who sends the invoices")
        return Item(what, at(book, "billing:overview"), detail, gettext("missing"), WAIT)
    what = ngettext("Issue one invoice", "Issue %(count)s invoices", count)
    if book.cohort.basis_only:
        what = ngettext("Take the basis for one invoice", "Take the basis for %(count)s invoices", count)
    what %= {"count": number(count)}
    if book.is_ahead:
        return Item(what, at(book, "billing:overview"), detail)
    return Item(what, at(book, "billing:overview"), detail, gettext("not issued"), WAIT)
