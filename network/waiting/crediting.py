"""What waits about credit notes: somebody asked, somebody else approves."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from .items import WAIT, Item, at, number


def crediting(book):
    """Requests for credit notes that nobody has answered."""
    count = book.cohort.credits_asked
    if not count:
        return
    what = ngettext("Approve one credit note", "Approve %(count)s credit notes", count)
    if count == 1:
        url = reverse("billing:credit", args=[book.cohort.credit_asked])
        detail = gettext("Asked for on invoice %(number)s.") % {"number": book.cohort.credit_asked}
    else:
        url, detail = at(book, "billing:overview"), ""
    yield Item(capfirst(what % {"count": number(count)}), url, detail, gettext("waiting"), WAIT)
