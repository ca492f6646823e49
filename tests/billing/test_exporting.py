"""A year in a folder: every file whole, the same every time, with checksums that another program agrees with."""

import subprocess

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from billing import exporting
from billing.models import issue
from billing.papers import make
from tests.billing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(world, invoice):
    """The year's invoice and a credit note of it, with all their files."""
    note = factories.credit(invoice, by=world.finance)
    for document in (invoice, note):
        make(document, timezone.now)
    return "innovationschefer", world.running.year


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_year_is_written_with_checksums_that_hold(year, invoice, tmp_path, capsys):
    folder = tmp_path / "new" / "folder"
    call_command("export_invoices", *year, str(folder))
    first, second = invoice.number, invoice.number[:-1] + "2"
    assert names(folder) == [f"{first}.pdf", f"{first}.xml", f"{second}.pdf", f"{second}.xml", "SHA256SUMS"]
    assert (folder / f"{first}.xml").read_bytes() == bytes(invoice.documents.get(kind="delivery").content)
    subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, check=True, capture_output=True
    )
    assert "4 files are in" in capsys.readouterr().out


def test_export_twice_changes_nothing(year, tmp_path):
    call_command("export_invoices", *year, str(tmp_path), verbosity=0)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    call_command("export_invoices", *year, str(tmp_path), verbosity=0)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_file_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    (tmp_path / "a.xml").write_bytes(b"old")

    def killed(number):
        raise RuntimeError("the power failed")

    monkeypatch.setattr(exporting.os, "fsync", killed)
    with pytest.raises(RuntimeError):
        exporting.put(tmp_path / "a.xml", b"new")
    assert (tmp_path / "a.xml").read_bytes() == b"old"


def test_what_is_not_made_yet_is_said(world, year, other, tmp_path):
    number = issue(other, by=world.finance).number
    with pytest.raises(CommandError, match=f"Not all files are made yet of {number}"):
        call_command("export_invoices", *year, str(tmp_path))
    assert len(names(tmp_path)) == 5


@pytest.mark.parametrize("asked", [("nowhere", 2027), ("innovationschefer", 1999)])
def test_unknown_year_is_said(world, asked, tmp_path):
    with pytest.raises(CommandError, match="There is no year"):
        call_command("export_invoices", *asked, str(tmp_path))
