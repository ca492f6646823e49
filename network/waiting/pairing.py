"""What waits between the meetings: for a member a word or a peer meeting, for a facilitator those who lack one."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from meetings.rules.pairing import LATE_IN_THE_YEAR
from members import wording
from members.rules import Phase

from .items import CALM, WAIT, Item, at, days_until, number

MONTH = 30


def to_confirm(asked):
    """Peer meetings that somebody else has noted, and about which one has said nothing."""
    for one in asked:
        noted = one.peer_meeting
        cohort = noted.cohort
        kwargs = {"network": cohort.network.slug, "year": cohort.year, "pk": noted.pk}
        yield Item(
            gettext("Confirm the peer meeting with %(name)s") % {"name": noted.noted_by.known_name},
            reverse("meetings:peer_meeting", kwargs=kwargs),
            f"{wording.shortdate(noted.met_on)}, {noted.place}",
            gettext("waiting"),
            WAIT,
        )


def own_missing(memberships, today):
    """The years late in which one has not had a peer meeting."""
    for membership in memberships:
        left = membership.ends_on - today
        if not membership.shares or membership.has_met or left > LATE_IN_THE_YEAR:
            continue
        cohort = membership.cohort
        yield Item(
            gettext("Have your peer meeting in %(year)s") % {"year": cohort},
            reverse("meetings:peer_meetings", kwargs={"network": cohort.network.slug, "year": cohort.year}),
            gettext("The year ends %(day)s.") % {"day": wording.shortdate(membership.ends_on)},
            days_until(membership.ends_on, today),
            WAIT if left.days <= MONTH else CALM,
        )


def missing(book):
    """Members who lack a peer meeting, when the year is about to end."""
    ends_on = book.cohort.ends_on
    if book.phase != Phase.RUNNING or ends_on - book.today > LATE_IN_THE_YEAR or not book.unmet:
        return
    what = ngettext("One lacks a peer meeting", "%(count)s lack a peer meeting", book.unmet)
    yield Item(
        capfirst(what % {"count": number(book.unmet)}),
        at(book, "meetings:peer_meetings"),
        gettext("The year ends %(day)s.") % {"day": wording.shortdate(ends_on)},
        days_until(ends_on, book.today),
        WAIT if (ends_on - book.today).days <= MONTH else CALM,
    )
