"""A year in a folder: every file whole, the same every time, with checksums that another program agrees with."""

import subprocess

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from billing import exporting
from billing.models import issue
from billing.papers import make
from tests.billing import factories
from tests.billing.attacks import run

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


def state(folder):
    """What a second run could change: bytes, and which file it is, written when."""
    return {
        path.name: (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


def test_export_twice_changes_nothing(year, tmp_path):
    call_command("export_invoices", *year, str(tmp_path), verbosity=0)
    before = state(tmp_path)
    call_command("export_invoices", *year, str(tmp_path), verbosity=0)
    assert state(tmp_path) == before


def test_file_that_was_changed_in_the_folder_is_made_right(year, invoice, tmp_path):
    call_command("export_invoices", *year, str(tmp_path), verbosity=0)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (tmp_path / f"{invoice.number}.xml").write_bytes(b"<x/>")
    (tmp_path / f"{invoice.number}.pdf").unlink()
    (tmp_path / f".{invoice.number}.pdf.part").write_bytes(b"%PDF")  # whoever wrote it was killed
    call_command("export_invoices", *year, str(tmp_path), verbosity=0)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def damage(sql, *values):
    """Change a document as no guard would let anybody."""
    connection.check_constraints()
    run("ALTER TABLE billing_document DROP CONSTRAINT IF EXISTS document_matches_its_checksum")
    run("SET LOCAL session_replication_role = replica")
    run(sql, *values)
    run("SET LOCAL session_replication_role = DEFAULT")


@pytest.mark.parametrize("change", ["content = content || '\\x00'", f"sha256 = '{'0' * 64}'"])
def test_document_that_is_not_what_was_made_is_named_and_nothing_is_written(year, invoice, tmp_path, change):
    damage(f"UPDATE billing_document SET {change} WHERE kind = 'pdf' AND invoice_id = %s", invoice.pk)
    folder = tmp_path / "new"
    with pytest.raises(CommandError) as refused:
        call_command("export_invoices", *year, str(folder))
    assert str(refused.value) == (
        f"The pdf of {invoice.number} is not what was made: its checksum is another. Nothing was written."
        " See verify_invoices."
    )
    assert (refused.value.returncode, folder.exists()) == (1, False)


def test_damage_leaves_an_earlier_export_as_it_is(year, invoice, tmp_path):
    call_command("export_invoices", *year, str(tmp_path), verbosity=0)
    before = state(tmp_path)
    damage("UPDATE billing_document SET content = 'x' WHERE kind <> 'xml'")
    with pytest.raises(CommandError) as refused:
        call_command("export_invoices", *year, str(tmp_path))
    assert (str(refused.value).count("is not what was made"), state(tmp_path)) == (4, before)


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
