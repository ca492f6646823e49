"""What every test may ask for: the database's clock in the test's hand, and the same few people."""

from importlib import import_module

import hypothesis
import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from django.utils import translation

from members.access import SECOND_FACTOR

from . import factories

# A slow machine is no fault of the product: what is tried counts, not how long it takes.
hypothesis.settings.register_profile(
    "ours", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("ours")


@pytest.fixture(autouse=True)
def plain_settings(settings):
    """Plain static files, fast mail in memory, a cache of the process's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def danish_first():
    """Danish is spoken, whatever language the test before was answered in."""
    with translation.override("da"):
        yield


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_guards():
    """Between transactional tests the tables are emptied, which their triggers forbid to everybody but the owner.

    What came with the installation, the listed organisations with their ends and the rate of VAT, is put back for the tests
    that follow.
    """
    really_flush = DatabaseOperations.execute_sql_flush
    installed = [
        import_module("members.migrations.0002_listed_organisations"),
        import_module("members.migrations.0008_ends_of_2026"),
        import_module("billing.migrations.0005_standard_vat"),
    ]

    def flush(operations, statements):
        alone = [
            "SET session_replication_role = replica",
            *statements,
            "SET session_replication_role = DEFAULT",
        ]
        really_flush(operations, alone)
        for migration in installed:
            migration.add(apps, None)

    DatabaseOperations.execute_sql_flush = flush
    yield
    DatabaseOperations.execute_sql_flush = really_flush


@pytest.fixture
def set_clock(db):
    """A function that sets the database's clock to an aware datetime, until the test's transaction ends."""

    def put(at):
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION network_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS "
                f"'SELECT timestamptz ''{at.isoformat()}'''"
            )

    return put


@pytest.fixture
def world(db):
    """Two networks, a year with open intake and a running year, and one person of each kind."""
    return factories.World()


@pytest.fixture
def sign_in(db):
    """A function that gives a browser in which the person is signed in, second factor included."""

    def browser(person, **options):
        client = Client(**options)
        client.force_login(person)
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
        return client

    return browser


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """End the sessions that some test has left open, which would keep the database from being dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
