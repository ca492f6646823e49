"""The periods of the keeping of data: from the environment, and never shorter than law and database allow."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from network.periods import PERIODS, read


def test_periods_are_the_usual_ones_unless_set(monkeypatch):
    for name in PERIODS:
        monkeypatch.delenv(name, raising=False)
    assert read(Env()) == {name: usual for name, (usual, _least) in PERIODS.items()}


def test_period_is_set_by_the_environment(monkeypatch):
    monkeypatch.setenv("KEEP_LETTER_DAYS", "30")
    assert read(Env())["KEEP_LETTER_DAYS"] == 30


@pytest.mark.parametrize("name", PERIODS)
def test_period_that_is_too_short_is_refused_in_a_sentence(monkeypatch, name):
    least = PERIODS[name][1]
    monkeypatch.setenv(name, str(least - 1))
    with pytest.raises(ImproperlyConfigured, match=f"Set it to {least} or more"):
        read(Env())


def test_readme_names_every_period():
    readme = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    assert [name for name in PERIODS if f"| `{name}` |" not in readme] == []
