"""Years with as many seats as are asked for, each in a network of its own, made by the rules that the tests use.

To be imported when Django is set up.
"""

from datetime import timedelta
from string import ascii_uppercase

from django.db import transaction
from django.utils import timezone

from billing.models import Document, Invoice, RunItem, Seller
from billing.rules import DocumentKind
from members.models import Letter, Person
from members.rules import RoleKind
from tests import factories
from tests.billing.factories import seats, seller

AT_ONCE = 100
IN_A_YEAR = 500


def years(slug, count):
    """So many fees that wait to be invoiced: one running year, or as many as hold them."""
    parts = range(0, count, IN_A_YEAR)
    return [year(f"{slug}-{start}", min(IN_A_YEAR, count - start)) for start in parts]


def year(slug, count):
    """A running year in which so many fees wait to be invoiced, with a seller of its own."""
    facilitator, finance = (person(f"{name}@example.dk") for name in ("facilitator", "finance"))
    network = factories.network(slug)
    factories.role(network, facilitator)
    factories.role(network, finance, RoleKind.FINANCE)
    number = Seller.objects.count()
    numbers = {"number_prefix": f"{ascii_uppercase[number]}-", "fik_creditor": f"8765{number:04}"}
    seller(network, by=finance, legal_name=f"Eksempelcenter {slug}", **numbers)
    cohort = factories.cohort(network, starts_in=-10, published_by=facilitator, seats=count)
    for done in range(0, count, AT_ONCE):
        with transaction.atomic():
            seats(cohort, facilitator, min(AT_ONCE, count - done))
    cohort.facilitator, cohort.finance = facilitator, finance
    return cohort


def person(email):
    """The person of that address, made if there is none."""
    return Person.objects.filter(email=email).first() or factories.person(email)


def open_items():
    """How many fees of runs are still to be invoiced."""
    return RunItem.objects.open().count()


def issued(cohorts):
    """How many invoices of these years there are."""
    return Invoice.objects.filter(cohort__in=cohorts).count()


def delivered(cohorts):
    """How many of them have all their files."""
    return Document.objects.filter(invoice__cohort__in=cohorts, kind=DocumentKind.DELIVERY).count()


def written(cohorts):
    """How many of their letters have left the house."""
    networks = [cohort.network for cohort in cohorts]
    fresh = Letter.objects.sent().filter(written_at__gte=timezone.now() - timedelta(days=1))
    return fresh.filter(kind="billing/invoice_issued", network__in=networks).count()
