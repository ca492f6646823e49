"""What the database refuses about offers of a seat, whoever writes: one attack a rule."""

import datetime as dt

import pytest

from members.clock import database_now
from members.models import Cohort, Offer
from members.rules import Outcome
from tests import factories
from tests.members.waiting import offer, waiting
from tests.sql import refused_by

pytestmark = pytest.mark.django_db
INSERT = (
    "INSERT INTO members_offer (application_id, reason, offered_by_id, offered_at, answer_by) "
    "VALUES (%(application)s, 'x', %(by)s, network_clock() + %(offered)s, network_clock() + %(answer)s)"
)


@pytest.fixture
def anna(world):
    return waiting(world.application, world.facilitator, place=1)


@pytest.fixture
def otto(world, anna):
    return waiting(factories.submitted(world.next, world.other_applicant), world.facilitator, place=2)


@pytest.fixture
def made(world, anna):
    return offer(anna, world.facilitator)


def inserted(world, application, offered="0", answer="7 days"):
    return refused_by(
        INSERT, application=application.pk, by=world.facilitator.pk, offered=offered, answer=answer
    )


def changed(made, change):
    return refused_by(f"UPDATE members_offer SET {change} WHERE id = %(id)s", id=made.pk)


def test_offer_as_it_should_be_is_let_in(world, anna):
    assert inserted(world, anna) == ""


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"offered": "1 day", "answer": "8 days"}, "offer_time_is_the_clock"),
        ({"offered": "-1 day"}, "offer_time_is_the_clock"),
        ({"answer": "23 hours"}, "offer_leaves_time_to_answer"),
        ({"answer": "-1 hour"}, "offer_leaves_time_to_answer"),
        ({"answer": "300 days"}, "offer_answered_by_the_last_admission_day"),
    ],
)
def test_times_of_an_offer_are_refused_by(world, anna, given, constraint):
    assert inserted(world, anna, **given) == constraint


def test_offer_on_the_last_admission_day_may_be_shorter_than_a_day(world, anna, set_clock):
    day = world.next.last_admission_on
    set_clock(dt.datetime.combine(day, dt.time(20), dt.timezone(dt.timedelta(hours=1))))
    assert (inserted(world, anna, answer="1 hour"), inserted(world, anna, answer="24 hours")) == (
        "offer_leaves_time_to_answer",
        "offer_answered_by_the_last_admission_day",
    )
    made = offer(anna, world.facilitator)
    assert made.answer_by.astimezone(factories.timezone.get_default_timezone()).date() == day


def test_seat_is_offered_to_who_waits(world):
    assert inserted(world, world.application) == "offer_to_who_waits"


def test_seat_is_offered_to_the_next(world, otto):
    assert inserted(world, otto) == "offer_to_the_next"


def test_applicant_is_offered_one_seat_at_a_time(world, made, anna):
    assert inserted(world, anna) == "offer_one_open"


def test_no_more_offers_than_free_seats(world, anna, otto):
    Cohort.objects.filter(pk=world.next.pk).update(seats=1)
    offer(anna, world.facilitator)
    assert inserted(world, otto) == "offer_of_a_free_seat"


def test_seat_is_offered_on_confirmed_responsibility(world):
    anna = waiting(world.application, world.facilitator, place=1, confirmed=False)
    assert inserted(world, anna) == "offer_with_confirmed_responsibility"


def test_seat_is_offered_to_admitted_sectors(world):
    employer = factories.organisation("Forening uden sektor", sector="")
    other = factories.submitted(world.next, world.other_applicant, employer)
    anna = waiting(other, world.facilitator, place=1)
    assert inserted(world, anna) == "offer_to_an_admitted_sector"


@pytest.mark.parametrize("change", ["reason = 'y'", "answer_by = answer_by + interval '1 day'"])
def test_offer_is_frozen(made, change):
    assert changed(made, change) == "offer_frozen"


def test_offer_has_a_reason(world, anna):
    sql = INSERT.replace("'x'", "'  '")
    values = {"application": anna.pk, "by": world.facilitator.pk, "offered": "0", "answer": "7 days"}
    assert refused_by(sql, **values) == "offer_has_a_reason"


def test_accepted_offer_is_a_seat(made):
    assert changed(made, "accepted_at = network_clock()") == "offer_accepted_is_a_seat"


