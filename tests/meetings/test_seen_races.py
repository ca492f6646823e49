"""Two who save the same page at the same moment: the second is told, and wipes nothing out."""

import re
import time

import pytest
from django.urls import reverse

from meetings.forms.seen import SeenForm
from meetings.models import AgendaItem, Meeting, Minutes
from tests import factories
from tests.members.test_races import together

from .factories import meeting
from .test_seen import CHANGED, rows_of, seen_on

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "practical": {"train": "Bus {}"},
    "edit": {"number": "1", "theme_da": "Tema", "train": "Bus {}"},
    "minutes": {"text": "Referat {}"},
}


@pytest.fixture
def made():
    """A meeting of a network with two facilitators."""
    network = factories.network("innovationschefer")
    for name in ("first", "second"):
        factories.role(network, factories.person(f"{name}@example.dk"))
    by = network.roles.first().person
    return meeting(factories.cohort(network, starts_in=-100, published_by=by), by, days=200)


@pytest.fixture
def desks(made, sign_in):
    return [sign_in(role.person) for role in made.cohort.network.roles.all()]


@pytest.fixture
def slow(monkeypatch):
    """Between the look at what stands there and the writing there is time for somebody else."""
    look = SeenForm.clean

    def look_slowly(form):
        try:
            return look(form)
        finally:
            time.sleep(0.2)

    monkeypatch.setattr(SeenForm, "clean", look_slowly)


def address(made, name):
    return reverse(f"meetings:{name}", args=["innovationschefer", made.cohort.year, made.number])


def saved_at_once(desks, url, first, second):
    """Both save what they have typed on the page as it stands; the pages they then see, '' for who has saved."""
    seen = seen_on(desks[0], url)
    pages = together(
        [
            lambda desk=desk, typed=typed: desk.post(url, {**typed, "seen": seen}).content.decode()
            for desk, typed in zip(desks, (first, second), strict=True)
        ]
    )
    return sorted(pages)


@pytest.mark.parametrize("name", PAGES)
def test_of_two_who_write_at_once_one_is_told(made, desks, slow, name):
    first, second = ({field: text.format(number) for field, text in PAGES[name].items()} for number in (7, 8))
    saved, told = saved_at_once(desks, address(made, name), first, second)
    assert (saved, CHANGED in told) == ("", True)
    written = Minutes.objects.get().text if name == "minutes" else Meeting.objects.get().train
    typed = re.search(r"(?:Bus|Referat) (\d)", told)[1]  # what the second had typed is not lost
    assert {written[-1], typed} == {"7", "8"}


def test_of_two_who_lay_the_agenda_at_once_one_is_told(made, desks, slow):
    AgendaItem.objects.begin(made, by=made.changed_by, at=made.changed_at)
    url = address(made, "agenda")
    data = rows_of(desks[0].get(url))
    saved, told = saved_at_once(
        desks, url, {**data, "items-0-title_da": "Først"}, {**data, "items-0-title_da": "Sidst"}
    )
    assert (saved, CHANGED in told) == ("", True)
    title = AgendaItem.objects.of(made).first().title_da
    assert title in ("Først", "Sidst")
    assert f'value="{({"Først", "Sidst"} - {title}).pop()}"' in told
