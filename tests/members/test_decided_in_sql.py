"""What the database refuses about decisions, seats and letters, whoever writes: one attack a rule."""

import datetime as dt

import pytest
from django.utils import timezone

from members.models import Decision
from members.rules import Outcome
from tests import factories
from tests.sql import refused_by

pytestmark = pytest.mark.django_db
BY_WHOM_ADMITTED = (
    "UPDATE members_membership SET annulled_at = now(), annulled_by_id = admitted_by_id, annulled_because = 'Fejl.' "
    "WHERE application_id IS NOT NULL"
)


@pytest.fixture
def prepared(world):
    return factories.prepared(world.application, world.facilitator)


@pytest.fixture
def announced(world):
    decision = factories.prepared(
        factories.submitted(world.next, world.other_applicant), world.facilitator, Outcome.WAIT
    )
    decision.announce(by=world.facilitator, at=timezone.now())
    return decision


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("reason = '  '", "decision_has_a_reason"),
        ("outcome = 'maybe'", "decision_outcome_known"),
        ("wait_place = 1", "decision_place_when_waiting"),
        ("outcome = 'wait', wait_place = 0", "decision_place_when_waiting"),
        (
            "refers_to_id = (SELECT id FROM members_network WHERE slug = 'spredning')",
            "decision_refers_when_declined",
        ),
        (
            "outcome = 'decline', refers_to_id = (SELECT id FROM members_network WHERE slug = 'innovationschefer')",
            "decision_refers_to_another_network",
        ),
        ("announced_at = now()", "decision_announced_by_someone"),
        ("announced_by_id = prepared_by_id", "decision_announced_by_someone"),
    ],
)
def test_prepared_decision_is_refused_by(prepared, change, constraint):
    assert refused_by(f"UPDATE members_decision SET {change} WHERE id = %(id)s", id=prepared.pk) == constraint


def test_decision_is_born_referring_to_another_network(prepared):
    born = (
        "INSERT INTO members_decision (application_id, outcome, reason, prepared_at, prepared_by_id, refers_to_id) "
        "SELECT d.application_id, 'decline', reason, prepared_at, prepared_by_id, c.network_id FROM members_decision d "
        "JOIN members_application a ON a.id = d.application_id JOIN members_cohort c ON c.id = a.cohort_id "
        "WHERE d.id = %(id)s"
    )
    assert refused_by(born, id=prepared.pk) == "decision_refers_to_another_network"


def test_application_has_one_prepared_decision(prepared):
    again = (
        "INSERT INTO members_decision (application_id, outcome, reason, prepared_at, prepared_by_id) "
        "SELECT application_id, outcome, reason, prepared_at, prepared_by_id FROM members_decision WHERE id = %(id)s"
    )
    assert refused_by(again, id=prepared.pk) == "decision_one_open"


@pytest.mark.parametrize(
    "change", ["reason = 'x'", "outcome = 'admit', wait_place = NULL", "announced_at = now()"]
)
def test_announced_decision_is_fixed(announced, change):
    sql = f"UPDATE members_decision SET {change} WHERE id = %(id)s"
    assert refused_by(sql, id=announced.pk) == "decision_frozen_when_announced"


def test_announced_decision_is_kept(announced):
    sql = "DELETE FROM members_decision WHERE id = %(id)s"
    assert refused_by(sql, id=announced.pk) == "decision_frozen_when_announced"


def test_prepared_decision_stays_with_its_application(world, prepared):
    other = factories.submitted(world.next, world.other_applicant)
    sql = "UPDATE members_decision SET application_id = %(other)s WHERE id = %(id)s"
    assert refused_by(sql, id=prepared.pk, other=other.pk) == "decision_frozen_when_announced"


@pytest.mark.parametrize("state", ["withdrawn", "declined"])
def test_decision_is_about_an_undecided_application(world, state):
    if state == "withdrawn":
        world.application.withdraw(by=world.applicant, at=timezone.now())
    else:
        decision = factories.prepared(world.application, world.facilitator, Outcome.DECLINE)
        decision.announce(by=world.facilitator, at=timezone.now())
    insert = (
        "INSERT INTO members_decision (application_id, outcome, reason, prepared_at, prepared_by_id) "
        "VALUES (%(id)s, 'admit', 'x', now(), %(by)s)"
    )
    assert (
        refused_by(insert, id=world.application.pk, by=world.facilitator.pk)
        == "decision_about_an_undecided_application"
    )


