"""What the database refuses about applications, whoever writes: one attack, in plain SQL, on each rule."""

import datetime as dt

import pytest
from django.utils import timezone

from members.models import Acceptance, Application, Payer
from members.rules import LIVE, TRANSITIONS, State
from tests import factories
from tests.sql import refused_by

pytestmark = pytest.mark.django_db

INSERT = (
    "INSERT INTO members_application (cohort_id, person_id, key, state, name, title, phone, evidence_kind, "
    "evidence_text, created_at, saved_at, submitted_at, organisation_id, replaces_id) VALUES (%(cohort)s, %(person)s, "
    "gen_random_uuid(), %(state)s, 'A', 'B', '', '', '', now(), now(), %(submitted_at)s, NULL, %(replaces)s)"
)
SUBMIT = (
    "UPDATE members_application SET state = 'submitted', submitted_at = network_clock() WHERE id = %(id)s"
)
SECOND = dt.timedelta(seconds=1)


def inserted(cohort, person, state="draft", submitted_at=None, replaces=None):
    """The constraint that refuses a new application, written past every verb."""
    return refused_by(
        INSERT,
        cohort=cohort.pk,
        person=person.pk,
        state=state,
        submitted_at=submitted_at,
        replaces=replaces and replaces.pk,
    )


def changed(application, change):
    """The constraint that refuses this change of an application."""
    return refused_by(f"UPDATE members_application SET {change} WHERE id = %(id)s", id=application.pk)


@pytest.fixture
def draft(world):
    return factories.draft(world.next, world.stranger)


@pytest.fixture
def sent(world):
    return world.application


# The window ----------------------------------------------------------------------------------------------


def test_draft_is_born_inside_the_window(world):
    assert inserted(world.next, world.stranger) == ""


def test_draft_is_not_born_before_the_window(world, set_clock):
    set_clock(world.next.opens_at - SECOND)
    assert inserted(world.next, world.stranger) == "application_within_the_window"


def test_draft_is_not_born_in_the_second_the_window_closes(world, set_clock):
    set_clock(world.next.closes_at)
    assert inserted(world.next, world.stranger) == "application_within_the_window"


def test_draft_is_not_born_in_a_taken_over_year(world):
    assert inserted(world.past, world.stranger) == "application_year_takes_applications"


def test_draft_is_not_born_in_an_unpublished_year(world):
    unseen = factories.cohort(factories.network())
    assert inserted(unseen, world.stranger) == "application_year_takes_applications"


@pytest.mark.parametrize(
    ("state", "constraint"),
    [
        *((state, "application_born_as_draft") for state in State if state is not State.DRAFT),
        ("almighty", "application_born_as_draft"),
    ],
)
def test_application_is_born_as_a_draft(world, state, constraint):
    assert inserted(world.next, world.stranger, state, timezone.now()) == constraint


def test_draft_has_no_time_of_submission(draft):
    assert changed(draft, "submitted_at = network_clock()") == "application_submitted_at_with_state"


def test_draft_is_not_written_after_the_window(draft, set_clock):
    set_clock(draft.cohort.closes_at)
    assert changed(draft, "title = 'Direktør'") == "application_within_the_window"


def test_submission_in_the_last_second_is_stored(draft, set_clock):
    set_clock(draft.cohort.closes_at - SECOND)
    assert refused_by(SUBMIT, id=draft.pk) == ""


def test_submission_in_the_second_the_window_closes_is_refused(draft, set_clock):
    set_clock(draft.cohort.closes_at)
    assert refused_by(SUBMIT, id=draft.pk) == "application_within_the_window"


def test_submission_before_the_window_opens_is_refused(draft, set_clock):
    set_clock(draft.cohort.opens_at - SECOND)
    assert refused_by(SUBMIT, id=draft.pk) == "application_within_the_window"


