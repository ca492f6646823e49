"""The demonstration, loaded for a module of tests as if it were some day."""

from contextlib import contextmanager

import time_machine
from django.db import connection, transaction
from django.utils import timezone

from network.demo.load import load


@contextmanager
def loaded_on(day, blocker):
    """Load the demonstration at that moment, stop the clocks of Python and of the database there, and undo all."""
    with blocker.unblock(), time_machine.travel(day, tick=False), transaction.atomic():
        assert load(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION network_clock() RETURNS timestamptz LANGUAGE sql VOLATILE "
                f"AS 'SELECT timestamptz ''{day.isoformat()}'''"
            )
        yield day
        transaction.set_rollback(True)