def test_decision_prepared_for_who_withdrew_is_never_announced(world, prepared):
    world.application.withdraw(by=world.applicant, at=timezone.now())
    sql = (
        "UPDATE members_decision SET announced_at = now(), announced_by_id = prepared_by_id WHERE id = %(id)s"
    )
    assert refused_by(sql, id=prepared.pk) == "decision_about_an_undecided_application"


@pytest.mark.parametrize("state", ["admitted", "waiting", "declined"])
def test_application_is_decided_by_announcement_only(world, prepared, state):
    sql = "UPDATE members_application SET state = %(state)s WHERE id = %(id)s"
    assert refused_by(sql, id=world.application.pk, state=state) == "application_decided_by_announcement"


def announce_in_sql(decision):
    Decision.objects.filter(pk=decision.pk).update(
        announced_at=timezone.now(), announced_by_id=decision.prepared_by_id
    )


ADMIT = "UPDATE members_application SET state = 'admitted' WHERE id = %(id)s"


def test_nobody_is_admitted_without_confirmed_responsibility(world, prepared):
    announce_in_sql(prepared)
    taken_back = "responsibility_confirmed_at = NULL, responsibility_confirmed_by_id = NULL"
    sql = f"UPDATE members_application SET state = 'admitted', {taken_back} WHERE id = %(id)s"
    constraint = "application_admitted_with_confirmed_responsibility"
    assert refused_by(sql, id=world.application.pk) == constraint


def test_responsibility_is_confirmed_by_somebody(world):
    sql = "UPDATE members_application SET responsibility_confirmed_at = now() WHERE id = %(id)s"
    constraint = "application_responsibility_confirmed_by_someone"
    assert refused_by(sql, id=world.application.pk) == constraint


def test_confirmation_of_the_admitted_stays(world):
    application = world.membership.application
    sql = "UPDATE members_application SET responsibility_confirmed_by_id = %(by)s WHERE id = %(id)s"
    constraint = "application_read_only_after_submission"
    assert refused_by(sql, id=application.pk, by=world.second_facilitator.pk) == constraint


@pytest.mark.parametrize("sector", ["", "regional"])
def test_nobody_is_admitted_from_another_sector(world, sector):
    employer = factories.organisation("Et Sted", sector=sector)
    application = factories.submitted(world.next, world.other_applicant, employer)
    announce_in_sql(factories.prepared(application, world.facilitator))
    assert refused_by(ADMIT, id=application.pk) == "application_organisation_of_admitted_sector"


def test_recognised_organisation_counts_as_the_listed_one(world):
    regional = factories.organisation("Region Et", sector="regional")
    for listed, expected in ((regional, "application_organisation_of_admitted_sector"), (world.employer, "")):
        typed = factories.organisation("Et Sted", sector="")
        typed.recognise_as(listed, on=timezone.localdate())
        application = factories.submitted(world.next, factories.person(), typed)
        announce_in_sql(factories.prepared(application, world.facilitator))
        assert refused_by(ADMIT, id=application.pk) == expected


SEAT = """INSERT INTO members_membership (person_id, cohort_id, network_id, application_id, starts_on, ends_on,
    organisation_id, payer_id, agreed_name, agreed_title, agreed_organisation, agreed_fee, agreed_covers,
    agreed_terms, agreed_criteria, admitted_at, admitted_by_id, annulled_because, billed_elsewhere)
    SELECT %(person)s, c.id, c.network_id, %(application)s, c.starts_on + %(shift)s, c.ends_on, %(organisation)s,
    %(payer)s, 'A', '', 'B', 8000, '', '', '[]', now(), %(by)s, '', false
    FROM members_cohort c WHERE c.id = %(cohort)s"""


def seat(world, **changes):
    """A seat for the applicant in next year, written past every verb."""
    payer = world.application.payer.copy()
    values = {
        "person": world.applicant.pk,
        "cohort": world.next.pk,
        "application": world.application.pk,
        "organisation": world.employer.pk,
        "payer": payer.pk,
        "by": world.facilitator.pk,
        "shift": 0,
    }
    return {**values, **changes}


@pytest.fixture
def admitted(world, prepared):
    prepared.announce(by=world.facilitator, at=timezone.now())
    return world.application


def test_seat_of_an_announced_admission_is_taken(world, admitted):
    assert refused_by(SEAT, **seat(world)) == ""


def test_seat_needs_an_announced_admission(world, prepared):
    assert refused_by(SEAT, **seat(world)) == "membership_from_an_announced_admission"
    assert refused_by(SEAT, **seat(world, application=None)) == "membership_from_an_announced_admission"


