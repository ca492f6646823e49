"""What the database refuses about years, criteria and organisations, whoever writes: one attack a rule."""

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone

from members.models import Criterion, Organisation
from tests import factories
from tests.sql import refused_by

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def planned(world):
    """A year of the sister network whose intake is still ahead."""
    return factories.cohort(
        world.sister_network, starts_on=dt.date(2040, 1, 1), opens_in=10, closes_in=20, year=2040
    )


def inserted(network, **values):
    """The constraint that refuses a new year, written past every verb."""
    row = {
        "network_id": network.pk, "year": 2050, "taken_over": False, "starts_on": dt.date(2050, 1, 1),
        "ends_on": dt.date(2050, 12, 31), "opens_at": None, "closes_at": None, "last_admission_on": None, "seats": 25,
        "seats_taken": 0, "fee": 8000, "fee_is_approximate": False, "covers_da": "", "covers_en": "", "terms_da": "",
        "terms_en": "", "programme_da": "", "programme_en": "", "published_at": None, "published_by_id": None, **values,
    }  # fmt: skip
    columns, places = ", ".join(row), ", ".join(f"%({name})s" for name in row)
    return refused_by(f"INSERT INTO members_cohort ({columns}) VALUES ({places})", **row)


def changed(cohort, change, **values):
    """The constraint that refuses this change of a year."""
    return refused_by(f"UPDATE members_cohort SET {change} WHERE id = %(id)s", id=cohort.pk, **values)


def window(**values):
    opens = dt.datetime(2049, 10, 1, 12, tzinfo=dt.UTC)
    return {
        "opens_at": opens,
        "closes_at": opens + 30 * DAY,
        "last_admission_on": dt.date(2050, 2, 1),
        **values,
    }


# A new year ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values", [{}, window(), {"taken_over": True}, {"starts_on": dt.date(2050, 2, 28), "ends_on": dt.date(2051, 2, 27)}]
)  # fmt: skip
def test_year_is_stored(world, values):
    assert inserted(world.network, **values) == ""


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"ends_on": dt.date(2050, 12, 30)}, "cohort_term_is_one_year"),
        ({"ends_on": dt.date(2051, 12, 31)}, "cohort_term_is_one_year"),
        ({"year": 2049}, "cohort_year_lies_in_its_term"),
        ({"year": 2051}, "cohort_year_lies_in_its_term"),
        (
            {"year": 1999, "starts_on": dt.date(1999, 1, 1), "ends_on": dt.date(1999, 12, 31)},
            "cohort_year_is_reasonable",
        ),
        (window(closes_at=None), "cohort_intake_both_or_neither"),
        (window(opens_at=None), "cohort_intake_both_or_neither"),
        (window(closes_at=window()["opens_at"]), "cohort_intake_opens_before_it_closes"),
        (window(last_admission_on=None), "cohort_intake_closes_by_last_admission_day"),
        (window(last_admission_on=dt.date(2049, 10, 30)), "cohort_intake_closes_by_last_admission_day"),
        (window(opens_at=dt.datetime(1990, 1, 1, tzinfo=dt.UTC)), "cohort_intake_closes_by_last_admission_day"),
        (window(last_admission_on=dt.date(2050, 12, 31)), "cohort_last_admission_within_term"),
        (window(taken_over=True), "cohort_taken_over_without_intake"),
        ({"taken_over": True, "last_admission_on": dt.date(2050, 2, 1)}, "cohort_taken_over_without_intake"),
        ({"seats": 0}, "cohort_seats_within_reason"),
        ({"seats": 501}, "cohort_seats_within_reason"),
        ({"seats_taken": 1}, "cohort_seats_are_counted"),
        ({"fee": -1}, "cohort_fee_not_negative"),
        ({"published_at": dt.datetime(2049, 1, 1, tzinfo=dt.UTC)}, "cohort_published_by_someone"),
    ],
)  # fmt: skip
def test_year_is_refused(world, values, constraint):
    assert inserted(world.network, **values) == constraint


def test_year_is_once_in_a_network(world):
    factories.cohort(world.sister_network, starts_on=dt.date(2040, 7, 1), opens_in=None)
    before = {"year": 2040, "starts_on": dt.date(2039, 7, 1), "ends_on": dt.date(2040, 6, 30)}
    assert inserted(world.sister_network, **before) == "cohort_once_per_network_and_year"
    assert inserted(world.sister_network, **{**before, "year": 2039}) == ""


def test_terms_of_a_network_do_not_overlap(world):
    values = {"year": 2018, "starts_on": dt.date(2017, 12, 31), "ends_on": dt.date(2018, 12, 30)}
    assert inserted(world.network, **values) == "cohort_terms_do_not_overlap"
    assert inserted(world.sister_network, **values) == ""


