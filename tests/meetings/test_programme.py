"""The programme of a year: what is missing, what clashes, and a first one in one press."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import programme
from meetings.clashes import clashes
from meetings.first_programme import first_shape
from meetings.models import AgendaItem, Meeting
from meetings.rules import MovingFacts, Status, moving_refusals
from tests import factories

from .factories import meeting


def address(name, cohort, **more):
    return reverse(f"meetings:{name}", kwargs={"network": cohort.network.slug, "year": cohort.year} | more)


def missing(row):
    return [one.page.removeprefix("meetings:") for one in row.missing]


def test_programme_says_what_each_meeting_lacks(world):
    meeting(world.running, world.facilitator, days=200)
    (row,) = programme.programme(world.running)
    assert missing(row) == ["host", "edit", "practical", "practical", "practical", "agenda"]
    made, at = row.meeting, timezone.now()
    made.give_host(secretariat=True, address="Fjordvej 1", by=world.facilitator, at=at)
    made.describe(
        by=world.facilitator,
        at=at,
        answers_close_at=made.starts_at,
        food="Frokost",
        contact_name="Receptionen",
    )
    AgendaItem.objects.begin(made, by=world.facilitator, at=at)
    (row,) = programme.programme(world.running)
    assert missing(row) == []


def test_cancelled_meeting_lacks_nothing(world):
    made = meeting(world.running, world.facilitator, days=200)
    made.cancel(by=world.facilitator, at=timezone.now())
    (row,) = programme.programme(world.running)
    assert (row.missing, row.clashes) == ([], [])


def test_programme_tells_a_clash(world):
    day = dt.date(world.running.ends_on.year, 1, 1)
    meeting(world.running, world.facilitator, on=day)
    (row,) = programme.programme(world.running)
    assert any("nytårsdag" in sentence for sentence in row.clashes)


@pytest.mark.parametrize("starts_on", [dt.date(2027, month, 1) for month in range(1, 13)])
def test_first_programme_finds_good_days_in_any_year(world, starts_on):
    cohort = factories.cohort(factories.network(), starts_on=starts_on, opens_in=None, with_criteria=False)
    shape = first_shape(cohort)
    assert [len(one.parts) for one in shape] == [1, 1, 3, 1, 1]
    parts = [part for one in shape for part in one.parts]
    assert moving_refusals(MovingFacts(Status.PLANNED, parts[:4], (cohort.starts_on, cohort.ends_on))) == []
    assert clashes([day for part in parts for day in part.days()]) == []


def test_empty_year_begins_with_four_meetings_and_a_seminar_once(world, sign_in):
    browser = sign_in(world.facilitator)
    page = address("programme", world.next)
    assert "Begynd med fire møder og et seminar" in browser.get(page).content.decode()
    for _ in range(2):
        browser.post(address("programme_beginning", world.next))
    made = Meeting.objects.programme(world.next)
    assert [one.parts.count() for one in made] == [1, 1, 3, 1, 1]
    assert {(one.status, one.theme_da) for one in made} == {("planned", "Tema følger")}
    assert "Tema følger" in browser.get(page).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_programme_costs_the_same_for_1_and_30_meetings(world, sign_in, django_assert_num_queries, count):
    for place in range(count):
        made = meeting(world.running, world.facilitator, days=150 + 2 * place)
        made.give_host(membership=world.membership, by=world.facilitator, at=timezone.now())
    browser, page = sign_in(world.facilitator), address("programme", world.running)
    browser.get(page)
    with django_assert_num_queries(7):
        browser.get(page)


# While a date is chosen ----------------------------------------------------------------------------------


def rows(day, starts="", ends=""):
    return {
        "parts-TOTAL_FORMS": 1, "parts-INITIAL_FORMS": 0, "parts-0-day": day, "parts-0-starts": starts,
        "parts-0-ends": ends,
    }  # fmt: skip


def test_dates_are_checked_without_saving_and_without_complaints(world, sign_in):
    day = dt.date(world.running.ends_on.year, 1, 1)
    answer = sign_in(world.facilitator).post(
        address("new", world.running), {**rows(day), "check": "dates", "theme_da": ""}
    )
    text = answer.content.decode()
    assert ("er nytårsdag" in text, "error-summary" in text, Meeting.objects.count()) == (True, False, 0)


def test_unreadable_day_is_told_when_dates_are_checked(world, sign_in):
    answer = sign_in(world.facilitator).post(
        address("new", world.running), {**rows("i går"), "check": "dates"}
    )
    assert "”i går”" in answer.content.decode()


def test_clash_never_keeps_a_meeting_from_its_day(world, sign_in):
    made = meeting(world.running, world.facilitator, days=200)
    day = dt.date(world.running.ends_on.year, 1, 1)
    browser = sign_in(world.facilitator)
    page = address("parts", world.running, number=made.number)
    told = browser.post(page, rows(day, "10", "16"), follow=True).content.decode()
    text = browser.get(page).content.decode()
    assert timezone.localdate(made.parts.get().starts_at) == day
    assert ("er nytårsdag" in told, "er nytårsdag" in text) == (True, True)


# Practical details ---------------------------------------------------------------------------------------


def test_host_writes_the_practical_details_of_the_own_meeting_alone(world, sign_in):
    own, other = (meeting(world.running, world.facilitator, days=days) for days in (200, 220))
    own.give_host(membership=world.membership, by=world.facilitator, at=timezone.now())
    before = own.sequence
    browser = sign_in(world.member)
    data = {"address": "Rådhuset, 7100 Vejle", "train": "Ti minutters gang", "contact_name": "Mette"}
    pages = [address("practical", world.running, number=one.number) for one in (own, other)]
    assert [browser.post(page, data).status_code for page in pages] == [302, 404]
    own.refresh_from_db()
    assert (own.address, own.train, own.contact_name) == tuple(data.values())
    assert (own.sequence, own.changed_by) == (before + 1, world.member)
    assert pages[0] in browser.get(address("detail", world.running, number=own.number)).content.decode()


def test_host_who_has_left_writes_no_more(world, sign_in):
    made = meeting(world.running, world.facilitator, days=200)
    made.give_host(membership=world.membership, by=world.facilitator, at=timezone.now())
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    assert (
        sign_in(world.member).get(address("practical", world.running, number=made.number)).status_code == 404
    )
