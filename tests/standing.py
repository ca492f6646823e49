"""What tests find when they begin: what came with the installation, and the world that almost all of them ask for.

To make the world is a hundred verbs, each past every rule of the house. That is really done once in each process; every
test finds the rows that were written then, and people and years that know them, for a hundredth of the work. Likewise
the tables are brought back to what was installed after each test that really commits.
"""

import pickle
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from . import factories

PLACE = "ctid || ' ' || xmin"
installed = {}  # the rows of every table as they were installed, and where they lie
kept = {}  # the day on which a world was made: its objects, and the rows that were written


def remember():
    """Note what was installed, and keep a world that was made beside nothing else."""
    installed.update({table: (where, copied(table)) for table, where in places().items()})
    with transaction.atomic():
        world()
        transaction.set_rollback(True)


def world():
    """The same world that every other test of this day finds."""
    today = timezone.localdate()
    if today not in kept:
        before, made = places(), factories.World()
        kept[today] = pickle.dumps(made), written_since(before)
        return made
    objects, rows = kept[today]
    with past_the_guards():
        lay(rows)
    return pickle.loads(objects)  # noqa: S301 - our own


def put_back():
    """Leave what was installed, under its old numbers, and nothing else; whoever still writes is waited for."""
    with past_the_guards() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(installed)} IN EXCLUSIVE MODE")
        changed = [table for table, where in places().items() if where != installed[table][0]]
        for table in changed:
            cursor.execute(f"DELETE FROM {table}")
        lay({table: installed[table][1] for table in changed})
        for table in changed:
            installed[table] = (places(table)[table], installed[table][1])


@contextmanager
def past_the_guards():
    """Nothing is asked of rows that have passed every rule when they were made."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def lay(rows):
    """Write the rows of each table as they were copied."""
    with connection.cursor() as cursor:
        for table, content in rows.items():
            if content:
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(content)


def copied(table, where=None):
    """The rows of a table, or those that lie there, as they can be laid again."""
    chosen = "" if where is None else f"WHERE {PLACE} IN ({', '.join(map(repr, where))})"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY (SELECT * FROM {table} {chosen}) TO STDOUT") as copy,
    ):
        return b"".join(copy)


def places(*tables):
    """Where the rows of each table lie and who wrote them: a row that is changed moves."""
    with connection.cursor() as cursor:
        tables = tables or connection.introspection.table_names(cursor)
        each = [f"SELECT '{table}', array_agg({PLACE}) FROM {table}" for table in tables]
        cursor.execute(" UNION ALL ".join(each))
        return {table: frozenset(found or ()) for table, found in cursor.fetchall()}


def written_since(before):
    """The rows that were written since, for each table; what was there before has not changed."""
    rows = {}
    for table, now in places().items():
        assert before[table] <= now, f"the world changes what was in {table} before it"
        if now > before[table]:
            rows[table] = copied(table, now - before[table])
    return rows
