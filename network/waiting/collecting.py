"""What waits about money after the issue: bank entries, reminders, invoices that the payer has not been sent."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from members import wording

from ..desk import collecting as known
from .items import WAIT, Item, at, number


def collecting(book):
    """For whoever keeps the books of the year."""
    count = book.cohort.unmatched
    if count and not book.is_ahead:  # the account is the seller's: it waits in the year that runs
        what = ngettext("Match one entry from the bank", "Match %(count)s entries from the bank", count)
        yield Item(
            what % {"count": number(count)}, reverse("billing:bank"), tag=gettext("not matched"), tone=WAIT
        )
    if due := known.remindable(book):
        what = ngettext("Remind of one invoice", "Remind of %(count)s invoices", len(due))
        detail = wording.kroner(sum(invoice.stands.left for invoice in due))
        yield Item(
            what % {"count": number(len(due))},
            at(book, "billing:reminders"),
            detail,
            gettext("overdue"),
            WAIT,
        )
    yield from undelivered(book)


def undelivered(book):
    """Invoices of which nobody has noted that they were sent."""
    if waits := known.undelivered(book):
        what = ngettext(
            "Send one invoice to its payer", "Send %(count)s invoices to their payers", len(waits)
        )
        detail = waits[0].number if len(waits) == 1 else gettext("Note it when it is done.")
        yield Item(capfirst(what % {"count": number(len(waits))}), at(book, "billing:overview"), detail)
