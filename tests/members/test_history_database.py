"""History in the database: added to, never changed, emptied or thrown away before its time."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from members.history import told
from tests.sql import refused_by

EVENTS = ["application", "cohort", "criterion", "decision", "membership", "role"]
TABLES = [*(f"members_{name}event" for name in EVENTS), "pghistory_context"]
ADDED = "INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (gen_random_uuid(), '{}', %s, %s)"


@pytest.fixture
def history(world):
    """A history with something in it: a year was revised, and said by whom a minute ago."""
    with told("revised", by=world.facilitator):
        type(world.running).objects.filter(pk=world.running.pk).update(programme_da="Andre ord")
    ago = timezone.now() - dt.timedelta(minutes=1)
    with connection.cursor() as cursor:
        cursor.execute(ADDED, [ago, ago])
    return world


@pytest.mark.parametrize("table", TABLES)
def test_history_is_never_emptied(history, table):
    assert refused_by(f"TRUNCATE {table}") == "history_stays"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE members_cohortevent SET pgh_label = 'x'",
        "DELETE FROM members_cohortevent",
        """UPDATE pghistory_context SET metadata = '{"by": 1}'""",
        "DELETE FROM pghistory_context",
    ],
)
def test_history_stays_as_it_was_written(history, sql):
    assert refused_by(sql) == "history_stays"


def test_history_of_a_change_may_be_told_while_it_happens(history):
    years = type(history.running).objects.filter(pk=history.running.pk)
    with told("first", by=history.facilitator):
        years.update(programme_da="Tredje ord")
        with told("second", by=history.finance):
            years.update(programme_da="Fjerde ord")
    assert years.get().programme_da == "Fjerde ord"


def test_guards_of_history_cannot_be_ignored(history):
    ignoring = "SET LOCAL pgtrigger.ignore = '{members_cohortevent:append_only}'; "
    assert refused_by(ignoring + "UPDATE members_cohortevent SET pgh_label = 'x'") == "history_stays"
