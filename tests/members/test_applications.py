"""The verbs of an applicant: begin, save, accept, submit, replace, withdraw, let lapse."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.timezone import localdate

from members.clock import database_now
from members.models import Application, Criterion, Organisation, Payer
from members.rules import Outcome, Refused, State
from tests import factories

pytestmark = pytest.mark.django_db
SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)


def codes(caught):
    return [refusal.code for refusal in caught.value.refusals]


@pytest.fixture
def draft(world):
    return factories.draft(world.next, world.stranger)


# Begin ---------------------------------------------------------------------------------------------------


def test_start_fills_in_the_profile(world):
    world.stranger.title, world.stranger.phone = "Chefkonsulent", "00 00 00 00"
    world.stranger.organisation = world.employer
    draft = Application.objects.start(world.next, world.stranger, database_now())
    assert (draft.name, draft.title, draft.phone, draft.organisation, draft.evidence_text, draft.payer) == (
        "Stine Fremmed", "Chefkonsulent", "00 00 00 00", world.employer, "", None,
    )  # fmt: skip


def test_start_twice_is_the_same_draft(world):
    at = database_now()
    first = Application.objects.start(world.next, world.stranger, at)
    assert Application.objects.start(world.next, world.stranger, at) == first


def test_start_fills_in_last_years_application(world):
    draft = Application.objects.start(world.next, world.member, database_now())
    last = world.membership.application
    assert (draft.title, draft.organisation, draft.evidence_kind, draft.evidence_text) == (
        last.title, last.organisation, last.evidence_kind, last.evidence_text,
    )  # fmt: skip
    assert (draft.payer.cvr, draft.payer.gln) == (last.payer.cvr, last.payer.gln)
    assert draft.payer != last.payer
    assert draft.acceptances.count() == 0


def test_start_fills_in_the_payer_of_a_taken_over_year(world):
    draft = Application.objects.start(world.next, world.former, database_now())
    assert draft.payer.person_reference == world.former_membership.payer.person_reference


def test_start_leaves_out_last_years_payer_after_a_change_of_employer(world):
    world.member.organisation = factories.organisation("Aarhus Kommune")
    world.member.save()
    draft = Application.objects.start(world.next, world.member, database_now())
    assert (draft.organisation, draft.payer) == (world.member.organisation, None)


def test_start_fills_in_what_was_written_to_another_network(world):
    draft = Application.objects.start(world.next, world.sister_member, database_now())
    last = world.sister_membership.application
    assert (draft.title, draft.organisation, draft.payer.cvr) == (
        last.title,
        last.organisation,
        last.payer.cvr,
    )
    assert (draft.payer != last.payer, draft.acceptances.count()) == (True, 0)


def test_start_prefers_what_was_written_to_the_same_network(world):
    factories.submitted(world.sister_year, world.member, title="Projektleder")
    draft = Application.objects.start(world.next, world.member, database_now())
    assert draft.title == "Innovationschef"


def test_start_leaves_the_responsibility_open_where_the_kinds_differ(world):
    spread = factories.network("andre-kriterier")
    year = factories.cohort(spread, with_criteria=False, opens_in=None, published_by=world.facilitator)
    Criterion.objects.create(
        cohort=year,
        position=1,
        kind="evidence",
        wording_da="Du spreder.",
        answers="spreads | Spreder | Spreads",
    )
    at = database_now()
    year.opens_at, year.closes_at = at - SECOND, at + 20 * DAY
    year.last_admission_on = year.ends_on - DAY
    year.save()
    draft = Application.objects.start(year, world.member, at)
    assert (draft.title, draft.evidence_kind, draft.evidence_text) == ("Innovationschef", "", "")


@pytest.mark.parametrize(("shift", "year"), [(-SECOND, "opens_at"), (SECOND, "closes_at")])
def test_start_outside_the_window_is_refused(world, set_clock, shift, year):
    at = getattr(world.next, year) + shift
    set_clock(at)
    with pytest.raises(Refused) as caught:
        Application.objects.start(world.next, world.stranger, at)
    assert (codes(caught), Application.objects.own(world.stranger).count()) == (["window"], 0)


def test_start_is_refused_in_a_taken_over_year(world):
    with pytest.raises(Refused) as caught:
        Application.objects.start(world.past, world.stranger, database_now())
    assert codes(caught) == ["year"]


def test_start_is_refused_to_who_has_applied(world):
    with pytest.raises(Refused) as caught:
        Application.objects.start(world.next, world.applicant, database_now())
    assert codes(caught) == ["live"]


def test_begun_stores_nothing(world):
    Application.objects.begun(world.next, world.member, database_now())
    assert Application.objects.own(world.member).drafts().count() == 0


# Write ---------------------------------------------------------------------------------------------------


def test_save_step_keeps_what_was_written(draft):
    draft.save_step(database_now(), title="Udviklingschef", evidence_kind="coordinates")
    draft.refresh_from_db()
    assert (draft.title, draft.evidence_kind, draft.name) == (
        "Udviklingschef",
        "coordinates",
        "Stine Fremmed",
    )


@pytest.mark.parametrize("field", ["state", "submitted_at", "person", "responsibility_confirmed_at"])
def test_save_step_knows_only_what_an_applicant_writes(draft, field):
    with pytest.raises(TypeError):
        draft.save_step(database_now(), **{field: None})


def test_save_step_after_the_window_stores_nothing(draft, set_clock):
    set_clock(draft.cohort.closes_at)
    with pytest.raises(Refused) as caught:
        draft.save_step(database_now(), title="Direktør")
    draft.refresh_from_db()
    assert (codes(caught), draft.title) == (["window"], "Innovationschef")


def test_save_step_that_meets_the_closing_in_the_database_is_a_sentence(draft, set_clock):
    """The verb asked in time; the second passed before the row was written."""
    set_clock(draft.cohort.closes_at)
    with pytest.raises(Refused) as caught:
        draft.save_step(draft.cohort.closes_at - SECOND, title="Direktør")
    assert codes(caught) == ["application_within_the_window"]


def test_save_step_of_what_was_submitted_is_refused(world):
    with pytest.raises(Refused) as caught:
        world.application.save_step(database_now(), title="Direktør")
    assert codes(caught) == ["not_a_draft"]


def test_save_step_of_a_removed_draft_is_refused(draft):
    in_another_tab = Application.objects.get(pk=draft.pk)
    draft.discard()
    with pytest.raises(Refused) as caught:
        in_another_tab.save_step(database_now(), title="Direktør")
    assert codes(caught) == ["not_a_draft"]


def test_accept_keeps_the_wording_that_was_shown(draft):
    criterion = draft.cohort.commitments()[0]
    draft.accept([], database_now())
    draft.accept([criterion], database_now())
    assert [accepted.wording for accepted in draft.acceptances.all()] == [criterion.wording_da]


def test_accept_in_english_keeps_the_english_words(world):
    year = factories.cohort(factories.network(), published_by=world.facilitator, opens_in=None)
    year.criteria.update(wording_en="You share.")
    open_window(year)
    draft = Application.objects.start(year, world.stranger, database_now())
    with translation.override("en"):
        draft.accept(year.commitments()[:1], database_now())
    assert [accepted.wording for accepted in draft.acceptances.all()] == ["You share."]


def open_window(year):
    """Open a year's intake as the facilitator would have."""
    now = database_now()
    year.opens_at, year.closes_at = now - dt.timedelta(days=1), now + dt.timedelta(days=1)
    year.last_admission_on = (now + dt.timedelta(days=9)).date()
    year.save()