def test_seat_is_for_the_person_and_the_year_that_were_admitted(world, admitted):
    other = seat(world, person=world.stranger.pk)
    assert refused_by(SEAT, **other) == "membership_from_an_announced_admission"
    elsewhere = seat(world, cohort=world.sister_year.pk)
    assert refused_by(SEAT, **elsewhere) == "membership_from_an_announced_admission"


def test_seat_lasts_the_years_term(world, admitted):
    assert refused_by(SEAT, **seat(world, shift=1)) == "membership_term_is_the_cohorts"


def test_seat_is_not_given_after_the_last_admission_day(world, admitted, set_clock):
    set_clock(timezone.now() + dt.timedelta(days=125))
    assert refused_by(SEAT, **seat(world)) == "membership_by_the_last_admission_day"


def test_seats_never_exceed_the_limit(world, admitted):
    world.next.seats = 1
    world.next.save()
    factories.membership(world.next, world.other_applicant, world.facilitator)
    assert refused_by(SEAT, **seat(world)) == "cohort_seats_not_exceeded"


def test_person_has_one_seat_a_year(world):
    again = seat(
        world, person=world.former.pk, cohort=world.past.pk, application=None, organisation=world.employer.pk
    )
    assert refused_by(SEAT, **again) == "membership_one_per_person_and_year"


def test_application_gives_one_seat(world):
    application = world.membership.application
    world.membership.annul(because="Fejl.", by=world.second_facilitator, at=timezone.now())
    again = seat(world, person=world.member.pk, cohort=world.running.pk, application=application.pk)
    assert refused_by(SEAT, **again) == "members_membership_application_id_key"


@pytest.mark.parametrize(
    "change",
    ["agreed_fee = 1", "agreed_terms = ''", "agreed_name = 'x'", "agreed_criteria = '[1]'",
     "ends_on = ends_on + 1", "starts_on = starts_on - 1", "admitted_at = now()"],
)  # fmt: skip
def test_what_was_agreed_is_frozen(world, change):
    sql = f"UPDATE members_membership SET {change} WHERE id = %(id)s"
    assert refused_by(sql, id=world.membership.pk) == "membership_frozen"


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("DELETE FROM members_membership", "membership_never_deleted"),
        ("TRUNCATE members_membership CASCADE", "membership_never_deleted"),
        ("UPDATE members_membership SET annulled_at = now()", "membership_annulled_with_reason"),
        (
            "UPDATE members_membership SET annulled_at = now(), annulled_by_id = person_id, "
            "annulled_because = ' '",
            "membership_annulled_with_reason",
        ),
        (BY_WHOM_ADMITTED, "membership_annulled_by_a_second_person"),
        (
            "UPDATE members_membership SET withdrawn_on = '2027-01-01'",
            "membership_withdrawal_noted_by_someone",
        ),
        (
            "UPDATE members_membership SET billed_elsewhere = true WHERE application_id IS NOT NULL",
            "membership_billed_elsewhere_if_taken_over",
        ),
        ("UPDATE members_membership SET agreed_fee = -1", "membership_frozen"),
        ("UPDATE members_cohort SET seats_taken = 0", "cohort_seats_are_counted"),
    ],
)
def test_memberships_and_seats_are_guarded(world, sql, constraint):
    assert refused_by(sql) == constraint


def test_who_alone_runs_the_network_annuls_what_they_admitted(world):
    world.network.roles.filter(person=world.second_facilitator).delete()
    assert refused_by(BY_WHOM_ADMITTED) == ""


def test_withdrawal_and_annulment_are_noted_once(world):
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    back = "UPDATE members_membership SET withdrawn_on = NULL, withdrawn_at = NULL, withdrawn_by_id = NULL"
    assert refused_by(f"{back} WHERE id = %(id)s", id=world.membership.pk) == "membership_frozen"

    world.membership.annul(because="Fejl.", by=world.second_facilitator, at=timezone.now())
    sql = "UPDATE members_membership SET annulled_because = 'x' WHERE id = %(id)s"
    assert refused_by(sql, id=world.membership.pk) == "membership_frozen"


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ("'k', 'a', 'x@example.dk', E'a\\nb'", "letter_subject_one_line"),
        ("'k', 'twice', 'x@example.dk', 'a'", "letter_once"),
    ],
)
def test_letters_are_written_once_with_a_subject_of_one_line(columns, constraint):
    sql = (
        "INSERT INTO members_letter (kind, about, to_email, subject, to_name, language, text, html, message_id, "
        "written_at, attempts, last_error) VALUES ({}, '', 'da', '', '', gen_random_uuid(), now(), 0, '')"
    )
    refused_by(sql.format("'k', 'twice', 'x@example.dk', 'a'"))
    assert refused_by(sql.format(columns)) == constraint