# A known year --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "fee = fee + 1",
        "fee_is_approximate = TRUE",
        "terms_da = 'Andre'",
        "terms_en = 'Others'",
        "covers_da = 'Alt'",
        "covers_en = 'All'",
        "opens_at = opens_at + interval '1 day'",
        "last_admission_on = last_admission_on + 1",
        "closes_at = closes_at - interval '1 minute'",
        "opens_at = NULL, closes_at = NULL",
        "starts_on = starts_on + 1, ends_on = ends_on + 1",
        "network_id = (SELECT id FROM members_network WHERE slug = 'spredning')",
    ],
)
def test_open_year_is_frozen(world, change):
    assert changed(world.next, change) == "cohort_frozen_when_intake_opens"


@pytest.mark.parametrize(
    "change",
    ["seats = seats + 10", "closes_at = closes_at + interval '1 day'", "programme_da = 'Fem møder'"],
)
def test_open_year_leaves_the_rest(world, change):
    assert changed(world.next, change) == ""


def test_approximate_fee_is_made_exact_once_after_opening(world, set_clock, planned):
    planned.fee_is_approximate = True
    planned.save()
    set_clock(planned.opens_at + DAY)
    assert changed(planned, "fee = 8100, fee_is_approximate = FALSE") == ""
    assert changed(planned, "fee = 8200") == "cohort_frozen_when_intake_opens"
    assert changed(planned, "fee_is_approximate = TRUE") == "cohort_frozen_when_intake_opens"


@pytest.mark.parametrize(
    "change", ["closes_at = closes_at + interval '1 day'", "opens_at = NULL, closes_at = NULL"]
)
def test_window_never_reopens(world, set_clock, change):
    set_clock(world.next.closes_at)
    assert changed(world.next, change) == "cohort_window_never_reopens"


def test_year_stays_what_it_was_born(world, planned):
    assert changed(world.past, "taken_over = FALSE") == "cohort_stays_what_it_was_born"
    assert (
        changed(planned, "taken_over = TRUE, opens_at = NULL, closes_at = NULL, last_admission_on = NULL")
        == "cohort_stays_what_it_was_born"
    )


def test_seats_are_counted_by_the_database_alone(world):
    assert changed(world.running, "seats_taken = 0") == "cohort_seats_are_counted"


def test_seats_are_never_fewer_than_members(world):
    factories.membership(world.past, world.stranger, world.facilitator)
    assert changed(world.past, "seats = 1") == "cohort_seats_not_exceeded"
    assert changed(world.past, "seats = 2") == ""


def test_term_is_not_moved_under_members(world):
    assert (
        changed(world.past, "starts_on = '2017-01-02', ends_on = '2018-01-01'")
        == "cohort_term_kept_with_members"
    )


# Criteria ------------------------------------------------------------------------------------------------


def criterion(change, criterion):
    return refused_by(f"UPDATE members_criterion SET {change} WHERE id = %(id)s", id=criterion.pk)


def new_criterion(cohort, **values):
    row = {
        "cohort_id": cohort.pk,
        "position": 9,
        "kind": "commitment",
        "wording_da": "Ny",
        "answers": "",
        **values,
    }
    return refused_by(
        "INSERT INTO members_criterion (cohort_id, position, kind, wording_da, wording_en, answers, created_at) VALUES "
        "(%(cohort_id)s, %(position)s, %(kind)s, %(wording_da)s, '', %(answers)s, now())",
        **row,
    )  # fmt: skip


def test_criteria_are_frozen_when_intake_opens(world):
    first = world.next.criteria.first()
    frozen = "criterion_frozen_when_intake_opens"
    assert criterion("wording_da = 'Andet'", first) == frozen
    assert refused_by("DELETE FROM members_criterion WHERE id = %(id)s", id=first.pk) == frozen
    assert new_criterion(world.next) == frozen


def test_criterion_is_not_smuggled_into_or_out_of_a_year(world, planned):
    frozen = "criterion_frozen_when_intake_opens"
    assert criterion(f"cohort_id = {planned.pk}, position = 9", world.next.criteria.last()) == frozen
    assert criterion(f"cohort_id = {world.next.pk}, position = 9", planned.criteria.last()) == frozen


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({}, ""),
        ({"position": 1}, "criterion_position_once"),
        ({"wording_da": " \n "}, "criterion_has_wording"),
        ({"kind": "evidence", "answers": "unit | Enhed"}, "criterion_one_asks_for_evidence"),
        ({"kind": "evidence"}, "criterion_evidence_has_answers"),
        ({"kind": "wish"}, "criterion_kind_known"),
    ],
)
def test_criterion_is_judged(world, planned, values, constraint):
    assert new_criterion(planned, **values) == constraint


