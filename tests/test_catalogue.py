"""Danish is the first language: the catalogue is complete, and nothing in it is a guess."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parent.parent
CATALOGUE = Path("network/locale/da/LC_MESSAGES/django.po")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """The catalogue as extraction would leave it, made in a copy of the sources."""
    copy = tmp_path_factory.mktemp("sources")
    for folder in ("members", "meetings", "billing", "network", "templates"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "da", "--no-location"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "DJANGO_SETTINGS_MODULE": "network.settings"},
        check=True,
        capture_output=True,
    )
    return polib.pofile(str(copy / CATALOGUE))


def test_catalogue_translates_every_string(extracted):
    missing = [entry.msgid for entry in extracted if not entry.obsolete and not entry.translated()]
    assert missing == []


def test_catalogue_keeps_no_leftovers(extracted):
    assert [entry.msgid for entry in extracted.obsolete_entries()] == []


def test_catalogue_keeps_the_placeholders():
    import re

    def names(text):
        return set(re.findall(r"%\((\w+)\)", text))

    wrong = [
        entry.msgid
        for entry in polib.pofile(str(ROOT / CATALOGUE))
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]
        if translation and names(translation) - (names(entry.msgid) | names(entry.msgid_plural))
    ]
    assert wrong == []


def test_catalogue_quotes_as_danish_does():
    """”Sådan”, and never “so”."""
    english = [
        translation
        for entry in polib.pofile(str(ROOT / CATALOGUE))
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]
        if "“" in translation
    ]
    assert english == []
