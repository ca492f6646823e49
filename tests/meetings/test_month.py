import datetime as dt

import pytest
from django.utils import timezone
from django.utils.translation import override

from meetings import month
from meetings.models import Meeting
from tests import factories as people

from .factories import danish, meeting, part, seminar

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 8, 24)


@pytest.fixture(autouse=True)
def danish_words():
    with override("da"):
        yield


def month_of(world, first):
    """Every day of the month on which something happens, with the hours."""
    weeks = month.weeks(first, list(Meeting.objects.programme(world.past)), dt.date(2017, 8, 1))
    return {
        day.date.day: [entry.hours for entry in day.entries]
        for week in weeks
        for day in week.days
        if day.entries
    }


def test_week_begins_on_monday_and_has_the_danish_number():
    weeks = month.weeks(dt.date(2017, 1, 1), [], dt.date(2017, 1, 2))
    assert [week.number for week in weeks] == [52, 1, 2, 3, 4, 5]
    assert [week.days[0].date for week in weeks[:2]] == [dt.date(2016, 12, 26), dt.date(2017, 1, 2)]
    assert [day.date for week in weeks for day in week.days if day.is_today] == [dt.date(2017, 1, 2)]
    assert weeks[0].days[5].in_month is False
    assert weeks[0].days[6].in_month is True


def test_year_has_week_53():
    assert month.weeks(dt.date(2020, 12, 1), [], DAY)[-1].number == 53


def test_seminar_stands_on_both_days(world):
    meeting(world.past, world.facilitator, parts=seminar(DAY))
    assert month_of(world, dt.date(2017, 8, 1)) == {24: ["fra kl.\xa010"], 25: ["til kl.\xa012.30"]}


def test_seminar_without_a_night_has_hours_on_each_day(world):
    days = [part(DAY, "10", "18"), part(DAY + dt.timedelta(days=1), "9", "12.30")]
    meeting(world.past, world.facilitator, parts=days)
    assert month_of(world, dt.date(2017, 8, 1)) == {24: ["kl.\xa010–18"], 25: ["kl.\xa09–12.30"]}


def test_long_seminar_has_a_whole_day(world):
    nights = [part(DAY, "20", "10", nights=1), part(DAY + dt.timedelta(days=1), "10", "8", nights=1)]
    meeting(world.past, world.facilitator, parts=nights)
    assert month_of(world, dt.date(2017, 8, 1)) == {
        24: ["fra kl.\xa020"],
        25: ["hele dagen"],
        26: ["til kl.\xa08"],
    }


def test_meeting_that_ends_at_midnight_does_not_touch_the_next_day(world):
    meeting(world.past, world.facilitator, parts=[part(DAY, "20", "0", nights=1)])
    assert month_of(world, dt.date(2017, 8, 1)) == {24: ["kl.\xa020–0"]}


def test_meeting_without_a_day_stands_nowhere(world):
    meeting(world.past, world.facilitator, parts=[])
    assert month_of(world, dt.date(2017, 8, 1)) == {}


def test_days_of_the_neighbouring_month_are_shown_where_they_fill_a_week(world):
    meeting(world.past, world.facilitator, on=dt.date(2017, 8, 31))
    assert month_of(world, dt.date(2017, 9, 1)) == {31: ["kl.\xa010–16"]}


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [
        (dt.date(2017, 1, 1), dt.date(2016, 12, 1), dt.date(2017, 2, 1)),
        (dt.date(2017, 12, 1), dt.date(2017, 11, 1), dt.date(2018, 1, 1)),
        (dt.date(2020, 2, 1), dt.date(2020, 1, 1), dt.date(2020, 3, 1)),
    ],
)
def test_months_follow_each_other(first, before, after):
    assert (month.preceding(first), month.following(first)) == (before, after)


def test_calendar_opens_where_something_happens(world):
    year = people.cohort(world.sister_network, starts_on=dt.date(2030, 7, 1), opens_in=None)
    assert month.opening(year, [], danish(dt.date(2030, 1, 1))) == dt.date(2030, 7, 1)
    assert month.opening(year, [], danish(dt.date(2030, 9, 9))) == dt.date(2030, 9, 1)
    assert month.opening(year, [], danish(dt.date(2035, 9, 9))) == dt.date(2031, 6, 1)
    meeting(year, world.sister, on=dt.date(2030, 8, 20))
    meeting(year, world.sister, on=dt.date(2031, 2, 3))
    meetings = list(Meeting.objects.programme(year))
    assert month.opening(year, meetings, danish(dt.date(2030, 1, 1))) == dt.date(2030, 8, 1)
    assert month.opening(year, meetings, danish(dt.date(2030, 12, 1))) == dt.date(2031, 2, 1)
    assert month.opening(year, meetings, danish(dt.date(2032, 12, 1))) == dt.date(2030, 8, 1)


def test_today_is_danish():
    assert timezone.get_current_timezone_name() == "Europe/Copenhagen"
