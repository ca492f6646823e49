"""Organisations that end, and who carries on from the day after, in Denmark."""

import datetime as dt
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from members import rules
from members.forms.organisation import OrganisationFields
from members.models import Organisation
from members.rules import Refused, Span
from members.tasks.organisations import carry_over
from tests import factories
from tests.sql import refused_by

pytestmark = pytest.mark.django_db
DENMARK = ZoneInfo("Europe/Copenhagen")
LAST_MINUTE = dt.datetime(2026, 12, 31, 23, 59, 59, tzinfo=DENMARK)
FIRST_SECOND = dt.datetime(2027, 1, 1, 0, 0, tzinfo=DENMARK)
OLD, NEW = "Region Hovedstaden", "Region Østdanmark"
NOON = dt.datetime(2026, 11, 25, 12, 0, tzinfo=DENMARK)


@pytest.fixture
def it_is(set_clock):
    """A function that sets the database's clock and the web server's."""
    travels = []

    def put(at):
        set_clock(at)
        for travel in travels:
            travel.stop()
        travels[:] = [time_machine.travel(at, tick=False)]
        travels[0].start()

    yield put
    for travel in travels:
        travel.stop()


def known(name):
    return Organisation.objects.get(name=name)


def regions():
    return set(Organisation.objects.listed().filter(sector="regional").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("at", "gone", "there"),
    [(LAST_MINUTE, {NEW}, {OLD, "Region Sjælland"}), (FIRST_SECOND, {OLD, "Region Sjælland"}, {NEW})],
    ids=["last minute", "first second"],
)
def test_regions_merge_at_midnight_in_denmark(it_is, at, gone, there):
    it_is(at)
    assert (regions() & gone, regions() & there) == (set(), there)
    assert len(regions()) == (5 if at == LAST_MINUTE else 4)


@pytest.mark.parametrize(("at", "name"), [(LAST_MINUTE, OLD), (FIRST_SECOND, NEW)])
def test_people_follow_at_midnight(it_is, at, name):
    person = factories.person(organisation=known(OLD))
    it_is(at)
    assert person.organisation.known_as.name == name  # before any sweep has come round
    carry_over()
    carry_over()
    person.refresh_from_db()
    assert person.organisation.name == name


def test_typing_the_old_name_leads_to_the_new_one(it_is):
    it_is(LAST_MINUTE)
    form = OrganisationFields({"organisation": OLD})
    assert (form.is_valid(), form.cleaned_data["found"].name) == (True, OLD)
    it_is(FIRST_SECOND)
    form = OrganisationFields({"organisation": OLD})
    assert form.errors["organisation"] == [
        "Region Hovedstaden fandtes til og med 31. december 2026. Region Østdanmark fører opgaverne videre: "
        "skriv den i stedet."
    ]


def test_seat_of_before_keeps_the_old_name_and_a_new_one_gets_the_new(world, it_is):
    it_is(NOON)
    network = factories.network(sectors=["regional"])
    factories.role(network, world.facilitator)
    person = factories.person(organisation=known(OLD))
    year = factories.cohort(network, published_by=world.facilitator)
    old = factories.membership(year, person, world.facilitator)
    waiting = factories.submitted(year, factories.person(), known(OLD))
    factories.prepared(waiting, world.facilitator)
    assert waiting.sector == "regional"

    it_is(FIRST_SECOND)
    carry_over()
    old.refresh_from_db()

    assert (old.agreed_organisation, old.organisation.name, old.known_organisation) == (OLD, OLD, NEW)
    assert waiting.organisation.known_on(timezone.localdate(FIRST_SECOND)).name == NEW


def test_migration_is_undone_even_when_the_day_has_passed(it_is):
    it_is(FIRST_SECOND)
    migration = import_module("members.migrations.0008_ends_of_2026")
    migration.remove(apps, None)
    assert (known(OLD).ended_on, Organisation.objects.filter(name=NEW).exists()) == (None, False)
    migration.add(apps, None)
    assert known(OLD).successor == known(NEW)


TODAY = dt.date(2026, 11, 25)
DAY = rules.DAY


@pytest.mark.parametrize(
    ("own", "on", "successor", "is_itself", "codes"),
    [
        (Span(), TODAY, None, False, []),
        (Span(), TODAY, Span(), False, []),
        (Span(), TODAY, Span(begins_on=TODAY + DAY), False, []),
        (Span(), TODAY, Span(begins_on=TODAY + 2 * DAY), False, ["not_begun"]),
        (Span(), TODAY, Span(ended_on=TODAY + DAY), False, []),
        (Span(), TODAY, Span(ended_on=TODAY), False, ["ended"]),
        (Span(), TODAY, Span(), True, ["itself"]),
        (Span(begins_on=TODAY), TODAY, None, False, []),
        (Span(begins_on=TODAY + DAY), TODAY, None, False, ["too_early"]),
        (Span(ended_on=TODAY), TODAY + DAY, None, False, []),
        (Span(ended_on=TODAY - DAY), TODAY, None, False, ["has_come"]),
    ],
)
def test_end_is_judged(own, on, successor, is_itself, codes):
    found = rules.end_refusals(own, on, TODAY, successor, is_itself=is_itself)
    assert [refusal.code for refusal in found] == codes


@pytest.fixture
def pair(world):
    """Two listed organisations."""
    return factories.organisation("Gammel Styrelse", "state"), factories.organisation("Ny Styrelse", "state")


