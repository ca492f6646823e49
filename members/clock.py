"""The one clock that decides: the database's."""

from django.db import connection
from django.db.models import DateField, Func

# Today in Denmark, as an expression for queries that are kept and asked again.
TODAY = Func(
    template="(network_clock() AT TIME ZONE 'Europe/Copenhagen')::date", function="", output_field=DateField()
)


def database_now():
    """The database's own time, an aware datetime; windows, numbers and deadlines are judged by it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_clock()")
        return cursor.fetchone()[0]
