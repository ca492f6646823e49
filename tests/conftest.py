"""What every test may ask for: the database's clock in the test's hand, and the same few people."""

import gc

import hypothesis
import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation

from members.access import SECOND_FACTOR

from . import standing
from .database import migrated

# A slow machine is no fault of the product: what is tried counts, not how long it takes.
hypothesis.settings.register_profile(
    "ours", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("ours")


# Minutes of one test each: begun last, everybody would wait for them.
LONGEST = {"test_canaries.py", "test_run.py", "test_the_year_runs.py"}


def pytest_collection_modifyitems(items):
    """The longest tests come first."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish():
    """What thousands of tests are made of stays to the end: the collector of garbage need not look through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


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
    return standing.world()


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
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """Each process has a copy of a database that is migrated once."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Know what was installed, and bring it back after each test that really commits.

    In the end the sessions are closed that some test has left open, which would keep the database from being dropped.
    """
    with django_db_blocker.unblock():
        standing.remember()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: standing.put_back())
        yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