@pytest.mark.parametrize("shift", ["+ interval '1 second'", "- interval '31 seconds'"])
def test_time_of_submission_is_the_databases(draft, shift):
    change = f"state = 'submitted', submitted_at = network_clock() {shift}"
    assert changed(draft, change) == "application_time_is_the_clock"


def test_submission_without_a_time_is_refused(draft):
    assert changed(draft, "state = 'submitted'") == "application_time_is_the_clock"


def test_late_submission_with_a_time_inside_the_window_is_refused(draft, set_clock):
    closes_at = draft.cohort.closes_at
    set_clock(closes_at + dt.timedelta(minutes=1))
    change = f"state = 'submitted', submitted_at = '{(closes_at - SECOND).isoformat()}'"
    assert changed(draft, change) == "application_time_is_the_clock"


# What is complete ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lack", "constraint"),
    [
        ("name = ' '", "application_name_when_submitted"),
        ("title = ''", "application_name_when_submitted"),
        ("organisation_id = NULL", "application_complete_when_submitted"),
        ("evidence_kind = ''", "application_responsibility_described"),
        ("evidence_text = E' \\n'", "application_responsibility_described"),
    ],
)
def test_submission_is_complete(draft, lack, constraint):
    assert changed(draft, lack) == ""
    assert refused_by(SUBMIT, id=draft.pk) == constraint


def test_submission_accepts_every_commitment(draft):
    draft.acceptances.last().delete()
    assert refused_by(SUBMIT, id=draft.pk) == "application_commitments_accepted"


# One live, one draft, one key ----------------------------------------------------------------------------


def test_person_has_one_live_application_a_year(world, sent):
    second = factories.draft(world.next, sent.person)
    assert refused_by(SUBMIT, id=second.pk) == "application_one_live"


def test_person_has_one_draft_a_year(world, draft):
    assert inserted(world.next, draft.person) == "application_one_draft"


def test_key_is_used_once(sent):
    copy = (
        "INSERT INTO members_application (cohort_id, person_id, key, state, name, title, phone, evidence_kind, "
        "evidence_text, created_at, saved_at) SELECT cohort_id, person_id, key, 'draft', name, title, phone, "
        "evidence_kind, evidence_text, now(), now() FROM members_application WHERE id = %(id)s"
    )
    assert refused_by(copy, id=sent.pk) == "application_key_once"


def test_version_replaces_one_of_the_same_person(world, sent):
    assert inserted(world.next, world.stranger, replaces=sent) == "application_replaces_own"


def test_version_replaces_one_of_the_same_year(world, sent):
    assert inserted(world.running, sent.person, replaces=sent) == "application_replaces_own"


def test_version_of_ones_own_is_stored(world, sent):
    assert inserted(world.next, sent.person, replaces=sent) == ""


# States --------------------------------------------------------------------------------------------------

FORBIDDEN = [(old, new) for old in State for new in State if new is not old and new not in TRANSITIONS[old]]
REACHED = {
    State.DRAFT: lambda application: None,
    State.SUBMITTED: lambda application: changed(application, SUBMITTED_NOW),
    State.LAPSED: lambda application: changed(application, "state = 'lapsed'"),
    State.WITHDRAWN: lambda application: (
        changed(application, SUBMITTED_NOW),
        changed(application, "state = 'withdrawn'"),
    ),
    State.REPLACED: lambda application: (
        changed(application, SUBMITTED_NOW),
        changed(application, "state = 'replaced'"),
    ),
}
SUBMITTED_NOW = "state = 'submitted', submitted_at = network_clock()"


@pytest.mark.parametrize(("old", "new"), [pair for pair in FORBIDDEN if pair[0] in REACHED])
def test_state_follows_the_table(draft, old, new):
    REACHED[old](draft)
    draft.refresh_from_db()
    assert draft.state == old
    assert changed(draft, f"state = '{new}'") == "application_state_follows_the_table"


