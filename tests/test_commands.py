"""The commands that set the product up: rights, files, database; and bin/run from nothing to Ready."""

import os
import re
from io import BytesIO

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, models, transaction
from django.db.migrations import AddConstraint, AddField, RemoveConstraint
from django.db.migrations.state import ModelState, ProjectState
from django.template.loader import get_template
from fontTools.ttLib import TTFont
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from billing.triggers import INSERT_ONLY_TABLES
from bin.prepare import PROJECT, THRIFTY
from meetings.triggers import NEVER_UPDATED_TABLES
from network.management.commands import cut_typeface
from network.management.commands.migrate import related_models_left_alone

ROLE = f"application_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture
def application(db):
    """The application role with its rights; whatever follows in the test's SQL may act as it."""
    execute(f"CREATE ROLE {ROLE} LOGIN")
    call_command("grant_application_role", ROLE, verbosity=0)
    return ROLE


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def as_application(statement):
    """The error that PostgreSQL answers the application role with, or None."""
    try:
        with transaction.atomic():
            execute(f"SET LOCAL ROLE {ROLE}")
            execute(statement)
            execute("RESET ROLE")
    except ProgrammingError as error:
        return error.__cause__.sqlstate
    return None


def tables_with(right):
    rows = execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
        f"AND has_table_privilege('{ROLE}', oid, '{right}')"
    )
    return {name for (name,) in rows}


def test_application_role_reads_every_table(application):
    assert tables_with("SELECT") == set(connection.introspection.table_names())


def test_application_role_adds_to_every_table_but_the_list_of_migrations(application):
    assert tables_with("SELECT") - tables_with("INSERT") == {"django_migrations"}


NEVER_DELETED = {"members_membership", "members_network", "billing_seller", "billing_vatrate"}


@pytest.mark.parametrize(
    ("right", "more"), [("UPDATE", set(NEVER_UPDATED_TABLES)), ("DELETE", NEVER_DELETED)]
)
def test_application_role_cannot_undo_what_is_issued(application, right, more):
    history = {table for table in connection.introspection.table_names() if table.endswith("event")}

    assert tables_with("INSERT") - tables_with(right) == {
        *INSERT_ONLY_TABLES, "members_erasure", *history, "pghistory_context", *more,
    }  # fmt: skip
    assert "members_decisionevent" in history


@pytest.mark.parametrize("right", ["TRUNCATE", "REFERENCES", "TRIGGER"])
def test_application_role_never_holds(application, right):
    assert tables_with(right) == set()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE own (id int)",
        "CREATE TEMPORARY TABLE members_cohort (id int)",
        "CREATE SCHEMA own",
        "TRUNCATE members_network CASCADE",
        "UPDATE members_cohortevent SET pgh_label = 'other'",
        "DELETE FROM members_cohortevent",
        "ALTER TABLE members_cohort DISABLE TRIGGER ALL",
        "CREATE OR REPLACE FUNCTION network_clock() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
        "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
        "DELETE FROM members_membership",
    ],
)
def test_application_role_is_refused(application, statement):
    insufficient_privilege = "42501"

    assert as_application(statement) == insufficient_privilege


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO django_session VALUES ('key', '', now())",
        "UPDATE members_network SET name_da = name_da",
        "DELETE FROM django_session",
        "INSERT INTO procrastinate_workers DEFAULT VALUES",
        "SELECT network_clock()",
    ],
)
def test_application_role_can_work(application, statement):
    assert as_application(statement) is None


def test_rights_given_by_hand_are_taken_back(application):
    execute(f"GRANT TRUNCATE, DELETE ON members_cohortevent TO {ROLE}")

    call_command("grant_application_role", ROLE, verbosity=0)

    assert tables_with("TRUNCATE") == set()
    assert "members_cohortevent" not in tables_with("DELETE")


