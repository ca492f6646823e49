"""What a year offers and asks for, in words: the price with and without VAT, the seats, the criteria."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from billing.models import VatRate
from billing.rules import sums
from members import wording
from members.models import Cohort, Criterion


@dataclass(frozen=True)
class Offer:
    """The terms of one year as a visitor reads them."""

    cohort: Cohort
    price: str
    vat: str
    seats: str
    term: str
    criteria: list[Criterion]


def offer(cohort):
    """The terms of the year, or None when there is no year."""
    if cohort is None:
        return None
    return Offer(cohort, price(cohort), vat(cohort), seats(cohort), term(cohort), list(cohort.criteria.all()))


def price(cohort):
    """ "8.000 kr. om året", or "ca. 8.000 kr. om året" until the fee is exact."""
    amount = {"amount": wording.whole_kroner(cohort.fee)}
    if cohort.fee_is_approximate:
        return gettext("about %(amount)s a year") % amount
    return gettext("%(amount)s a year") % amount


def vat(cohort):
    """ "+ moms (i alt 10.000 kr.)", at the rate in force when the term begins."""
    rate = VatRate.objects.on(cohort.starts_on)
    if rate is None:
        return gettext("+ VAT")
    amount = {"amount": wording.whole_kroner(sums([cohort.fee], rate.rate).gross)}
    if cohort.fee_is_approximate:
        return gettext("+ VAT (about %(amount)s in all)") % amount
    return gettext("+ VAT (%(amount)s in all)") % amount


def seats(cohort):
    """ "25, heraf 3 ledige"; nothing for a year that was taken over, whose seats nobody offered here."""
    if cohort.taken_over:
        return ""
    if not cohort.seats_taken:
        return ngettext("%(count)d seat", "%(count)d seats", cohort.seats) % {"count": cohort.seats}
    words = {"seats": cohort.seats, "free": cohort.seats_left}
    sentence = ngettext(
        "%(seats)d, %(free)d of them free", "%(seats)d, %(free)d of them free", cohort.seats_left
    )
    return sentence % words


def term(cohort):
    """ "1. januar 2027 til 31. december 2027" """
    words = {"first": wording.yeardate(cohort.starts_on), "last": wording.yeardate(cohort.ends_on)}
    return gettext("%(first)s to %(last)s") % words