@pytest.mark.parametrize("new", [State.ADMITTED, State.WAITING, State.DECLINED])
def test_state_is_decided_by_an_announcement_only(sent, new):
    sent.responsibility_confirmed_at, sent.responsibility_confirmed_by = timezone.now(), sent.person
    sent.save()
    assert changed(sent, f"state = '{new}'") == "application_decided_by_announcement"


def test_prepared_decision_decides_nothing(world, sent):
    factories.prepared(sent, world.facilitator)
    assert changed(sent, "state = 'admitted'") == "application_decided_by_announcement"


def test_admission_needs_a_confirmed_responsibility(world, sent):
    decision = factories.prepared(sent, world.facilitator)
    decision.announced_at, decision.announced_by = timezone.now(), world.facilitator
    decision.save()
    change = "state = 'admitted', responsibility_confirmed_at = NULL, responsibility_confirmed_by_id = NULL"
    assert changed(sent, change) == "application_admitted_with_confirmed_responsibility"


def test_admission_needs_a_sector_that_the_network_admits(world):
    region = factories.organisation("Prøveregionen", sector="regional")
    sent = factories.submitted(world.next, world.stranger, region)
    decision = factories.prepared(sent, world.facilitator)
    decision.announced_at, decision.announced_by = timezone.now(), world.facilitator
    decision.save()
    assert changed(sent, "state = 'admitted'") == "application_organisation_of_admitted_sector"


def test_responsibility_is_confirmed_by_somebody_at_some_time(sent):
    half = "responsibility_confirmed_at = now()"
    assert changed(sent, half) == "application_responsibility_confirmed_by_someone"


def test_submission_is_replaced_only_inside_the_window(sent, set_clock):
    set_clock(sent.cohort.closes_at)
    assert changed(sent, "state = 'replaced'") == "application_within_the_window"


# Read-only after submission ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "name = 'En anden'",
        "title = 'Direktør'",
        "phone = '1'",
        "organisation_id = NULL",
        "evidence_kind = 'coordinates'",
        "evidence_text = 'Andet'",
        "payer_id = NULL",
        "submitted_at = submitted_at - interval '1 hour'",
        "submitted_at = NULL",
        "key = gen_random_uuid()",
        "created_at = created_at - interval '1 hour'",
    ],
)
def test_what_was_submitted_stays_as_it_was(sent, change):
    assert changed(sent, change) == "application_read_only_after_submission"


def test_application_stays_with_its_person_and_year(world, draft):
    assert changed(draft, f"person_id = {world.finance.pk}") == "application_read_only_after_submission"
    assert changed(draft, f"cohort_id = {world.running.pk}") == "application_read_only_after_submission"


def test_payer_of_a_submission_stays_as_it_was(sent):
    refused = refused_by("UPDATE members_payer SET cvr = '12345674' WHERE id = %(id)s", id=sent.payer_id)
    assert refused == "payer_read_only_after_submission"


def test_payer_of_a_draft_is_not_written_after_the_window(draft, set_clock):
    set_clock(draft.cohort.closes_at)
    refused = refused_by("UPDATE members_payer SET city = 'Vejle' WHERE id = %(id)s", id=draft.payer_id)
    assert refused == "application_within_the_window"


def test_payer_of_a_seat_is_not_the_applications_and_can_change(world):
    payer = world.membership.payer_id
    assert refused_by("UPDATE members_payer SET city = 'Vejle' WHERE id = %(id)s", id=payer) == ""


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("cvr = '1234567'", "payer_cvr_digits"),
        ("cvr = 'DK123456'", "payer_cvr_digits"),
        ("gln = '952000000000X'", "payer_gln_digits"),
    ],
)
def test_payer_has_numbers_of_digits(draft, change, constraint):
    assert refused_by(f"UPDATE members_payer SET {change} WHERE id = %(id)s", id=draft.payer_id) == constraint


def test_live_application_is_not_deleted(sent):
    refused = refused_by(
        "DELETE FROM members_acceptance WHERE application_id = %(id)s", id=sent.pk
    ) or refused_by("DELETE FROM members_application WHERE id = %(id)s", id=sent.pk)
    assert refused == "acceptance_read_only_after_submission"


