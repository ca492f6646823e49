"""What waits for those who run a year, or look after its money."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from .attending import attending
from .collecting import collecting
from .crediting import crediting
from .gathering import gathering
from .invoicing import invoicing
from .items import LATE, WAIT, Item, at, in_order, number
from .judging import judging
from .pairing import missing
from .preparing import preparing, undescribed
from .renewing import unanswered
from .telling import telling


def for_facilitator(book, person=None):
    """Everything that waits in one year for the person who runs it, the most pressing first."""
    coming = [*preparing(book), *judging(book), *unanswered(book)]
    upkeep = [*lists(book), *letters(book)]
    with_members = [*gathering(book), *attending(book), *telling(book), *missing(book)]
    money = [
        *invoicing(book),
        *crediting(book, person),
        *(() if book.cohort.has_finance else collecting(book)),
    ]
    return in_order([*coming, *with_members, *money, *upkeep])


def for_finance(book, person=None):
    """What waits in one year of those who look after its money."""
    return in_order([*invoicing(book), *crediting(book, person), *collecting(book)])


def for_facilitator_without_years(network):
    """What waits in a network in which no year has been made."""
    url = reverse("members:year_new", kwargs={"network": network.slug})
    first = Item(gettext("Make the first year"), url, network.name, gettext("missing"), WAIT)
    return [*undescribed(network), first]


def lists(book):
    """Lists of a taken-over year's members that were read, and whose lines wait to be confirmed."""
    if book.cohort.lists_begun:
        what = gettext("Finish importing the members of %(year)s") % {"year": book.cohort.label}
        yield Item(what, at(book, "members:member_import"), tag=gettext("begun"), tone=WAIT)


def letters(book):
    """Letters that could not be delivered."""
    if count := book.cohort.stuck_letters:
        what = ngettext("One letter could not be sent", "%(count)s letters could not be sent", count)
        address = {"network": book.cohort.network.slug}
        url = reverse("members:letters", kwargs=address, query={"state": "failed"})
        yield Item(capfirst(what % {"count": number(count)}), url, tone=LATE, tag=gettext("not sent"))