def end(organisation, on, successor=None):
    sql = "UPDATE members_organisation SET ended_on = %(on)s, successor_id = %(successor)s WHERE id = %(id)s"
    return refused_by(sql, on=on, successor=successor and successor.pk, id=organisation.pk)


def test_database_holds_ends_in_order(pair, set_clock):
    set_clock(NOON)
    old, new = pair
    assert end(old, TODAY, new) == ""
    assert end(new, TODAY, None) == "organisation_successor_outlives_it"
    assert end(new, TODAY + DAY, old) == "organisation_successor_outlives_it"
    assert end(new, TODAY + DAY, None) == ""
    assert end(old, TODAY + DAY, new) == "organisation_successor_outlives_it"


def test_database_keeps_an_end_that_has_come(pair, set_clock):
    set_clock(NOON)
    old, _new = pair
    assert (end(old, TODAY), end(old, TODAY + DAY), end(old, TODAY - DAY)) == ("", "", "")
    assert end(old, None) == "organisation_end_stays"


def test_database_judges_begins_and_notes(pair):
    old, _new = pair
    change = "UPDATE members_organisation SET {} WHERE id = %(id)s"
    backwards = change.format("begins_on = '2027-01-02', ended_on = '2027-01-01'")
    assert refused_by(backwards, id=old.pk) == "organisation_begins_before_it_ends"
    noted = change.format("end_noted_at = now()")
    assert refused_by(noted, id=old.pk) == "organisation_end_noted_at_some_time"


def at_page(name, *more):
    return reverse(f"members:{name}", args=["innovationschefer", *more])


@pytest.fixture
def desk(world, sign_in):
    return sign_in(world.facilitator)


def test_facilitator_notes_an_end_with_who_carries_on(pair, desk, world, set_clock):
    set_clock(NOON)
    old, new = pair
    typed = {"ended_on": "2026-12-31", "organisation": "ny styrelse", "confirmed": "on"}

    page = desk.post(at_page("organisation_end", old.pk), typed, follow=True).content.decode()

    old.refresh_from_db()
    assert (old.ended_on, old.successor, old.end_noted_by) == (dt.date(2026, 12, 31), new, world.facilitator)
    for text in (
        "Gammel Styrelse",
        "ophører 31. december 2026",
        "Ny Styrelse fører opgaverne videre.",
        "Fie Facilitator",
    ):
        assert text in page
    desk.post(at_page("organisation_end_removal", old.pk))
    old.refresh_from_db()
    assert (old.ended_on, old.successor, old.end_noted_by, old.end_noted_at) == (None, None, None, None)


def test_who_carries_on_is_added_from_the_day_after(pair, desk, set_clock):
    set_clock(NOON)
    old, _new = pair
    typed = {"ended_on": "31/12-2026", "organisation": "Nyeste Styrelse", "unlisted": "on", "confirmed": "on"}
    desk.post(at_page("organisation_end", old.pk), typed)
    added = known("Nyeste Styrelse")
    assert (added.sector, added.begins_on, added in Organisation.objects.listed()) == (
        "state", dt.date(2027, 1, 1), False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {},
            {
                "ended_on": ["Angiv organisationens sidste dag."],
                "confirmed": ["Bekræft, at det gælder for alle netværk."],
            },
        ),
        (
            {"ended_on": "2026-12-31", "organisation": "Gammel Styrelse", "confirmed": "on"},
            {"organisation": ["En organisation kan ikke afløse sig selv."]},
        ),
        (
            {"ended_on": "2026-12-30", "organisation": OLD, "confirmed": "on"},
            None,
        ),
        (
            {"ended_on": "2027-06-30", "organisation": OLD, "confirmed": "on"},
            {"organisation": ["Region Hovedstaden"]},
        ),
        (
            {"ended_on": "2026-12-31", "organisation": "vejle kommune", "unlisted": "on", "confirmed": ""},
            {"confirmed": ["Bekræft, at det gælder for alle netværk."]},
        ),
    ],
)
def test_wrong_end_is_told_at_the_field(pair, desk, set_clock, typed, errors):
    set_clock(NOON)
    old, _new = pair
    answer = desk.post(at_page("organisation_end", old.pk), typed)
    if errors is None:
        assert answer.status_code == 302
        return
    found = answer.context["form"].errors
    assert set(found) == set(errors)
    assert all(found[field][0].strip("”").startswith(sentences[0]) for field, sentences in errors.items())
    old.refresh_from_db()
    assert old.ended_on is None


def test_end_that_has_come_is_shown_and_stays(pair, desk, set_clock):
    set_clock(NOON)
    old, _new = pair
    old.note_end(on=TODAY - DAY, by=factories.person(), at=NOON)
    assert (
        "Den fandtes til og med 24. november 2026."
        in desk.get(at_page("organisation_end", old.pk)).content.decode()
    )
    with pytest.raises(Refused):
        old.take_back_end(at=NOON)
    assert (
        "Det står fast."
        in desk.post(at_page("organisation_end_removal", old.pk), follow=True).content.decode()
    )


def test_what_an_applicant_added_cannot_be_ended(world, desk):
    added = factories.organisation("Hemmelig Forening", sector="")
    assert desk.get(at_page("organisation_end", added.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_for_1_and_30_ends(world, desk, django_assert_num_queries, rows):
    for _ in range(rows):
        factories.organisation().note_end(on=TODAY, successor=world.employer, by=world.facilitator, at=NOON)
    with django_assert_num_queries(7):
        answer = desk.get(at_page("listed_organisations"))
    assert len(answer.context["ending"]) == rows + 3  # the three that came with the installation
