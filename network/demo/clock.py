"""Travelling in time: the demonstration makes its history by the real verbs, at real past moments.

The database judges windows and deadlines by `network_clock()`. Its owner, and nobody else, may replace that
function; we do so inside one transaction, so that no other session ever sees the travelling clock.
"""

from contextlib import contextmanager

from django.db import connection, transaction

TRAVELLING = "SELECT current_setting(''network.demo_clock'')::timestamptz"
REAL = "SELECT clock_timestamp()"


def redefine(body):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION network_clock() RETURNS timestamptz LANGUAGE sql VOLATILE "
            f"AS '{body}'"
        )


@contextmanager
def travelling():
    """Yield a function that sets the database's clock; the real clock is back before the commit."""

    def go_to(moment):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('network.demo_clock', %s, true)", [moment.isoformat()])
        return moment

    with transaction.atomic():
        redefine(TRAVELLING)
        yield go_to
        redefine(REAL)
