"""What is kept although its person asks to be erased: seats with what hangs on them, and invoices, each with its day."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from billing.keeping import series_kept_until, series_of_seat
from billing.models import Invoice
from members.keeping.memberships import kept_until
from members.wording import yeardate

from .entry import Entry, until_day
from .gathering import remaining


def held(person):
    """Every seat and every invoice of the person, and what hangs on the seats, with the last day that it is kept."""
    ends = series_kept_until(Invoice.objects.of_member(person))
    return [*seats(person, ends), *invoices(person, ends), *remaining(person)]


def seats(person, ends):
    """Seats go by name until their accounts are over, and at least as long as their last invoice."""
    found = person.memberships.filter(anonymised_at=None).select_related("cohort__network")
    for seat in found.annotate(series=series_of_seat()).order_by("starts_on"):
        until = max([kept_until(seat), *(ends[series] for series in seat.series)])
        yield Entry(
            _("Your membership of %(year)s") % {"year": seat.cohort},
            _("It is binding for its year, and its fee is a part of the accounts."),
            _("until %(day)s, then your name is removed") % {"day": yeardate(until)},
            reverse("members:membership", kwargs={"pk": seat.pk}),
        )


def invoices(person, ends):
    """Invoices and credit notes stay as long as the law on accounting says."""
    for invoice in Invoice.objects.of_member(person).distinct().order_by("issued_on", "number"):
        yield Entry(
            _("Invoice %(number)s, with payments and PDF") % {"number": invoice.number},
            _("The law on accounting."),
            until_day(ends[invoice.series_id]),
            reverse("billing:invoice", kwargs={"number": invoice.number}),
        )


def sentences(person):
    """The same as a letter says it, in the person's language."""
    with translation.override(person.language):
        return [
            _("%(what)s: %(until)s.") % {"what": entry.what, "until": entry.until} for entry in held(person)
        ]
