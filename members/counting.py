"""Numbers as columns of the rows they belong to, so that they cost no question of their own."""

from django.db.models import Count, Subquery, Value
from django.db.models.functions import Coalesce


def counted(rows, by):
    """How many rows there are, as a column of the row they hang on."""
    number = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), Value(0))
