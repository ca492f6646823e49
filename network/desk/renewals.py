"""How many members of the year before go on, stop, or have not said."""

from django.db.models import Case, Count, OuterRef, Value, When

from members.models import Membership


def fill(books):
    """Count the answers in each year that asks, all in one query; the members are those of the year before."""
    asking = {book.year_before.pk: book for book in books.values() if book.asks_members}
    if not asking:
        return
    years = Case(*(When(cohort=before, then=Value(book.cohort.pk)) for before, book in asking.items()))
    rows = (
        Membership.objects.filter(cohort__in=asking)
        .to_ask()
        .order_by()
        .alias(asked_about=years)
        .with_answer(OuterRef("asked_about"))
        .values("cohort", "renewal")
        .annotate(count=Count("pk"))
    )
    for row in rows:
        asking[row["cohort"]].renewals[row["renewal"]] = row["count"]