@pytest.mark.django_db
def test_rights_for_a_role_that_is_missing_end_in_a_sentence():
    with pytest.raises(CommandError, match="There is no role nobody_here"):
        call_command("grant_application_role", "nobody_here")


@pytest.mark.django_db
def test_rights_for_the_owner_end_in_a_sentence():
    execute(f"CREATE ROLE {ROLE} IN ROLE CURRENT_USER")

    with pytest.raises(CommandError, match="is a superuser or the owner: rights do not bind it"):
        call_command("grant_application_role", ROLE)


@pytest.mark.django_db
def test_declared_table_that_does_not_exist_ends_in_a_sentence(monkeypatch):
    monkeypatch.setattr("billing.triggers.INSERT_ONLY_TABLES", ("billing_misspelt",))
    execute(f"CREATE ROLE {ROLE} LOGIN")

    with pytest.raises(CommandError, match="not in the database: billing_misspelt"):
        call_command("grant_application_role", ROLE)


def test_typeface_has_danish_letters_and_tabular_figures(settings, tmp_path, monkeypatch):
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(cut_typeface, "CUTS", {"inter.woff2": "Inter-Regular.otf"})

    call_command("cut_typeface")

    (cut,) = (tmp_path / "build" / "fonts").iterdir()
    font = TTFont(BytesIO(cut.read_bytes()))
    assert cut.name == "inter.woff2"
    assert {ord(letter) for letter in "æøåÆØÅ–”“0123456789"} - font.getBestCmap().keys() == set()
    assert "tnum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_figures_of_the_invoices_typeface_stand_below_each_other_unasked(settings, tmp_path, monkeypatch):
    """A style sheet that asks for them costs a worker 2 kB with each invoice: WeasyPrint does not give it back."""
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(cut_typeface, "CUTS", {"inter-400.otf": "Inter-Regular.otf"})

    call_command("cut_typeface")

    font = TTFont(tmp_path / "build" / "fonts" / "inter-400.otf")
    widths = {font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}
    assert len(widths) == 1
    assert not re.search(r"font-(feature|variant)", get_template("billing/pdf/invoice.css").template.source)


def test_a_worker_is_thrifty_wherever_it_runs():
    container = (PROJECT / "bin" / "container").read_text()

    assert " ".join(f"{name}={value}" for name, value in THRIFTY.items()) in container


@pytest.mark.django_db
def test_demonstration_is_refused_outside_demo_mode(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="The demonstration is for demo mode only"):
        call_command("prepare_database", demo=True)


@pytest.fixture
def library():
    """The state of a migration in which books have authors, with its models made."""
    number = ("id", models.AutoField(primary_key=True))
    state = ProjectState()
    state.add_model(ModelState("library", "Author", [number]))
    author = models.ForeignKey("library.Author", models.CASCADE)
    state.add_model(ModelState("library", "Book", [number, ("author", author)]))
    return state


def made(library):
    return [library.apps.get_model("library", name) for name in ("author", "book")]


def test_migration_that_adds_a_rule_makes_no_model_anew(library):
    first = models.CheckConstraint(condition=models.Q(id__gt=0), name="first")
    guard = pgtrigger.Protect(name="guard", operation=pgtrigger.Delete)
    before = made(library)
    book = before[1]._meta

    with related_models_left_alone():
        AddConstraint("book", first).state_forwards("library", library)
        AddTrigger("book", guard).state_forwards("library", library)
        assert (book.constraints, book.triggers) == ([first], [guard])
        RemoveConstraint("book", "first").state_forwards("library", library)
        RemoveTrigger("book", "guard").state_forwards("library", library)

    assert (book.constraints, book.triggers) == ([], [])
    assert made(library) == before


def test_migration_that_adds_a_field_makes_the_related_models_anew(library):
    before = made(library)

    with related_models_left_alone():
        AddField("author", "name", models.TextField(default="")).state_forwards("library", library)

    assert [new is old for new, old in zip(made(library), before, strict=True)] == [False, False]
