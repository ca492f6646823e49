"""The state of an intake in words."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from members.intake import of_network, of_year
from members.models import Cohort
from members.rules import Intake

DENMARK = ZoneInfo("Europe/Copenhagen")
OPENS = dt.datetime(2026, 11, 2, 9, tzinfo=DENMARK)
CLOSES = dt.datetime(2026, 12, 6, 23, 59, tzinfo=DENMARK)
SECOND = dt.timedelta(seconds=1)


def year(number, opens_at=None, closes_at=None, **fields):
    """A year that is not stored: the words ask nothing of the database."""
    first = dt.date(number, 1, 1)
    last = dt.date(number, 12, 31)
    return Cohort(
        year=number, starts_on=first, ends_on=last, opens_at=opens_at, closes_at=closes_at, **fields
    )


NEXT = year(2027, OPENS, CLOSES)


@pytest.mark.parametrize(
    ("at", "state", "words"),
    [
        (OPENS - SECOND, Intake.AHEAD, "Optaget til 2027 åbner mandag den 2. november kl.\xa09"),
        (OPENS, Intake.OPEN, "Optaget til 2027 er åbent"),
        (CLOSES - SECOND, Intake.OPEN, "Optaget til 2027 er åbent"),
        (CLOSES, Intake.CLOSED, "Optaget til 2027 lukkede søndag den 6. december kl.\xa023.59."),
    ],
)
def test_words_change_with_the_second(at, state, words):
    with translation.override("da"):
        said = of_year(NEXT, at)
    assert (said.state, said.claim) == (state, words)


def test_open_intake_says_until_when():
    with translation.override("da"):
        said = of_year(NEXT, OPENS)
    assert said.rest.startswith("til søndag den 6. december kl.\xa023.59.")


@pytest.mark.parametrize(
    ("years", "at", "expected"),
    [
        ([], OPENS, (Intake.NONE, None)),
        ([year(2017, taken_over=True)], OPENS, (Intake.CLOSED, 2017)),
        ([year(2017, taken_over=True), NEXT], OPENS - SECOND, (Intake.AHEAD, 2027)),
        ([year(2017, taken_over=True), NEXT], OPENS, (Intake.OPEN, 2027)),
        ([NEXT, year(2028)], CLOSES, (Intake.CLOSED, 2027)),
        ([NEXT, year(2028, CLOSES + SECOND, CLOSES + 2 * SECOND)], CLOSES, (Intake.AHEAD, 2028)),
        ([year(2027)], OPENS, (Intake.NONE, 2027)),
    ],
)
def test_network_speaks_of_the_year_that_one_can_join(years, at, expected):
    said = of_network(years, at)
    assert (said.state, said.cohort and said.cohort.year) == expected