def test_accepted_offer_without_a_free_seat_is_refused(world, made, anna):
    """However the seats are counted, the seat itself is refused, and so the acceptance."""
    sql = (
        "UPDATE members_offer SET accepted_at = network_clock() WHERE id = %(id)s; "
        "UPDATE members_cohort SET seats = 1, seats_taken = 1 WHERE id = %(year)s"
    )
    assert refused_by(sql, id=made.pk, year=world.next.pk) == "cohort_seats_are_counted"


def test_answer_is_of_the_databases_clock(made):
    assert changed(made, "declined_at = network_clock() - interval '1 hour'") == "offer_time_is_the_clock"


@pytest.mark.parametrize("answer", ["accepted_at", "declined_at"])
def test_answer_is_in_time_by_the_databases_clock(made, set_clock, answer):
    set_clock(made.answer_by + dt.timedelta(seconds=1))
    assert changed(made, f"{answer} = network_clock()") == "offer_answered_in_time"


@pytest.mark.parametrize(
    "change", ["declined_at = NULL", "accepted_at = network_clock(), declined_at = NULL"]
)
def test_answer_stays(made, change):
    assert changed(made, "declined_at = network_clock()") == ""
    assert changed(made, change) == "offer_answered_once"


def test_offer_is_answered_yes_or_no(made):
    change = "accepted_at = network_clock(), declined_at = network_clock()"
    assert changed(made, change) == "offer_answered_once"


def test_who_left_the_list_answers_nothing(made, anna):
    anna.withdraw(anna.person, database_now())
    assert changed(made, "declined_at = network_clock()") == "offer_to_who_waits"


def test_nobody_is_told_too_early_that_an_offer_ran_out(made):
    assert changed(made, "run_out_told_at = network_clock()") == "offer_frozen"


def test_offer_is_kept_with_its_application(made):
    assert refused_by("DELETE FROM members_offer WHERE id = %(id)s", id=made.pk) == "offer_kept"


def test_limit_is_not_lowered_under_an_offer(world, made):
    factories.membership(world.next, factories.person(), world.facilitator)
    sql = "UPDATE members_cohort SET seats = 1 WHERE id = %(id)s"
    assert refused_by(sql, id=world.next.pk) == "cohort_keeps_offered_seats"


def test_offered_seat_is_given_to_nobody_else(world, anna):
    Cohort.objects.filter(pk=world.next.pk).update(seats=1)
    other = factories.prepared(
        factories.submitted(world.next, world.other_applicant), world.facilitator, Outcome.ADMIT
    )
    offer(anna, world.facilitator)
    other.announce(by=world.facilitator, at=database_now())
    sql = (
        "INSERT INTO members_payer (legal_name, department, street, postcode, city, cvr, gln, person_reference, "
        "requisition_number, account_string, shares_invoice) VALUES ('x', '', '', '', '', '', '', '', '', '', false); "
        "INSERT INTO members_membership (person_id, cohort_id, network_id, application_id, starts_on, ends_on, "
        "organisation_id, payer_id, agreed_name, agreed_title, agreed_organisation, agreed_fee, agreed_covers, "
        "agreed_terms, agreed_criteria, admitted_at, admitted_by_id, annulled_because, billed_elsewhere) "
        "SELECT a.person_id, a.cohort_id, c.network_id, a.id, c.starts_on, c.ends_on, a.organisation_id, "
        "(SELECT max(id) FROM members_payer), 'x', '', 'x', 1, '', '', '[]', now(), %(by)s, '', false "
        "FROM members_application a JOIN members_cohort c ON c.id = a.cohort_id WHERE a.id = %(id)s"
    )
    constraint = refused_by(sql, id=other.application_id, by=world.facilitator.pk)
    assert constraint == "cohort_keeps_offered_seats"


def test_decision_waits_for_the_answer(world, anna):
    prepared = factories.prepared(anna, world.facilitator, Outcome.DECLINE)
    Offer.objects.create(
        application=anna,
        reason="x",
        offered_by=world.facilitator,
        offered_at=database_now(),
        answer_by=database_now() + dt.timedelta(days=7),
    )
    sql = (
        "UPDATE members_decision SET announced_at = now(), announced_by_id = prepared_by_id WHERE id = %(id)s"
    )
    assert refused_by(sql, id=prepared.pk) == "decision_waits_for_the_offer"