def test_live_application_without_commitments_is_not_deleted_either(world):
    bare = factories.network()
    year = factories.cohort(bare, published_by=world.facilitator, with_criteria=False)
    sent = factories.submitted(year, world.stranger)
    refused = refused_by("DELETE FROM members_application WHERE id = %(id)s", id=sent.pk)
    assert refused == "application_kept_while_live"


def test_draft_can_disappear_after_the_window_too(draft, set_clock):
    set_clock(draft.cohort.closes_at + dt.timedelta(days=31))
    assert refused_by("DELETE FROM members_acceptance WHERE application_id = %(id)s", id=draft.pk) == ""
    assert refused_by("DELETE FROM members_application WHERE id = %(id)s", id=draft.pk) == ""


# Acceptances ---------------------------------------------------------------------------------------------

ACCEPT = (
    "INSERT INTO members_acceptance (application_id, criterion_id, wording, accepted_at) "
    "VALUES (%(application)s, %(criterion)s, %(wording)s, now())"
)


def accepted(application, criterion, wording=None):
    """The constraint that refuses a new acceptance."""
    wording = criterion.wording_da if wording is None else wording
    return refused_by(ACCEPT, application=application.pk, criterion=criterion.pk, wording=wording)


@pytest.fixture
def undecided_draft(draft):
    Acceptance.objects.filter(application=draft).delete()
    return draft


def test_commitment_is_accepted_in_a_draft(undecided_draft):
    assert accepted(undecided_draft, undecided_draft.cohort.commitments()[0]) == ""


def test_commitment_is_accepted_once(draft):
    assert accepted(draft, draft.cohort.commitments()[0]) == "acceptance_once"


def test_commitment_is_accepted_in_the_words_that_were_shown(undecided_draft):
    criterion = undecided_draft.cohort.commitments()[0]
    assert (
        accepted(undecided_draft, criterion, "Jeg gør, som jeg vil.") == "acceptance_in_the_criterions_words"
    )


def test_commitment_is_of_the_same_year(world, undecided_draft):
    assert accepted(undecided_draft, world.running.commitments()[0]) == "acceptance_of_own_criterion"


def test_commitment_is_not_accepted_after_the_window(undecided_draft, set_clock):
    set_clock(undecided_draft.cohort.closes_at)
    assert (
        accepted(undecided_draft, undecided_draft.cohort.commitments()[0]) == "application_within_the_window"
    )


def test_acceptance_stays_after_submission(sent):
    acceptance = sent.acceptances.first()
    refused = refused_by("UPDATE members_acceptance SET wording = 'Nej' WHERE id = %(id)s", id=acceptance.pk)
    assert refused == "acceptance_read_only_after_submission"


# The criteria that all applicants answer -----------------------------------------------------------------


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE members_criterion SET wording_da = 'Lettere.' WHERE cohort_id = %(cohort)s",
        "DELETE FROM members_criterion WHERE cohort_id = %(cohort)s",
        "INSERT INTO members_criterion (cohort_id, position, kind, wording_da, wording_en, answers, created_at) "
        "VALUES (%(cohort)s, 9, 'commitment', 'Sværere.', '', '', now())",
    ],
)
def test_criteria_are_fixed_when_intake_opens(world, attack):
    assert refused_by(attack, cohort=world.next.pk) == "criterion_frozen_when_intake_opens"


# The attacks past the ORM leave no live application that the verbs would not have made --------------------


def test_world_holds_one_live_application_a_person_and_year(world):
    live = Application.objects.filter(state__in=LIVE).values_list("person", "cohort")
    assert len(set(live)) == len(live)


def test_every_application_has_a_payer_of_its_own(world):
    used = [payer for payer in Application.objects.values_list("payer", flat=True) if payer]
    assert Payer.objects.filter(pk__in=used, membership__isnull=False).count() == 0
