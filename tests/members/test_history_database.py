"""History in the database: added to, never changed, emptied or thrown away before its time."""

import datetime as dt

import pytest
from django.core.management import call_command
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


# Ending and forgetting -----------------------------------------------------------------------------------------


@pytest.fixture
def as_application(history):
    """The rest of the test speaks to the database as the application role does."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE history_test_role NOLOGIN")
        call_command("grant_application_role", "history_test_role", verbosity=0)
        cursor.execute("SET LOCAL ROLE history_test_role")
        yield history
        cursor.execute("RESET ROLE")


def counted(table="members_applicationevent"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("years", [-100, 0, 1, 3])
def test_application_role_ends_no_history_before_three_years(as_application, years):
    before = counted()
    assert refused_by("SELECT members_end_history(%(years)s, 1000000)", years=years) == ""
    assert counted() == before > 0


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("ignoring", ["", "SET LOCAL pgtrigger.ignore = '{pgtrigger_append_only_eed14}'; "])
def test_application_role_deletes_and_changes_no_history_itself(as_application, table, ignoring):
    assert "permission denied" in refused_by(f"{ignoring}DELETE FROM {table}")
    column = "created_at" if table == "pghistory_context" else "pgh_label"
    assert "permission denied" in refused_by(f"{ignoring}UPDATE {table} SET {column} = {column}")


def test_application_role_forgets_nothing_that_is_still_known(as_application):
    """The functions decide by the rows: an application that stands keeps its reasons, a seat its name."""
    sql = """SELECT members_forget_in_history(
        (SELECT array_agg(id) FROM members_application), (SELECT array_agg(id) FROM members_membership))"""
    assert refused_by(sql) == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM members_decisionevent WHERE reason = ''")
        emptied = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM members_membershipevent WHERE agreed_name = 'Anonym'")
        assert (emptied, cursor.fetchone()[0]) == (0, 0)


def test_guards_are_closed_again_behind_the_functions(history):
    assert refused_by("SELECT members_end_history(3, 10); DELETE FROM members_cohortevent") == "history_stays"
    with connection.cursor() as cursor:
        cursor.execute("SELECT members_end_history(3, 10)")
        cursor.execute("SELECT current_setting('pgtrigger.ignore', true)")
        assert cursor.fetchone()[0] in ("", "{}")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE members_decisionevent SET reason = ''",
        "UPDATE members_membershipevent SET agreed_name = 'Anonym'",
    ],
)
def test_owner_forgets_nothing_that_is_still_known_either(history, sql):
    assert refused_by(sql) == "history_stays"
