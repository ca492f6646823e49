"""Whose turn it is, where several workers sweep over the same rows: advisory locks that a killed worker lets go of."""

from contextlib import contextmanager

from django.db import connection

# The classes of our advisory locks; the second key is what is worked on.
DOCUMENTS, ISSUING = 2717, 2718


@contextmanager
def held(kind, key=0):
    """Whether it is ours to work on; the lock ends with the block, or with the worker that is killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [kind, key])
        is_ours = cursor.fetchone()[0]
        try:
            yield is_ours
        finally:
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [kind, key])