def test_accept_again_keeps_the_first_time(draft):
    criterion = draft.cohort.commitments()[0]
    before = draft.acceptances.get(criterion=criterion).accepted_at
    draft.accept([criterion], database_now())
    assert [(a.criterion, a.accepted_at) for a in draft.acceptances.all()] == [(criterion, before)]


def test_accept_after_the_window_changes_nothing(draft, set_clock):
    set_clock(draft.cohort.closes_at)
    with pytest.raises(Refused):
        draft.accept([], database_now())
    assert draft.acceptances.count() == 2


def test_save_payer_makes_one_and_changes_it(world):
    draft = Application.objects.start(world.next, world.stranger, database_now())
    draft.save_payer(database_now(), cvr="99000015")
    draft.save_payer(database_now(), city="Vejle")
    draft.refresh_from_db()
    assert (draft.payer.cvr, draft.payer.city) == ("99000015", "Vejle")


def test_save_payer_after_the_window_stores_nothing(draft, set_clock):
    payers = Payer.objects.count()
    set_clock(draft.cohort.closes_at)
    with pytest.raises(Refused):
        draft.save_payer(database_now(), city="Vejle")
    draft.refresh_from_db()
    assert (draft.payer.city, Payer.objects.count()) == ("", payers)


def test_discard_removes_the_draft_and_its_payer(draft):
    payer = draft.payer_id
    draft.discard()
    assert not Application.objects.filter(person=draft.person).exists()
    assert not Payer.objects.filter(pk=payer).exists()


