"""The year wheel: where days lie on the circle."""

import datetime as dt

import pytest
from django.utils import translation

from network import wheel
from network.wheel import Spot

JANUARY, DECEMBER = dt.date(2027, 1, 1), dt.date(2027, 12, 31)


def drawn(starts_on=JANUARY, ends_on=DECEMBER, today=dt.date(2027, 5, 20), intake=None, meetings=()):
    return wheel.draw(starts_on, ends_on, today=today, intake=intake, meetings=meetings)


def spot(number, day):
    return Spot(number, day, held=False, words=f"Møde {number}")


@pytest.mark.parametrize(
    ("part", "place"),
    [(0, "200.0 50.0"), (0.25, "350.0 200.0"), (0.5, "200.0 350.0"), (0.75, "50.0 200.0")],
)
def test_point_goes_clockwise_from_the_top(part, place):
    assert wheel.point(part) == place


def test_wheel_begins_with_the_month_of_the_term():
    with translation.override("da"):
        calendar = [month.name for month in drawn().months]
        school = [month.name for month in drawn(dt.date(2026, 8, 1), dt.date(2027, 7, 31)).months]

    assert calendar == ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    assert school == ["aug", "sep", "okt", "nov", "dec", "jan", "feb", "mar", "apr", "maj", "jun", "jul"]


def test_wheel_names_a_month_that_the_term_cuts_once():
    with translation.override("da"):
        names = [month.name for month in drawn(dt.date(2026, 6, 24), dt.date(2027, 6, 23)).months]

    assert names == ["jul", "aug", "sep", "okt", "nov", "dec", "jan", "feb", "mar", "apr", "maj", "jun"]


def test_wheel_of_a_leap_day_has_twelve_months():
    wheel_of_leap = drawn(dt.date(2028, 2, 29), dt.date(2029, 2, 27), today=dt.date(2028, 3, 1))

    assert len({month.tick for month in wheel_of_leap.months}) == 12


def test_wheel_fills_what_has_passed_of_the_term():
    half = drawn(today=dt.date(2027, 3, 1)).elapsed
    more = drawn(today=dt.date(2027, 10, 1)).elapsed

    assert half.startswith("M200.0 50.0A150 150 0 0 1 ")
    assert more.startswith("M200.0 50.0A150 150 0 1 1 ")


@pytest.mark.parametrize(
    ("today", "elapsed", "is_over", "line"),
    [
        (dt.date(2025, 12, 1), False, False, False),
        (dt.date(2026, 11, 1), False, False, True),
        (JANUARY, False, False, True),
        (dt.date(2027, 5, 20), True, False, True),
        (DECEMBER, True, False, True),
        (dt.date(2028, 1, 1), False, True, False),
    ],
)
def test_wheel_of_a_planned_a_running_and_an_ended_year(today, elapsed, is_over, line):
    found = drawn(today=today)

    assert (bool(found.elapsed), found.is_over, bool(found.today)) == (elapsed, is_over, line)


def test_wheel_puts_an_intake_before_the_term_at_its_own_season():
    inside = drawn(intake=(dt.date(2027, 10, 25), dt.date(2027, 12, 5))).intake
    before = drawn(intake=(dt.date(2026, 10, 25), dt.date(2026, 12, 5))).intake

    assert before == inside


def test_wheel_draws_nothing_for_no_intake():
    assert drawn().intake == ""


def test_meetings_far_apart_lie_on_the_ring():
    marks = drawn(meetings=[spot(1, dt.date(2027, 3, 9)), spot(2, dt.date(2027, 5, 9))]).marks

    distances = [(float(m.x) - 200) ** 2 + (float(m.y) - 200) ** 2 for m in marks]
    assert [round(distance**0.5) for distance in distances] == [150, 150]


def test_meetings_close_together_do_not_hide_each_other():
    days = [dt.date(2027, 3, 9), dt.date(2027, 3, 10), dt.date(2027, 3, 11)]
    marks = drawn(meetings=[spot(n, day) for n, day in enumerate(days, 1)]).marks

    distances = [(float(m.x) - 200) ** 2 + (float(m.y) - 200) ** 2 for m in marks]
    assert [round(distance**0.5) for distance in distances] == [150, 121, 92]


def test_meetings_at_both_ends_of_the_term_do_not_hide_each_other():
    marks = drawn(meetings=[spot(1, dt.date(2027, 1, 3)), spot(2, dt.date(2027, 12, 29))]).marks

    assert (float(marks[0].y) < 60, float(marks[1].y) > 70) == (True, True)


def test_coordinates_keep_their_point_in_danish():
    with translation.override("da"):
        mark = drawn(meetings=[spot(1, dt.date(2027, 3, 9))]).marks[0]

    assert (mark.x, "," in mark.x + mark.y + mark.text_y) == ("337.1", False)
