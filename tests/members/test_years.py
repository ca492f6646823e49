"""Planning, revising, publishing and discarding years; criteria; members of taken-over years."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from members.clock import database_now
from members.models import Cohort, Criterion, Organisation, Person
from members.rules import Refused
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
FIELDS = {"year": 2040, "starts_on": dt.date(2040, 1, 1), "seats": 20, "fee": 8000, "terms_da": "Bindende."}


def codes(refused):
    return [(refusal.field, refusal.code) for refusal in refused.value.refusals]


def plan(network, by, **fields):
    return Cohort.objects.plan(network, by=by, at=timezone.now(), **{**FIELDS, **fields})


@pytest.fixture
def planned(world):
    return plan(world.network, world.facilitator)


@pytest.fixture
def empty_network(db):
    return factories.network("nyt")


# Planning ------------------------------------------------------------------------------------------------


def test_first_year_begins_with_words_to_edit(empty_network):
    begun = Cohort.objects.starting_from(empty_network, dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    assert (begun.pk, begun.year, begun.starts_on) == (None, 2027, dt.date(2027, 1, 1))
    assert begun.terms_da.startswith("Tilmeldingen er bindende for et år.")


def test_first_year_gets_a_first_set_of_criteria(world, empty_network):
    cohort = plan(empty_network, world.facilitator)
    assert [criterion.kind for criterion in cohort.criteria.all()] == ["evidence", *["commitment"] * 3]
    assert [key for key, _ in cohort.evidence().choices()] == ["unit", "equivalent", "coordinates"]


def test_next_year_begins_where_the_last_one_ends(world):
    begun = Cohort.objects.starting_from(world.network, timezone.now())
    assert begun.starts_on == world.next.ends_on + DAY
    assert (begun.year, begun.fee, begun.terms_da) == (
        world.next.year + 1,
        world.next.fee,
        world.next.terms_da,
    )
    assert (begun.opens_at - world.next.opens_at, begun.published_at) == (dt.timedelta(weeks=52), None)


def test_next_year_copies_the_criteria_of_the_last(world, planned):
    copied = [(c.position, c.kind, c.wording_da, c.answers) for c in planned.criteria.all()]
    assert copied == [(c.position, c.kind, c.wording_da, c.answers) for c in world.next.criteria.all()]


def test_planned_year_keeps_the_term_of_one_year(planned):
    assert (planned.ends_on, planned.label, planned.seats_taken) == (dt.date(2040, 12, 31), "2040", 0)


@pytest.mark.parametrize(
    ("starts_on", "label"),
    [
        (dt.date(2040, 1, 1), "2040"),
        (dt.date(2040, 1, 2), "2040/41"),
        (dt.date(2039, 7, 1), "2039/40"),
        (dt.date(2099, 7, 1), "2099/00"),
    ],
)
def test_label_comes_from_the_term(empty_network, starts_on, label):
    cohort = factories.cohort(empty_network, starts_on=starts_on, year=starts_on.year, opens_in=None)
    assert cohort.label == label


@pytest.mark.parametrize(
    ("fields", "refusals"),
    [
        ({"year": 2017}, [("year", "outside_term")]),
        ({"seats": 0}, [("seats", "unreasonable")]),
        ({"starts_on": dt.date(2017, 6, 1), "year": 2018}, [("starts_on", "cohort_terms_do_not_overlap")]),
        ({"fee": -1}, [("fee", "cohort_fee_not_negative")]),
    ],
)
def test_plan_refuses_at_the_field(world, fields, refusals):
    with pytest.raises(Refused) as refused:
        plan(world.network, world.facilitator, **fields)
    assert codes(refused) == refusals


def test_plan_refuses_an_opening_in_the_past(world):
    opens = timezone.now() - DAY
    with pytest.raises(Refused) as refused:
        plan(
            world.network,
            world.facilitator,
            opens_at=opens,
            closes_at=opens + 9 * DAY,
            last_admission_on=dt.date(2040, 2, 1),
        )
    assert codes(refused) == [("opens_at", "in_the_past")]


def test_history_tells_who_planned(world, planned):
    event = Cohort.pgh_event_model.objects.get(pgh_obj=planned, pgh_label="insert")
    told = event.pgh_context.metadata
    assert (told["act"], told["by"]) == ("planned", world.facilitator.pk)


# Revising ------------------------------------------------------------------------------------------------


def test_revise_changes_what_is_still_open(world, planned):
    planned.revise(by=world.facilitator, at=database_now(), fee=8500, starts_on=dt.date(2040, 2, 1))
    planned.refresh_from_db()
    assert (planned.fee, planned.starts_on, planned.ends_on) == (
        8500,
        dt.date(2040, 2, 1),
        dt.date(2041, 1, 31),
    )


def test_revise_in_an_open_intake_extends_the_window_and_adds_seats(world):
    later = world.next.closes_at + DAY
    world.next.revise(by=world.facilitator, at=database_now(), closes_at=later, seats=30)
    assert (world.next.closes_at, world.next.seats) == (later, 30)


@pytest.mark.parametrize(
    ("changes", "refusals"),
    [
        ({"fee": 9000, "terms_da": "Andre"}, [("fee", "frozen"), ("terms_da", "frozen")]),
        ({"opens_at": None, "closes_at": None}, [("opens_at", "frozen"), ("closes_at", "earlier")]),
        ({"fee": 8000, "seats": 0}, [("seats", "unreasonable")]),
    ],
)
def test_revise_in_an_open_intake_refuses_what_is_fixed(world, changes, refusals):
    with pytest.raises(Refused) as refused:
        world.next.revise(by=world.facilitator, at=database_now(), **changes)
    assert codes(refused) == refusals
    assert Cohort.objects.get(pk=world.next.pk).fee == 8000


def test_revise_does_not_shorten_the_window(world):
    with pytest.raises(Refused) as refused:
        world.next.revise(
            by=world.facilitator,
            at=database_now(),
            closes_at=world.next.closes_at - dt.timedelta(minutes=1),
        )
    assert codes(refused) == [("closes_at", "earlier")]


def test_revise_does_not_reopen(world, set_clock):
    set_clock(world.next.closes_at)
    with pytest.raises(Refused) as refused:
        world.next.revise(by=world.facilitator, at=database_now(), closes_at=world.next.closes_at + DAY)
    assert codes(refused) == [("closes_at", "frozen")]


def test_revise_does_not_move_the_term_under_members(world):
    with pytest.raises(Refused) as refused:
        world.past.revise(by=world.facilitator, at=database_now(), starts_on=dt.date(2017, 2, 1))
    assert codes(refused) == [("starts_on", "seated")]


def test_revise_keeps_seats_for_members(world):
    factories.membership(world.past, world.stranger, world.facilitator)
    with pytest.raises(Refused) as refused:
        world.past.revise(by=world.facilitator, at=database_now(), seats=1)
    assert codes(refused) == [("seats", "fewer_seats_than_members")]


# Publishing and discarding -------------------------------------------------------------------------------


def test_publish_shows_the_year_once(world, planned):
    at = database_now()
    planned.publish(by=world.facilitator, at=at)
    planned.publish(by=world.second_facilitator, at=at + DAY)
    planned.refresh_from_db()
    assert (planned.published_at, planned.published_by) == (at, world.facilitator)


def test_publish_asks_for_terms_and_criteria(world):
    bare = plan(world.network, world.facilitator, terms_da="")
    bare.criteria.all().delete()
    with pytest.raises(Refused) as refused:
        bare.publish(by=world.facilitator, at=database_now())
    assert codes(refused) == [("", "no_terms"), ("", "no_criteria")]


def test_discard_takes_away_what_nobody_has_seen(world, planned):
    planned.discard(by=world.facilitator)
    assert not Cohort.objects.filter(year=2040).exists()
    assert not Criterion.objects.filter(cohort_id=planned.pk).exists()


def test_discard_keeps_what_is_public_or_used(world):
    with pytest.raises(Refused) as refused:
        world.past.discard(by=world.facilitator)
    assert codes(refused) == [("", "published")]


# Criteria ------------------------------------------------------------------------------------------------


def wordings(cohort):
    return [criterion.wording_da for criterion in cohort.criteria.all()]


def test_criterion_is_added_at_the_end(world, planned):
    planned.add_criterion(
        kind="commitment", wording_da="Du er nysgerrig.", by=world.facilitator, at=database_now()
    )
    assert wordings(planned)[-1] == "Du er nysgerrig."


def test_criterion_moves_one_place(world, planned):
    first, second, third = planned.criteria.all()
    third.move(up=True, by=world.facilitator)
    assert list(planned.criteria.all()) == [first, third, second]
    Criterion.objects.get(pk=first.pk).move(up=False, by=world.facilitator)
    assert list(planned.criteria.all()) == [third, first, second]


def test_criterion_at_the_end_stays(world, planned):
    before = list(planned.criteria.all())
    before[0].move(up=True, by=world.facilitator)
    before[-1].move(up=False, by=world.facilitator)
    assert list(planned.criteria.all()) == before


def test_criterion_keeps_the_keys_of_known_kinds(world, planned):
    evidence = planned.evidence()
    lines = "Leder en innovationsenhed | Heads a unit\n\nÆgte ildsjæl\nÆgte  ildsjæl|Enthusiast"
    evidence.reword(
        kind="evidence", wording_da="Ansvar.", answer_lines=lines, by=world.facilitator, at=database_now()
    )
    assert evidence.rows() == [
        ("unit", "Leder en innovationsenhed", "Heads a unit"),
        ("gte-ildsjl", "Ægte ildsjæl", ""),
        ("gte-ildsjl-2", "Ægte  ildsjæl", "Enthusiast"),
    ]
    with translation.override("en"):
        assert dict(evidence.choices())["gte-ildsjl-2"] == "Enthusiast"
        assert dict(evidence.choices())["gte-ildsjl"] == "Ægte ildsjæl"


def test_commitment_has_no_kinds(world, planned):
    evidence = planned.evidence()
    evidence.reword(
        kind="commitment", wording_da="Du svarer.", answer_lines="A", by=world.facilitator, at=database_now()
    )
    assert (evidence.answers, planned.criteria.filter(kind="evidence").count()) == ("", 0)


def test_criteria_are_fixed_when_intake_has_opened(world):
    first = world.next.criteria.first()
    with pytest.raises(Refused) as refused:
        first.reword(kind="commitment", wording_da="Nyt", by=world.facilitator, at=database_now())
    assert codes(refused) == [("", "frozen")]
    with pytest.raises(Refused) as refused:
        first.move(up=False, by=world.facilitator)
    assert codes(refused) == [("", "criterion_frozen_when_intake_opens")]
    with pytest.raises(Refused) as refused:
        first.remove(by=world.facilitator)
    assert codes(refused) == [("", "criterion_frozen_when_intake_opens")]


# Taking over ---------------------------------------------------------------------------------------------


def take_over(cohort, by, **fields):
    facts = {
        "email": "Claus@example.dk",
        "name": "Claus",
        "title": "Chef",
        "organisation": Organisation.objects.get(name="Furesø Kommune"),
        "billed_elsewhere": True,
        "name_public": True,
        **fields,
    }
    return cohort.take_over_member(by=by, at=timezone.now(), **facts)


def test_taken_over_member_gets_a_login_and_a_seat(world):
    membership = take_over(world.past, world.facilitator, payer={"cvr": "29188327"})
    person = Person.objects.get(email="Claus@example.dk")
    world.past.refresh_from_db()
    assert (membership.person, membership.agreed_organisation, membership.agreed_fee) == (
        person,
        "Furesø Kommune",
        8000,
    )
    assert (membership.admitted_by, membership.billed_elsewhere, membership.payer.cvr) == (
        world.facilitator,
        True,
        "29188327",
    )
    assert (person.name_is_public, person.organisation.name, world.past.seats_taken) == (
        True,
        "Furesø Kommune",
        2,
    )


def test_taken_over_member_who_is_known_keeps_name_and_consent(world):
    membership = take_over(
        world.past, world.facilitator, email="STRANGER@example.dk", name="S. Fremmed", name_public=False
    )
    world.stranger.refresh_from_db()
    assert (membership.person, world.stranger.name, membership.agreed_name) == (
        world.stranger,
        "Stine Fremmed",
        "S. Fremmed",
    )
    assert world.stranger.name_is_public is False


def test_facilitators_tick_does_not_bring_back_a_consent_that_was_withdrawn(world):
    world.stranger.consent_to_public_name(given=True, at=timezone.now())
    world.stranger.consent_to_public_name(given=False, at=timezone.now())
    take_over(world.past, world.facilitator, email="STRANGER@example.dk", name_public=True)
    world.stranger.refresh_from_db()
    assert world.stranger.name_is_public is False


def test_taken_over_member_can_bring_an_organisation(world):
    membership = take_over(
        world.past, world.facilitator, organisation={"name": "SKAT IT og innovation", "sector": "state"}
    )
    assert (membership.organisation.sector, membership.organisation.confirmed_by) == (
        "state",
        world.facilitator,
    )


@pytest.mark.parametrize(
    ("fields", "refusals"),
    [
        ({"email": "former@example.dk"}, [("email", "membership_one_per_person_and_year")]),
        (
            {"organisation": {"name": "vejle kommune", "sector": "state"}},
            [("organisation", "organisation_name_once")],
        ),
        ({"payer": {"cvr": "1"}}, [("cvr", "payer_cvr_digits")]),
    ],
)
def test_taken_over_member_is_refused_at_the_field_and_leaves_nothing(world, fields, refusals):
    people = Person.objects.count()
    with pytest.raises(Refused) as refused:
        take_over(world.past, world.facilitator, **fields)
    assert codes(refused) == refusals
    assert (Person.objects.count(), world.past.memberships.count()) == (people, 1)


def test_taken_over_year_has_its_seats(world):
    world.past.revise(by=world.facilitator, at=timezone.now(), seats=1)
    with pytest.raises(Refused) as refused:
        take_over(world.past, world.facilitator)
    assert codes(refused) == [("seats", "cohort_seats_not_exceeded")]


def test_year_with_intake_takes_over_nobody(world):
    with pytest.raises(Refused) as refused:
        take_over(world.next, world.facilitator)
    assert codes(refused) == [("", "has_intake")]


# Organisations by day ------------------------------------------------------------------------------------


def test_organisation_that_ended_is_listed_on_its_days(db):
    ended = factories.organisation("SKAT", "state", ended_on=dt.date(2018, 6, 30))
    assert ended in Organisation.objects.listed_on(dt.date(2017, 1, 1))
    assert ended not in Organisation.objects.listed_on(dt.date(2018, 7, 1))
    assert ended not in Organisation.objects.listed()
