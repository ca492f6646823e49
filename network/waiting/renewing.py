"""What waits about going on into the next year: for a member the question, for a facilitator the silence."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from members import wording
from members.rules import REMINDED_BEFORE, RenewalAnswer

from .items import CALM, WAIT, Item, at, days_until, number


def asked(cohorts, today):
    """The next years about which a member has said nothing yet."""
    for cohort in cohorts:
        if cohort.is_answered:
            continue
        yield Item(
            gettext("Say whether you continue in %(year)s") % {"year": cohort},
            reverse("members:renewal", kwargs={"network": cohort.network.slug}),
            gettext("Intake closes %(moment)s.") % {"moment": wording.moment(cohort.closes_at)},
            days_until(localdate(cohort.closes_at), today),
            WAIT,
        )


def unanswered(book):
    """Members who have not said whether they continue, with how many have."""
    count = book.renewals[RenewalAnswer.UNANSWERED]
    if not count:
        return
    what = ngettext(
        "One member has not said whether he or she continues",
        "%(count)s members have not said whether they continue",
        count,
    )
    words = {"on": book.renewals[RenewalAnswer.CONTINUES], "off": book.renewals[RenewalAnswer.STOPS]}
    closes_on = localdate(book.cohort.closes_at)
    yield Item(
        capfirst(what % {"count": number(count)}),
        at(book, "members:renewals"),
        gettext("%(on)d continue, %(off)d stop.") % words,
        days_until(closes_on, book.today),
        WAIT if closes_on - book.today <= REMINDED_BEFORE else CALM,
    )
