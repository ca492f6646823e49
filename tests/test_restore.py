"""A backup is worth what its restore is: the drill of the README, carried out."""

import os
import subprocess

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from network.demo.load import load

ROLE = f"restored_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
EVERY_TABLE = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"


def address(database):
    """The address of a database on the tests' server, as `pg_dump` and `pg_restore` take it."""
    own = connection.settings_dict
    return psycopg.conninfo.make_conninfo(
        host=own["HOST"], port=own["PORT"] or None, user=own["USER"], password=own["PASSWORD"] or None, dbname=database
    )  # fmt: skip


@pytest.fixture
def restored(transactional_db, tmp_path):
    """The address of a database that was restored, as the README says, from a dump of the demonstration."""
    load(timezone.now())
    source, copy = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_restored"
    dump = tmp_path / "network.dump"
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {copy}")
        subprocess.run(["pg_dump", "--format=custom", f"--file={dump}", address(source)], check=True)
        restoring = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
        subprocess.run(["pg_restore", *restoring, f"--dbname={address(copy)}", dump], check=True)
        yield address(copy)
        server.execute(f"DROP DATABASE {copy} WITH (FORCE)")


@pytest.fixture
def django_in(restored, monkeypatch):
    """Django's commands speak to the restored database."""
    own = connection.settings_dict["NAME"]
    connection.close()
    monkeypatch.setitem(
        connection.settings_dict, "NAME", psycopg.conninfo.conninfo_to_dict(restored)["dbname"]
    )
    yield
    connection.close()
    connection.settings_dict["NAME"] = own


def counts(url):
    """How many rows each table of a database holds."""
    with psycopg.connect(url) as database:
        tables = [name for (name,) in database.execute(EVERY_TABLE)]
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def refusal(url, statement):
    """The constraint that refuses the statement, or None."""
    with psycopg.connect(url) as database:
        try:
            database.execute(statement)
        except psycopg.Error as error:
            return error.diag.constraint_name
        finally:
            database.rollback()
    return None


def test_restored_database_holds_and_refuses_what_the_first_one_did(restored, django_in, capsys):
    assert counts(restored) == counts(
        address(f"{connection.settings_dict['NAME'].removesuffix('_restored')}")
    )
    assert counts(restored)["billing_invoice"] > 10
    for statement, constraint in {
        "UPDATE billing_invoice SET net = net + 1": "invoice_stays_as_issued",
        "DELETE FROM members_membership": "membership_never_deleted",
        "DELETE FROM members_membershipevent": "history_stays",
        "UPDATE members_cohort SET seats = 1 WHERE seats_taken > 1": "cohort_seats_not_exceeded",
    }.items():
        assert refusal(restored, statement) == constraint

    call_command("migrate", verbosity=1)

    assert "No migrations to apply." in capsys.readouterr().out
    connection.cursor().execute(f"CREATE ROLE {ROLE}")
    call_command("grant_application_role", ROLE, verbosity=0)
    allowed = f"SELECT has_table_privilege('{ROLE}', 'billing_invoice', %s)"
    with connection.cursor() as cursor:
        assert [cursor.execute(allowed, [right]).fetchone()[0] for right in ("INSERT", "UPDATE")] == [
            True,
            False,
        ]
        cursor.execute(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")
