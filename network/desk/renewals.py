"""How many members of the year before go on, stop, or have not said."""

from django.db.models import Count, Exists, OuterRef, Q

from members.models import Application, Membership, Renewal
from members.rules import Renewal as Word


def fill(books):
    """Count the answers in each year that asks, all in one query; the members are those of the year before."""
    asking = {book.year_before.pk: book for book in books.values() if book.asks_members}
    years = [book.cohort.pk for book in asking.values()]
    applied = Application.objects.live().filter(
        person=OuterRef("person"), cohort__network=OuterRef("network"), cohort__in=years
    )
    seats = Membership.objects.valid().filter(
        person=OuterRef("person"), network=OuterRef("network"), cohort__in=years
    )
    stopped = Renewal.objects.filter(membership=OuterRef("pk"), cohort__in=years, stopped_at__isnull=False)
    rows = (
        Membership.objects.filter(cohort__in=asking)
        .seated()
        .order_by()
        .alias(goes_on=Exists(applied) | Exists(seats), has_stopped=Exists(stopped))
        .values("cohort")
        .annotate(
            **{
                Word.CONTINUES: Count("pk", filter=Q(goes_on=True)),
                Word.STOPS: Count("pk", filter=Q(goes_on=False, has_stopped=True)),
                Word.UNANSWERED: Count("pk", filter=Q(goes_on=False, has_stopped=False)),
            }
        )
    )
    for row in rows:
        asking[row.pop("cohort")].renewals.update(row)