def test_discard_of_a_submission_is_refused(world):
    with pytest.raises(Refused):
        world.application.discard()
    assert Application.objects.filter(pk=world.application.pk).exists()


# Submit --------------------------------------------------------------------------------------------------


def test_submit_stores_the_time_and_fills_the_empty_profile(draft):
    at = database_now()
    draft.submit(at)
    draft.person.refresh_from_db()
    assert (draft.state, draft.submitted_at) == (State.SUBMITTED, at)
    assert (draft.person.title, draft.person.organisation) == ("Innovationschef", draft.organisation)


def test_submit_leaves_the_profile_that_is_filled_in(draft):
    draft.person.title = "Kontorchef"
    draft.person.save()
    draft.submit(database_now())
    draft.person.refresh_from_db()
    assert draft.person.title == "Kontorchef"


def test_submit_twice_is_one_submission(draft):
    draft.submit(database_now())
    first = draft.submitted_at
    Application.objects.get(pk=draft.pk).submit(database_now())
    draft.refresh_from_db()
    assert draft.submitted_at == first


def test_submit_says_everything_that_is_missing(world):
    draft = Application.objects.start(world.next, world.stranger, database_now())
    with pytest.raises(Refused) as caught:
        draft.submit(database_now())
    commitments = [f"criterion_{criterion.pk}" for criterion in world.next.commitments()]
    assert [refusal.field for refusal in caught.value.refusals] == [
        "title", "organisation", "evidence_kind", "evidence_text", *commitments,
    ]  # fmt: skip


def test_submit_in_the_last_second_counts(draft, set_clock):
    at = draft.cohort.closes_at - SECOND
    set_clock(at)
    draft.submit(at)
    assert draft.state == State.SUBMITTED


def test_submit_that_was_asked_for_in_time_counts_though_the_second_passes(draft, set_clock):
    """The database's clock said yes when the applicant pressed; the row is written a moment later."""
    set_clock(draft.cohort.closes_at + SECOND)
    draft.submit(draft.cohort.closes_at - SECOND)
    assert draft.state == State.SUBMITTED


def test_submit_one_second_late_is_refused(draft, set_clock):
    set_clock(draft.cohort.closes_at)
    with pytest.raises(Refused) as caught:
        draft.submit(database_now())
    draft.refresh_from_db()
    assert (codes(caught), draft.state) == (["window"], State.DRAFT)


def test_submit_of_an_organisation_not_yet_confirmed_is_taken(world):
    draft = factories.draft(world.next, world.stranger, factories.organisation("Energihuset", sector=""))
    draft.submit(database_now())
    assert draft.sector == ""


# Replace and withdraw ------------------------------------------------------------------------------------


def test_replace_copies_everything_into_a_draft(world):
    version = world.application.replace(database_now())
    assert (version.state, version.replaces, version.title) == (
        State.DRAFT,
        world.application,
        "Innovationschef",
    )
    assert version.payer != world.application.payer
    assert (version.payer.cvr, version.acceptances.count()) == (world.application.payer.cvr, 2)


def test_replace_twice_is_one_version(world):
    at = database_now()
    assert world.application.replace(at) == world.application.replace(at)


def test_replaced_application_counts_until_the_new_version_is_submitted(world):
    version = world.application.replace(database_now())
    world.application.refresh_from_db()
    assert world.application.state == State.SUBMITTED
    version.submit(database_now())
    world.application.refresh_from_db()
    assert (world.application.state, version.state) == (State.REPLACED, State.SUBMITTED)


def test_version_whose_second_passes_while_it_is_written_changes_nothing(world, set_clock):
    version = world.application.replace(database_now())
    set_clock(world.next.closes_at)
    with pytest.raises(Refused) as caught:
        version.submit(world.next.closes_at - SECOND)
    world.application.refresh_from_db()
    assert codes(caught) == ["application_within_the_window"]
    assert (world.application.state, version.state) == (State.SUBMITTED, State.DRAFT)


def test_discarded_version_leaves_the_submitted_one(world):
    world.application.replace(database_now()).discard()
    world.application.refresh_from_db()
    assert world.application.state == State.SUBMITTED


