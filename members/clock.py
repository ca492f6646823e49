"""The one clock that decides: the database's."""

from django.db import connection
from django.db.models import DateField, DateTimeField, Func

# The same clock inside a question to the database, and today in Denmark by it.
CLOCK = Func(function="network_clock", output_field=DateTimeField())
TODAY = Func(
    template="(network_clock() AT TIME ZONE 'Europe/Copenhagen')::date", function="", output_field=DateField()
)


def database_now():
    """The database's own time, an aware datetime; windows, numbers and deadlines are judged by it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_clock()")
        return cursor.fetchone()[0]
