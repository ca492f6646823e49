"""What `manage.py check` says of a machine that lacks something."""

from network import checks


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
