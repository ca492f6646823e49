"""Renewal: asked once, answered on one page, changed while intake is open."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from members import renewing
from members.clock import database_now
from members.models import Application, Letter, Membership, Payer, Renewal
from members.rules import Outcome, Refused, State
from members.tasks.drafts import remind_of_drafts
from members.tasks.keeping import end_data
from members.tasks.renewals import ask_members
from members.tasks.waiting import lapse_waiting
from tests import factories
from tests.sql import refused_by

from .crowd import seated

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def url(world, name="renewal", **more):
    return reverse(f"members:{name}", kwargs={"network": world.network.slug, **more})


def letters(kind):
    return list(
        Letter.objects.filter(kind=f"members/{kind}").order_by("to_email").values_list("to_email", flat=True)
    )


def answer_of(world, membership=None):
    asked = Membership.objects.asked_about(world.next).with_renewal(world.next)
    return asked.get(pk=(membership or world.membership).pk).renewal


def filled_in(page):
    """What the browser would send: the form as it was shown, with every box ticked."""
    form = page.context["form"]
    typed = {field.name: field.value() or "" for field in form}
    boxes = {field.name: "on" for field in form if field.name == "still_held" or field.name[:4] == "crit"}
    return {
        **{name: value for name, value in typed.items() if value is not False},
        **boxes,
        "key": str(form.key["key"].value()),
        "year": page.context["cohort"].year,
    }


@pytest.fixture
def member(world, sign_in):
    return sign_in(world.member)


@pytest.fixture
def taken_over(world):
    """A member of a year that was taken over, before one whose intake is open."""
    before = factories.cohort(
        world.sister_network, starts_on=dt.date(2040, 1, 1), taken_over=True, published_by=world.sister
    )
    person = factories.person("taget@example.dk", name="Tage Over", organisation=world.employer)
    seat = factories.membership(before, person, world.sister)
    after = factories.cohort(world.sister_network, starts_on=dt.date(2041, 1, 1), published_by=world.sister)
    return seat, after


# Asking --------------------------------------------------------------------------------------------------


def test_members_are_asked_once_when_intake_opens(world):
    ask_members()
    ask_members()
    assert letters("renewal_asked") == [world.member.email]
    assert list(Renewal.objects.values_list("membership", "cohort")) == [(world.membership.pk, world.next.pk)]


def test_letter_names_year_price_deadline_and_page(world):
    ask_members()
    letter = Letter.objects.get(kind="members/renewal_asked")
    assert letter.subject == f"Fortsætter du i {world.network.name} {world.next.label}?"
    assert url(world) in letter.text
    assert "8.000 kr." in letter.text


def test_nobody_is_asked_before_intake_opens(world, set_clock):
    set_clock(world.next.opens_at - dt.timedelta(seconds=1))
    ask_members()
    assert letters("renewal_asked") == []


def test_nobody_is_asked_about_a_year_that_is_not_shown(world):
    later = factories.cohort(world.sister_network, starts_on=world.sister_year.ends_on + DAY)
    ask_members()
    assert Renewal.objects.filter(cohort=later).count() == 0


def test_nobody_is_asked_while_the_fee_is_approximate(world):
    later = factories.cohort(
        world.sister_network,
        starts_on=world.sister_year.ends_on + DAY,
        fee_is_approximate=True,
        published_by=world.sister,
    )
    ask_members()
    assert (later.year_before(), Renewal.objects.filter(cohort=later).count()) == (world.sister_year, 0)


def test_who_left_or_was_annulled_is_not_asked(world):
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=database_now())
    other = factories.membership(world.running, factories.person(), world.facilitator)
    other.annul(because="Fejl", by=world.second_facilitator, at=database_now())
    ask_members()
    assert letters("renewal_asked") == []


def test_who_was_erased_is_not_asked(world):
    gone = factories.membership(world.running, factories.person(), world.facilitator)
    gone.person.erase(database_now())
    ask_members()
    assert letters("renewal_asked") == [world.member.email]
    assert list(Membership.objects.asked_about(world.next)) == [world.membership]


def test_who_applied_by_the_ordinary_form_has_answered(world):
    factories.submitted(world.next, world.member, world.employer)
    ask_members()
    assert (letters("renewal_asked"), answer_of(world)) == ([], "continues")


def test_members_of_a_taken_over_year_are_asked(world, taken_over):
    seat, after = taken_over
    ask_members()
    assert Renewal.objects.get(cohort=after).membership == seat


def test_members_of_a_year_long_past_are_not_asked(world):
    ask_members()
    assert world.former.email not in letters("renewal_asked")


def test_a_reminder_goes_once_in_the_last_week_to_who_has_not_answered(world, set_clock):
    other = factories.membership(world.running, factories.person("z@example.dk"), world.facilitator)
    ask_members()
    renewing.stop(other, world.next, at=database_now())
    set_clock(world.next.closes_at - 7 * DAY - dt.timedelta(seconds=1))
    ask_members()
    assert letters("renewal_reminder") == []
    set_clock(world.next.closes_at - 7 * DAY)
    ask_members()
    ask_members()
    assert letters("renewal_reminder") == [world.member.email]


def test_who_has_begun_an_application_gets_one_reminder(world, set_clock):
    ask_members()
    factories.draft(world.next, world.member)
    set_clock(world.next.closes_at - 7 * DAY)
    ask_members()
    remind_of_drafts()
    assert (letters("renewal_reminder"), letters("draft_reminder")) == ([], [world.member.email])


def test_who_was_asked_yesterday_is_not_reminded_today(world, set_clock):
    set_clock(world.next.closes_at - 3 * DAY)
    ask_members()
    set_clock(world.next.closes_at - 2 * DAY)
    ask_members()
    assert (letters("renewal_asked"), letters("renewal_reminder")) == ([world.member.email], [])


def test_who_applied_and_was_never_decided_has_answered(world, set_clock):
    factories.submitted(world.next, world.member, world.employer)
    set_clock(world.next.closes_at + 200 * DAY)
    lapse_waiting()
    assert Application.objects.get(cohort=world.next, person=world.member).state == State.LAPSED
    assert answer_of(world) == "continues"


def test_a_draft_that_lapsed_is_no_answer(world, set_clock):
    factories.draft(world.next, world.member)
    set_clock(world.next.closes_at)
    Application.objects.lapse(at=world.next.closes_at)
    assert answer_of(world) == "unanswered"


def test_who_was_declined_has_answered_also_when_the_application_is_erased(world, set_clock):
    ask_members()
    applied = factories.submitted(world.next, world.member, world.employer)
    factories.prepared(applied, world.facilitator, Outcome.DECLINE).announce(
        by=world.facilitator, at=database_now()
    )
    set_clock(world.next.closes_at + 200 * DAY)
    end_data()
    assert not Application.objects.filter(pk=applied.pk).exists()
    assert (answer_of(world), Renewal.objects.get().continued_at) == ("continues", applied.submitted_at)


# The page ------------------------------------------------------------------------------------------------


def test_page_is_for_members_of_the_year_before(world, sign_in):
    for who in ("former", "stranger", "sister_member", "facilitator"):
        assert sign_in(getattr(world, who)).get(url(world)).status_code == 404
    assert sign_in(world.member).get(url(world)).status_code == 200


def test_page_is_filled_in_from_last_year(world, member):
    form = member.get(url(world)).context["form"]
    shown = {field.name: field.value() for field in form}
    assert (shown["evidence_kind"], shown["evidence_text"], shown["organisation"], shown["gln"]) == (
        "unit",
        "Leder kommunens innovationsenhed.",
        world.employer.name,
        "9520000000004",
    )
    assert not shown["still_held"]


def test_page_shows_who_pays_as_it_was_mended_since(world, member):
    Payer.objects.filter(membership=world.membership).update(department="Ny afdeling")
    form = member.get(url(world)).context["form"]
    assert form.by_slug["payer"]["department"].value() == "Ny afdeling"


def test_i_continue_is_an_ordinary_application_with_a_receipt(world, member):
    typed = filled_in(member.get(url(world)))
    answer = member.post(url(world), {**typed, "title": "Direktør", "person_reference": "XY1"})
    applied = Application.objects.get(cohort=world.next, person=world.member)
    assert answer.url == url(world)
    assert (applied.state, applied.title, applied.payer.person_reference) == ("submitted", "Direktør", "XY1")
    assert applied.acceptances.count() == 2
    assert (letters("application_received"), answer_of(world)) == ([world.member.email], "continues")
    world.member.refresh_from_db()
    assert world.member.title == "Direktør"


def test_choice_of_the_payer_goes_along_and_can_be_changed(world, member):
    Payer.objects.filter(membership=world.membership).update(shares_invoice=True)
    page = member.get(url(world))
    typed = filled_in(page)
    assert (typed["shares_invoice"], "fælles, med en linje for hvert medlem" in page.text) == ("joint", True)
    member.post(url(world), {**typed, "shares_invoice": ""})
    assert not Application.objects.get(cohort=world.next, person=world.member).payer.shares_invoice


def test_pressed_twice_it_is_one_application(world, member):
    typed = filled_in(member.get(url(world)))
    answers = [member.post(url(world), typed).url for _ in range(2)]
    assert answers == [url(world)] * 2
    assert Application.objects.filter(cohort=world.next, person=world.member).count() == 1


def test_wrong_input_keeps_what_was_typed_and_stores_nothing(world, member):
    typed = filled_in(member.get(url(world)))
    del typed["still_held"]
    box = next(name for name in typed if name.startswith("criterion_"))
    del typed[box]
    page = member.post(url(world), {**typed, "evidence_text": "Noget helt nyt", "gln": "12"})
    errors = page.context["form"].errors
    assert set(errors) == {"still_held", "gln", box}
    assert "Noget helt nyt" in page.text
    assert not Application.objects.filter(cohort=world.next, person=world.member).exists()
    page = member.post(url(world), {**typed, "still_held": "on"})
    assert set(page.context["form"].errors) == {box}
    assert not Application.objects.filter(cohort=world.next, person=world.member).exists()


def test_nothing_typed_says_everything_that_is_missing(world, member):
    page = member.post(url(world))
    boxes = {f"criterion_{criterion.pk}" for criterion in world.next.commitments()}
    asked = {"still_held", "name", "title", "organisation", "evidence_kind", "evidence_text"}
    assert set(page.context["form"].errors) == asked | boxes


def test_too_late_it_says_so_and_keeps_what_was_typed(world, member, set_clock):
    typed = filled_in(member.get(url(world)))
    set_clock(world.next.closes_at)
    page = member.post(url(world), {**typed, "evidence_text": "Skrevet i sidste sekund"})
    assert "Optaget er lukket, så der er hverken gemt eller indsendt noget." in page.text
    assert "Skrevet i sidste sekund" in page.text
    assert not Application.objects.filter(cohort=world.next, person=world.member).exists()


def test_after_the_window_the_page_is_read_only(world, member, set_clock):
    set_clock(world.next.closes_at)
    page = member.get(url(world))
    assert "Jeg fortsætter" not in page.text
    assert "Jeg stopper" not in page.text
    assert "Du har ikke sagt, om du fortsætter" in page.text


def test_before_the_window_the_page_says_when(world, member, set_clock):
    set_clock(world.next.opens_at - DAY)
    page = member.get(url(world))
    assert "Optaget er ikke åbnet endnu." in page.text
    assert "Jeg fortsætter" not in page.text


def test_a_member_of_a_taken_over_year_continues(world, sign_in, taken_over):
    seat, after = taken_over
    browser = sign_in(seat.person)
    address = reverse("members:renewal", kwargs={"network": "spredning"})
    page = browser.get(address)
    typed = {
        **filled_in(page),
        "title": "Chef",
        "evidence_kind": "unit",
        "evidence_text": "Jeg leder enheden.",
    }
    browser.post(address, typed)
    applied = Application.objects.get(cohort=after, person=seat.person)
    assert (applied.state, applied.organisation, applied.payer.gln) == (
        "submitted",
        world.employer,
        "9520000000004",
    )


# Stopping ------------------------------------------------------------------------------------------------


def test_i_stop_is_noted_once_with_a_letter(world, member):
    for _ in range(2):
        member.post(url(world, "renewal_stop"))
    assert (answer_of(world), letters("renewal_stopped")) == ("stops", [world.member.email])


def test_who_stops_can_continue_after_all(world, member):
    member.post(url(world, "renewal_stop"))
    member.post(url(world), filled_in(member.get(url(world))))
    assert (answer_of(world), Renewal.objects.get().stopped_at) == ("continues", None)


def test_who_continues_can_stop_after_all_and_the_application_is_withdrawn(world, member):
    member.post(url(world), filled_in(member.get(url(world))))
    member.post(url(world, "renewal_stop"))
    applied = Application.objects.get(cohort=world.next, person=world.member)
    assert (applied.state, answer_of(world)) == ("withdrawn", "stops")


def test_who_stops_applies_anew_and_stops_again_is_told_that_it_is_withdrawn(world, member):
    member.post(url(world, "renewal_stop"))
    factories.submitted(world.next, world.member, world.employer)
    member.post(url(world, "renewal_stop"))
    assert (letters("application_withdrawn"), answer_of(world)) == ([world.member.email], "stops")


def test_a_decided_application_is_not_taken_back_by_stopping(world):
    applied = factories.submitted(world.next, world.member, world.employer)
    decision = factories.prepared(applied, world.facilitator)
    decision.announce(by=world.facilitator, at=database_now())
    Application.objects.filter(pk=applied.pk).update(state=State.ADMITTED)
    with pytest.raises(Refused) as refused:
        renewing.stop(world.membership, world.next, at=database_now())
    assert [refusal.code for refusal in refused.value.refusals] == ["decided"]


def test_stopping_too_late_is_refused(world, member, set_clock):
    set_clock(world.next.closes_at)
    page = member.post(url(world, "renewal_stop"), follow=True)
    assert "Optaget er lukket" in page.text
    assert answer_of(world) == "unanswered"


# The facilitator's list ----------------------------------------------------------------------------------


def test_list_says_who_continues_stops_and_is_silent(world, sign_in):
    seats = [factories.membership(world.running, factories.person(), world.facilitator) for _ in range(2)]
    renewing.stop(seats[0], world.next, at=database_now())
    factories.submitted(world.next, seats[1].person, world.employer)
    page = sign_in(world.facilitator).get(url(world, "renewals", year=world.next.year))
    found = {str(word): [one.pk for one in members] for word, members in page.context["groups"]}
    assert found == {"unanswered": [world.membership.pk], "continues": [seats[1].pk], "stops": [seats[0].pk]}


@pytest.mark.parametrize("count", [1, 30])
def test_list_takes_eight_queries(world, sign_in, django_assert_num_queries, count):
    type(world.running).objects.filter(pk=world.running.pk).update(seats=40)
    for _ in range(count):
        factories.membership(world.running, factories.person(), world.facilitator)
    browser = sign_in(world.facilitator)
    with django_assert_num_queries(8):
        assert browser.get(url(world, "renewals", year=world.next.year)).status_code == 200


@pytest.mark.parametrize("count", [60, 400])  # of one year at most 500 can be members
def test_list_takes_eight_queries_among_many(taken_over, world, sign_in, django_assert_num_queries, count):
    seat, year = taken_over
    seated(world, seat.cohort, count)
    browser, page = sign_in(world.sister), reverse("members:renewals", args=["spredning", year.year])
    with django_assert_num_queries(8):
        assert len(browser.get(page).context["members"]) == count + 1


# The database --------------------------------------------------------------------------------------------

INSERT = (
    "INSERT INTO members_renewal (membership_id, cohort_id, asked_at, reminded_at) "
    "VALUES (%(seat)s, %(year)s, now(), %(reminded)s)"
)


def test_database_asks_members_of_the_year_before_once(world):
    def refused(seat, year, reminded=None):
        return refused_by(INSERT, seat=seat.pk, year=year.pk, reminded=reminded)

    early = timezone.now() - DAY
    wrong = "renewal_of_a_member_of_the_year_before"
    assert refused(world.membership, world.next, early) == "renewal_reminded_after_asking"
    assert refused(world.former_membership, world.next) == wrong
    assert refused(world.membership, world.running) == wrong
    assert refused(world.sister_membership, world.next) == wrong
    assert refused(world.membership, world.next) == ""
    assert refused(world.membership, world.next) == "renewal_once"


def test_database_keeps_the_window_and_the_member(world, set_clock):
    renewing.ask(world.membership, world.next, database_now())
    moved = "UPDATE members_renewal SET cohort_id = %(year)s"
    stopped = "UPDATE members_renewal SET stopped_at = now()"
    assert refused_by(moved, year=world.running.pk) == "renewal_stays_with_its_member"
    set_clock(world.next.closes_at)
    assert refused_by(stopped) == "renewal_within_the_window"
    set_clock(world.next.closes_at - dt.timedelta(seconds=1))
    assert refused_by(stopped) == ""


def test_database_keeps_sectors_under_applicants(world, set_clock):
    narrowed = "UPDATE members_network SET sectors = '{state}' WHERE id = %(pk)s"
    widened = "UPDATE members_network SET sectors = '{municipal,state,regional}' WHERE id = %(pk)s"
    assert refused_by(narrowed, pk=world.network.pk) == "network_sectors_kept_under_applicants"
    assert refused_by(widened, pk=world.network.pk) == ""
    set_clock(max(world.next.closes_at, world.running.closes_at) + 101 * DAY)
    assert refused_by(narrowed, pk=world.network.pk) == ""
