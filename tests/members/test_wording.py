import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from members import wording

SUMMER = dt.datetime(2027, 8, 24, 8, 0, tzinfo=dt.UTC)  # 10 o'clock in Denmark
NEXT_DAY = dt.datetime(2027, 8, 25, 10, 30, tzinfo=dt.UTC)
NEW_YEAR = dt.datetime(2027, 12, 31, 23, 30, tzinfo=dt.UTC)  # already 2028 in Denmark


@pytest.fixture(params=["da", "en"])
def language(request):
    with override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("function", "arguments", "danish", "english"),
    [
        (wording.kroner, [8000], "8.000,00 kr.", "DKK 8,000.00"),
        (wording.kroner, [Decimal("1234567.5")], "1.234.567,50 kr.", "DKK 1,234,567.50"),
        (wording.kroner, [Decimal("0.005")], "0,01 kr.", "DKK 0.01"),
        (wording.kroner, [-100], "−100,00 kr.", "DKK −100.00"),
        (wording.whole_kroner, [8000], "8.000 kr.", "DKK 8,000"),
        (wording.whole_kroner, [Decimal("8000.50")], "8.000,50 kr.", "DKK 8,000.50"),
        (wording.longdate, [dt.date(2027, 3, 9)], "tirsdag den 9. marts 2027", "Tuesday 9 March 2027"),
        (wording.longdate, [NEW_YEAR], "lørdag den 1. januar 2028", "Saturday 1 January 2028"),
        (wording.weekdate, [dt.date(2027, 3, 9)], "tirsdag den 9. marts", "Tuesday 9 March"),
        (wording.shortdate, [dt.date(2027, 3, 9)], "9. marts", "9 March"),
        (wording.yeardate, [dt.date(2027, 3, 9)], "9. marts 2027", "9 March 2027"),
        (wording.clock, [SUMMER], "10", "10:00"),
        (wording.clock, [dt.time(9, 30)], "9.30", "09:30"),
        (wording.clock, [dt.time(0, 0)], "0", "00:00"),
        (
            wording.moment,
            [NEXT_DAY],
            "onsdag den 25. august 2027 kl.\xa012.30",
            "Wednesday 25 August 2027 at 12:30",
        ),
        (
            wording.span,
            [SUMMER, SUMMER + dt.timedelta(hours=6)],
            "tirsdag den 24. august, kl.\xa010–16",
            "Tuesday 24 August, 10:00–16:00",
        ),
        (
            wording.span,
            [SUMMER, NEXT_DAY],
            "tirsdag den 24. august kl.\xa010 til onsdag den 25. august kl.\xa012.30",
            "Tuesday 24 August at 10:00 to Wednesday 25 August at 12:30",
        ),
    ],
)
def test_wording_speaks_both_languages(language, function, arguments, danish, english):
    assert function(*arguments) == {"da": danish, "en": english}[language]


@pytest.mark.parametrize(
    "filter_name",
    ["kroner", "whole_kroner", "longdate", "weekdate", "shortdate", "yeardate", "clock", "moment"],
)
@pytest.mark.parametrize("nothing", [None, ""])
def test_words_show_nothing_for_nothing(filter_name, nothing):
    assert Template("{{ value|" + filter_name + " }}").render(Context({"value": nothing})) == ""


def test_words_show_a_fee_of_zero():
    assert Template("{{ value|kroner }}").render(Context({"value": 0})) == "0,00 kr."


def test_capitalised_leaves_the_rest_alone():
    assert Template("{{ text|capitalised }}").render(Context({"text": "tirsdag i EU"})) == "Tirsdag i EU"
