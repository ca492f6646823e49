"""What waits about credit notes: somebody asked, somebody else approves."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from .items import WAIT, Item, at, number


def crediting(book, person=None):
    """Requests for credit notes that the person may answer: not one's own, where there is somebody else."""
    asked = [one for one in book.cohort.credits_asked if one["alone"] or not person or one["by"] != person.pk]
    count = len(asked)
    if not count:
        return
    what = ngettext("Approve one credit note", "Approve %(count)s credit notes", count)
    if count == 1:
        url = reverse("billing:credit", args=[asked[0]["invoice"]])
        detail = gettext("Asked for on invoice %(number)s.") % {"number": asked[0]["invoice"]}
    else:
        url, detail = at(book, "billing:overview"), ""
    yield Item(capfirst(what % {"count": number(count)}), url, detail, gettext("waiting"), WAIT)
