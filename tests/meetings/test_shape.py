"""The shape of a programme, moved to another year: same weekdays, same hours, inside the new term."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings import shape
from meetings.models import Meeting
from members.rules import COPENHAGEN
from tests import factories
from tests.meetings.factories import danish, meeting, seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(db):
    return factories.person()


@pytest.fixture
def like(by):
    """A year that is the calendar's."""
    return factories.cohort(factories.network(), starts_on=dt.date(2027, 1, 1), published_by=by)


def starts(found):
    return [one.parts[0].starts_at.astimezone(COPENHAGEN) for one in found]


def test_meetings_keep_weekday_and_hour_and_leave_themes_and_hosts(like, by):
    meeting(like, by, on=dt.date(2027, 3, 11), theme_da="Paradokser", secretariat=True, town="Vejle")
    after = factories.cohort(like.network, starts_on=dt.date(2028, 1, 1), opens_in=None)
    made = shape.copy(like, after, by=by, at=timezone.now())
    found = Meeting.objects.programme(after).get()
    assert made == [found]
    assert (found.starts_at, found.ends_at) == (
        danish(dt.date(2028, 3, 9)),
        danish(dt.date(2028, 3, 9), "16"),
    )
    assert (found.theme_da, found.is_hosted, found.town, found.status) == (
        "Tema følger",
        False,
        "",
        "planned",
    )


def test_seminar_keeps_its_two_days_and_the_night(like, by):
    meeting(like, by, parts=seminar(dt.date(2027, 8, 24)))
    parts = shape.shape(like, dt.date(2028, 1, 1))[0].parts
    assert [(one.title_da, one.starts_at, one.ends_at) for one in parts] == [
        (one.title_da, one.starts_at, one.ends_at) for one in seminar(dt.date(2028, 8, 22))
    ]


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (dt.date(2026, 3, 27), dt.date(2027, 3, 26)),  # before summer time in both years
        (dt.date(2026, 3, 30), dt.date(2027, 3, 29)),  # the day after it begins, in both
        (dt.date(2026, 10, 26), dt.date(2027, 10, 25)),  # winter time already; then still summer time
        (dt.date(2028, 2, 29), dt.date(2029, 2, 27)),
    ],
)
def test_ten_o_clock_stays_ten_o_clock(by, day, moved):
    like = factories.cohort(factories.network(), starts_on=dt.date(day.year, 1, 1), opens_in=None)
    meeting(like, by, on=day)
    (start,) = starts(shape.shape(like, dt.date(day.year + 1, 1, 1)))
    assert (start.date(), start.hour, start.minute, start.weekday()) == (moved, 10, 0, day.weekday())


def test_meetings_stay_inside_the_term(by):
    like = factories.cohort(factories.network(), starts_on=dt.date(2027, 1, 1), opens_in=None)
    for day in (dt.date(2027, 1, 1), dt.date(2027, 12, 31)):
        meeting(like, by, on=day, number=day.month)
    assert [start.date() for start in starts(shape.shape(like, dt.date(2028, 1, 1)))] == [
        dt.date(2028, 1, 7),
        dt.date(2028, 12, 29),
    ]


def test_a_meeting_that_would_fall_on_another_moves_a_week_more(by):
    like = factories.cohort(factories.network(), starts_on=dt.date(2027, 1, 1), opens_in=None)
    for day in (dt.date(2027, 1, 1), dt.date(2027, 1, 8)):
        meeting(like, by, on=day, number=day.day)
    assert [start.date() for start in starts(shape.shape(like, dt.date(2028, 1, 1)))] == [
        dt.date(2028, 1, 7),
        dt.date(2028, 1, 14),
    ]


def test_a_term_need_not_be_a_calendar_year(by):
    like = factories.cohort(factories.network(), starts_on=dt.date(2027, 8, 1), opens_in=None)
    meeting(like, by, on=dt.date(2028, 2, 29))
    assert starts(shape.shape(like, dt.date(2028, 8, 1)))[0].date() == dt.date(2029, 2, 27)


def test_what_was_called_off_is_left_out_and_what_has_no_day_keeps_none(like, by):
    now = timezone.now()
    meeting(like, by, number=1).cancel(by=by, at=now)
    meeting(
        like, by, number=2, days=60, answers_close_at=danish(like.starts_on + dt.timedelta(days=53), "12")
    )
    meeting(like, by, number=3, parts=[])
    found = shape.shape(like, dt.date(2028, 1, 1))
    assert [(one.number, len(one.parts)) for one in found] == [(1, 1), (2, 0)]
    assert found[0].answers_close_at == found[0].parts[0].starts_at - dt.timedelta(days=7, hours=-2)
    assert (found[1].when, found[1].answers_close_at) == ("", None)


@pytest.mark.parametrize("count", [1, 30])
def test_shape_takes_three_queries(like, by, django_assert_num_queries, count):
    for number in range(count):
        meeting(like, by, days=number * 3, number=number + 1)
    with django_assert_num_queries(3):
        assert len(shape.shape(like, dt.date(2028, 1, 1))) == count
