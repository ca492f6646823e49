"""What `manage.py check` says of a machine that lacks something."""

import importlib

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.migrations.recorder import MigrationRecorder

from billing.models import Seller
from network import checks
from tests.billing.factories import seller


def test_machine_with_everything_is_not_complained_about():
    found = [
        check(None)
        for check in (
            checks.pango_is_installed,
            checks.harfbuzz_subset_is_installed,
            checks.inter_is_installed,
        )
    ]

    assert found == [[], [], []]


def test_missing_pango_stops_and_the_rest_warns(monkeypatch, tmp_path):
    monkeypatch.setattr(checks.ctypes, "CDLL", missing)
    monkeypatch.setattr(checks, "INTER", tmp_path)

    (pango,) = checks.pango_is_installed(None)
    (harfbuzz,) = checks.harfbuzz_subset_is_installed(None)
    (inter,) = checks.inter_is_installed(None)

    assert [pango.is_serious(), harfbuzz.is_serious(), inter.is_serious()] == [True, False, False]
    assert [pango.id, harfbuzz.id, inter.id] == ["network.E001", "network.W001", "network.W002"]
    assert inter.hint == "Install Debian's package fonts-inter."


def missing(library):
    raise OSError(f"{library}: cannot open shared object file")


def of_the_setting():
    """What is said of it: always, and where the database is looked at."""
    found = [
        *checks.basis_is_said_of_each_seller(None),
        *checks.no_seller_issues_against_the_setting(None, databases=["default"]),
    ]
    return [one.id for one in found]


@pytest.mark.django_db
def test_setting_that_is_gone_is_told_and_stops_where_a_seller_issues(world, monkeypatch):
    made = seller(world.network, by=world.finance)
    assert of_the_setting() == []
    monkeypatch.setenv("EINVOICE_BASIS", "1")
    assert of_the_setting() == ["network.W003", "network.E002"]
    with pytest.raises(SystemCheckError, match=f"the seller {made} issues"):
        call_command("check", databases=["default"])
    with pytest.raises(SystemCheckError, match=f"the seller {made} issues"):
        call_command("prepare_database")
    Seller.objects.update(basis_only=True)
    assert of_the_setting() == ["network.W003"]
    call_command("prepare_database")


@pytest.mark.django_db
def test_setting_that_is_still_to_be_carried_over_stops_nobody(world, monkeypatch):
    seller(world.network, by=world.finance)
    monkeypatch.setenv("EINVOICE_BASIS", "1")
    app, name = checks.CARRIED_OVER
    importlib.import_module(f"{app}.migrations.{name}")
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    assert of_the_setting() == ["network.W003"]