def test_replace_after_the_window_is_refused(world, set_clock):
    set_clock(world.next.closes_at)
    with pytest.raises(Refused) as caught:
        world.application.replace(database_now())
    assert codes(caught) == ["window"]


def test_replace_after_the_announcement_is_refused(world):
    decision = factories.prepared(world.application, world.facilitator, Outcome.WAIT)
    decision.announce(by=world.facilitator, at=database_now())
    world.application.refresh_from_db()
    with pytest.raises(Refused) as caught:
        world.application.replace(database_now())
    assert codes(caught) == ["state"]


def test_version_is_refused_when_the_old_one_was_decided_meanwhile(world):
    version = world.application.replace(database_now())
    factories.prepared(world.application, world.facilitator, Outcome.DECLINE).announce(
        by=world.facilitator, at=database_now()
    )
    with pytest.raises(Refused) as caught:
        version.submit(database_now())
    world.application.refresh_from_db()
    assert (codes(caught), world.application.state) == (["state"], State.DECLINED)


def test_withdraw_takes_back_the_application_and_the_version_begun(world):
    version = world.application.replace(database_now())
    at = database_now()
    world.application.withdraw(world.applicant, at)
    assert (world.application.state, world.application.ended_at) == (State.WITHDRAWN, at)
    assert not Application.objects.filter(pk=version.pk).exists()


def test_withdraw_twice_keeps_the_first_time(world):
    world.application.withdraw(world.applicant, database_now())
    first = world.application.ended_at
    world.application.withdraw(world.applicant, database_now())
    assert world.application.ended_at == first


def test_withdraw_after_the_window_is_free(world, set_clock):
    set_clock(world.next.closes_at + dt.timedelta(days=3))
    world.application.withdraw(world.applicant, database_now())
    assert world.application.state == State.WITHDRAWN


def test_withdraw_after_the_decision_is_refused(world):
    with pytest.raises(Refused):
        world.membership.application.withdraw(world.member, database_now())


def test_applicant_who_withdrew_may_apply_again(world):
    world.application.withdraw(world.applicant, database_now())
    again = Application.objects.start(world.next, world.applicant, database_now())
    assert again.evidence_text == world.application.evidence_text


# Lapse ---------------------------------------------------------------------------------------------------


def test_lapse_ends_the_drafts_whose_window_has_closed(world, draft, set_clock):
    closed = draft.cohort.closes_at
    set_clock(closed)
    assert Application.objects.lapse(at=closed) == 1
    draft.refresh_from_db()
    world.application.refresh_from_db()
    assert (draft.state, draft.ended_at, world.application.state) == (State.LAPSED, closed, State.SUBMITTED)


def test_lapse_leaves_drafts_of_an_open_intake(draft):
    assert Application.objects.lapse(at=draft.cohort.closes_at - SECOND) == 0


def test_lapse_twice_changes_nothing_more(draft, set_clock):
    closed = draft.cohort.closes_at
    set_clock(closed)
    Application.objects.lapse(at=closed)
    assert Application.objects.lapse(at=closed + SECOND) == 0


# Organisations that applicants add -----------------------------------------------------------------------


def test_added_organisation_of_a_listed_name_is_the_listed_one(world):
    assert Organisation.objects.added("VEJLE kommune") == world.employer


def test_added_organisation_is_one_for_all_who_add_it():
    first = Organisation.objects.added("Energihuset")
    assert (Organisation.objects.added("energihuset"), first.sector, first.confirmed_at) == (first, "", None)


def test_forget_unused_keeps_what_somebody_names(world):
    used = factories.organisation("Energihuset", sector="")
    unused = factories.organisation("Energihu", sector="")
    factories.draft(world.next, world.stranger, used)
    Organisation.objects.forget_unused()
    assert list(Organisation.objects.unlisted()) == [used]
    assert unused.pk not in Organisation.objects.values_list("pk", flat=True)


def test_forget_unused_takes_what_was_recognised_when_nobody_names_it_any_more(world):
    added, named = (factories.organisation(name, sector="") for name in ("Vejle K", "Vejle Kom."))
    draft = factories.draft(world.next, world.stranger, named)
    for organisation in (added, named):
        organisation.recognise_as(world.employer, on=localdate())
    Organisation.objects.forget_unused()
    left = Organisation.objects.filter(successor=world.employer, confirmed_at=None)
    assert [organisation.pk for organisation in left] == [named.pk]
    draft.discard()
    Organisation.objects.forget_unused()
    assert not left.all().exists()
