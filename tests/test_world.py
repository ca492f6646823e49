"""The test world stands by the rules of the house, also where its rows are only laid again."""

import ast

import pytest
from django.db import connection, models, transaction

from members.models import Membership, Network, Organisation

from . import database, factories, standing
from .sql import refused_by


@pytest.mark.django_db
def test_world_seats_are_counted(world):
    world.running.refresh_from_db()
    assert world.running.seats_taken == Membership.objects.filter(cohort=world.running).count() == 1


def rows():
    """How many rows each table holds."""
    return {table: len(where) for table, where in standing.places().items()}


@pytest.mark.django_db
def test_world_that_is_laid_is_the_one_that_was_made():
    with transaction.atomic():
        factories.World()
        made = rows()
        transaction.set_rollback(True)

    laid = vars(standing.world())

    assert rows() == made
    objects = [one for one in laid.values() if isinstance(one, models.Model)]
    assert [str(type(one).objects.get(pk=one.pk)) for one in objects] == [str(one) for one in objects]
    assert {"network", "running", "membership", "application", "member"} <= laid.keys()


@pytest.mark.django_db
def test_rules_hold_for_a_world_that_was_laid(world):
    assert (
        refused_by("UPDATE members_cohort SET seats = 0 WHERE seats_taken = 1") == "cohort_seats_not_exceeded"
    )


@pytest.mark.django_db(transaction=True)
def test_what_was_installed_comes_back_under_its_numbers_and_nothing_else():
    before = list(Organisation.objects.order_by("pk").values_list())
    factories.network()
    with standing.past_the_guards() as cursor:
        cursor.execute("DELETE FROM members_organisation WHERE name < 'M'")
        cursor.execute("UPDATE members_organisation SET name = name || '!' WHERE name > 'V'")

    standing.put_back()

    assert list(Organisation.objects.order_by("pk").values_list()) == before
    assert len(before) > 98
    assert not Network.objects.exists()


@pytest.mark.django_db
def test_migrated_database_of_another_checkout_is_left_alone(monkeypatch, tmp_path):
    made = []
    with connection._nodb_cursor() as server:
        try:
            for checkout in ("one", "other"):
                monkeypatch.setattr(database, "PROJECT", tmp_path / checkout)
                made.append(f"{database.prefix()}0123456789abcdef")
                server.execute(f"CREATE DATABASE {made[-1]}")
            database.drop_others(server)
            assert [database.exists(server, name) for name in made] == [True, False]
        finally:
            for name in made:
                server.execute(f"DROP DATABASE IF EXISTS {name}")


def test_migrated_database_is_named_after_all_that_migrations_import():
    sources = set(database.sources())
    asked = {
        name
        for path in database.PROJECT.glob("*/migrations/*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
        if name.split(".")[0] in {"members", "meetings", "billing", "network"}
    }
    files = {name: database.PROJECT / name.replace(".", "/") for name in asked}
    assert {
        name for name, path in files.items() if not {path.with_suffix(".py"), path / "__init__.py"} & sources
    } == set()
    assert "members.rules.words" in asked


def imported(node):
    """The modules of an import statement."""
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
