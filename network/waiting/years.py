"""What waits for those who run a year, or look after its money."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from .gathering import gathering
from .invoicing import invoicing
from .items import LATE, WAIT, Item, in_order, number
from .judging import judging
from .preparing import preparing, undescribed
from .renewing import unanswered


def for_facilitator(book):
    """Everything that waits in one year, the most pressing first."""
    coming = [*preparing(book), *judging(book), *unanswered(book)]
    return in_order([*coming, *gathering(book), *invoicing(book), *letters(book)])


def for_finance(book):
    """What waits in one year of those who look after its money."""
    return in_order(invoicing(book))


def for_facilitator_without_years(network):
    """What waits in a network in which no year has been made."""
    url = reverse("members:year_new", kwargs={"network": network.slug})
    first = Item(gettext("Make the first year"), url, network.name, gettext("missing"), WAIT)
    return [*undescribed(network), first]


def letters(book):
    """Letters that could not be delivered."""
    if count := book.cohort.stuck_letters:
        what = ngettext("One letter could not be sent", "%(count)s letters could not be sent", count)
        url = reverse("members:letters", kwargs={"network": book.cohort.network.slug})
        yield Item(capfirst(what % {"count": number(count)}), url, tone=LATE, tag=gettext("not sent"))