def test_criteria_change_places_in_one_statement(planned):
    first, second = planned.criteria.all()[:2]
    swap = (
        "UPDATE members_criterion SET position = 3 - position WHERE position IN (1, 2) AND cohort_id = %(id)s"
    )
    assert refused_by(swap, id=planned.pk) == ""
    assert list(planned.criteria.all()[:2]) == [second, first]


# Networks, organisations and roles -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "sectors", "name", "constraint"),
    [
        ("admin", "{municipal}", "N", "network_slug_not_reserved"),
        ("healthz", "{municipal}", "N", "network_slug_not_reserved"),
        ("nyt", "{}", "N", "network_admits_some_sector"),
        ("nyt", "{private}", "N", "network_admits_some_sector"),
        ("nyt", "{state}", "  ", "network_has_a_name"),
        ("nyt", "{state}", "N", ""),
    ],
)
def test_network_is_judged(db, slug, sectors, name, constraint):
    texts = (
        "name_en", "headline_da", "headline_en", "lede_da", "lede_en", "purpose_da", "purpose_en", "audience_da",
        "audience_en", "secretariat", "contact_name", "contact_title", "contact_email", "contact_phone",
        "facilitation_da", "facilitation_en",
    )  # fmt: skip
    assert (
        refused_by(
            f"INSERT INTO members_network (slug, sectors, name_da, {', '.join(texts)}) VALUES (%(slug)s, %(sectors)s, "
            f"%(name)s, {', '.join(['%(nothing)s'] * len(texts))})",
            slug=slug,
            sectors=sectors,
            name=name,
            nothing="",
        )
        == constraint
    )


def new_organisation(name, sector, confirmed_at=None, **values):
    return refused_by(
        "INSERT INTO members_organisation (name, sector, cvr, municipality, confirmed_at, ended_on, successor_id) VALUES "
        "(%(name)s, %(sector)s, '', '', %(confirmed_at)s, %(ended_on)s, %(successor)s)",
        name=name,
        sector=sector,
        confirmed_at=confirmed_at,
        **{"ended_on": None, "successor": None, **values},
    )


def test_organisation_is_judged(world):
    now = timezone.now()
    assert new_organisation("VEJLE kommune", "municipal", now) == "organisation_name_once"
    assert new_organisation("Ny Styrelse", "", now) == "organisation_with_sector_when_confirmed"
    assert new_organisation("Ny Styrelse", "state") == "organisation_confirmed_by_someone"
    assert new_organisation("Ny Styrelse", "private", now) == "organisation_sector_known"
    assert (
        new_organisation("Ny Styrelse", "state", now, successor=world.employer.pk)
        == "organisation_ends_before_its_successor"
    )
    assert new_organisation("Vejle Kommune", "") == ""


def test_organisations_are_listed_from_the_start(set_clock):
    set_clock(dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    listed = Organisation.objects.listed()
    assert Counter(listed.values_list("sector", flat=True)) == {"municipal": 98, "regional": 5, "state": 63}
    assert listed.filter(sector__in=["municipal", "regional"], cvr="").count() == 0
    assert listed.get(name="Københavns Kommune").municipality == "0101"


def test_last_facilitator_stays(world):
    kept = "network_keeps_a_facilitator"
    sister = world.sister_network.roles.get()
    assert refused_by("DELETE FROM members_role WHERE id = %(id)s", id=sister.pk) == kept
    assert refused_by("UPDATE members_role SET kind = 'finance' WHERE id = %(id)s", id=sister.pk) == kept
    assert refused_by("DELETE FROM members_role WHERE network_id = %(id)s", id=world.network.pk) == kept
    assert (
        refused_by("DELETE FROM members_role WHERE person_id = %(id)s", id=world.second_facilitator.pk) == ""
    )


def test_role_is_once_and_known(world):
    role = world.network.roles.filter(person=world.finance).get()
    insert = (
        "INSERT INTO members_role (network_id, person_id, kind, given_at) "
        "VALUES (%(network)s, %(person)s, %(kind)s, now())"
    )
    row = {"network": world.network.pk, "person": world.finance.pk}
    assert refused_by(insert, **row, kind=role.kind) == "role_once"
    assert refused_by(insert, **row, kind="boss") == "role_kind_known"


def test_criterion_history_is_kept(planned):
    Criterion.objects.filter(cohort=planned, position=2).update(wording_da="Du deler alt.")
    events = Criterion.pgh_event_model.objects.filter(pgh_obj__cohort=planned, position=2).order_by("pgh_id")
    assert [event.wording_da for event in events] == ["Du deler åbent.", "Du deler alt."]
