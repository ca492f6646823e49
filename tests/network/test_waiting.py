"""What waits for a facilitator, for finance, and for a member."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone, translation

from billing.models import CreditRequest, issue
from meetings.models import AgendaItem, Challenge
from members import renewing, wording
from members.asking import ask
from members.clock import database_now
from members.letters import post
from members.models import Letter, Network, Person
from members.rules import Outcome
from network import affairs, waiting
from network.desk import yearbook
from network.waiting import Item, in_order
from tests.billing.factories import seller
from tests.factories import cohort, draft, membership, organisation, person, prepared, submitted
from tests.meetings.factories import meeting
from tests.members.waiting import offer
from tests.members.waiting import waiting as on_the_list

pytestmark = pytest.mark.django_db
FAR_AHEAD = dt.date(2090, 3, 1)


@pytest.fixture(autouse=True)
def in_danish():
    with translation.override("da"):
        yield


@pytest.fixture(autouse=True)
def described(world):
    """The networks say what they are for."""
    Network.objects.update(purpose_da="At hjælpe hinanden.")


@pytest.fixture(autouse=True)
def answered(world):
    """The member has said what the next year brings (tests/network/test_renewals.py)."""
    renewing.stop(world.membership, world.next, at=database_now())


def book_of(year, at=None):
    """The year's book as it stands in the database."""
    years = yearbook.with_house(type(year).objects.filter(network=year.network))
    return yearbook.read_one(list(years), year.year, at or timezone.now())


def waits(year, at=None):
    """What waits for the facilitator, as (sentence, detail, tag, tone)."""
    items = waiting.for_facilitator(book_of(year, at))
    return [(item.what, item.detail, item.tag, item.tone) for item in items]


def sentences(year, at=None):
    return [item.what for item in waiting.for_facilitator(book_of(year, at))]


def in_days(days):
    return timezone.now() + dt.timedelta(days=days)


@pytest.fixture
def empty_year(world):
    """A published year of the sister network, far ahead, in which nothing waits."""
    return cohort(
        world.sister_network, starts_on=FAR_AHEAD, opens_in=600, closes_in=640, published_by=world.sister
    )


# Order ---------------------------------------------------------------------------------------------------


def test_what_is_late_comes_first_and_each_thing_once():
    calm, wait, late = Item("c", "/"), Item("b", "/", tone="wait"), Item("a", "/", tone="late")

    assert in_order([calm, wait, late, wait]) == [late, wait, calm]


# Questions to applicants ---------------------------------------------------------------------------------


def asked(world):
    return ask(world.application, text="Hvor mange?", by=world.facilitator, at=timezone.now())


def test_question_waits_for_the_applicant_until_it_is_answered(world):
    question = asked(world)
    before = own(world.applicant)

    question.answer("Syv.", timezone.now())

    assert before == [("Svar på spørgsmålet om din ansøgning", "wait")]
    assert own(world.applicant) == []


def test_answer_waits_for_the_facilitator_until_a_decision_is_prepared(world):
    question = asked(world)
    assert "Læs et svar fra en ansøger" not in sentences(world.next)
    question.answer("Syv.", timezone.now())
    assert "Læs et svar fra en ansøger" in sentences(world.next)

    prepared(world.application, world.facilitator)

    assert "Læs et svar fra en ansøger" not in sentences(world.next)


def test_answer_of_somebody_on_the_waiting_list_waits(world):
    prepared(world.application, world.facilitator, Outcome.WAIT).announce(
        by=world.facilitator, at=timezone.now()
    )
    world.application.refresh_from_db()
    asked(world).answer("Ja, jeg vil stadig gerne.", timezone.now())

    assert "Læs et svar fra en ansøger" in sentences(world.next)


def test_answer_after_the_prepared_decision_waits_again(world):
    question = asked(world)
    prepared(world.application, world.facilitator)
    question.answer("Syv.", timezone.now())

    assert "Læs et svar fra en ansøger" in sentences(world.next)


# The year itself -----------------------------------------------------------------------------------------


def test_nothing_waits_in_a_year_that_is_in_order(empty_year):
    assert sentences(empty_year) == []


def test_unpublished_year_waits_to_be_shown(world):
    made = cohort(world.sister_network, starts_on=FAR_AHEAD, opens_in=600, closes_in=640)

    assert waits(made) == [
        ("Offentliggør 2090/91", "Indtil da kan ingen læse om årgangen eller søge.", "ikke vist", "wait")
    ]


def test_network_that_says_nothing_of_itself_waits_to_be_described(empty_year):
    Network.objects.update(purpose_da="")

    assert sentences(empty_year) == ["Beskriv netværket for offentligheden"]


def test_year_without_dates_waits_for_them(world):
    made = cohort(world.sister_network, starts_on=FAR_AHEAD, opens_in=None, published_by=world.sister)

    assert sentences(made) == ["Bestem, hvornår optaget til 2090/91 åbner"]


def test_year_without_criteria_waits_for_them(world):
    made = cohort(
        world.sister_network, starts_on=FAR_AHEAD, opens_in=600, closes_in=640, published_by=world.sister,
        with_criteria=False,
    )  # fmt: skip

    assert sentences(made) == ["Skriv optagelseskriterierne for 2090/91"]


@pytest.mark.parametrize(("opens_in", "tone"), [(600, ""), (30, "wait"), (2, "wait")])
def test_approximate_fee_presses_as_intake_comes_near(world, opens_in, tone):
    made = cohort(
        world.sister_network, starts_on=FAR_AHEAD, opens_in=opens_in, closes_in=640, published_by=world.sister,
        fee_is_approximate=True,
    )  # fmt: skip

    [(what, _, tag, found)] = waits(made)

    left = (timezone.localdate(made.opens_at) - timezone.localdate()).days  # summer time may add one at night
    assert (what, tag, found) == ("Fastsæt den præcise pris for 2090/91", f"{left} dage", tone)


# Applications --------------------------------------------------------------------------------------------


def test_applications_wait_calmly_while_intake_is_open(world):
    submitted(world.next, world.other_applicant)

    assert waits(world.next) == [("Tag stilling til to ansøgninger", "Optaget er stadig åbent.", "", "")]


def test_applications_press_when_intake_has_closed(world):
    assert waits(world.next, at=in_days(21)) == [
        ("Tag stilling til én ansøgning", "Optaget er lukket.", "venter", "wait")
    ]


def test_decision_about_who_withdrew_does_not_wait_to_be_announced(world):
    prepared(world.application, world.facilitator)
    world.application.withdraw(world.applicant, timezone.now())
    assert world.application.decisions.count() == 1
    assert book_of(world.next).applications["prepared"] == 0


def test_prepared_decision_waits_to_be_announced(world):
    prepared(world.application, world.facilitator)

    assert waits(world.next) == [
        (
            "Meddel én afgørelse",
            "Forberedt; ansøgerne har ikke fået besked endnu.",
            "forberedt",
            "wait",
        )
    ]


def test_organisation_that_an_applicant_added_waits_to_be_confirmed_once(world):
    added = organisation("Fællesskabet", sector="")
    submitted(world.next, world.other_applicant, added)
    submitted(world.next, world.stranger, added)

    assert "Bekræft én organisation" in sentences(world.next)


def test_free_seat_waits_for_the_waiting_list(world):
    decision = prepared(world.application, world.facilitator, Outcome.WAIT)
    decision.announced_at, decision.announced_by = timezone.now(), world.facilitator
    decision.save()
    world.application.state = "waiting"
    world.application.save()
    world.next.refresh_from_db()

    what = "Tilbyd én plads til ventelisten"
    assert waits(world.next) == [(what, "Optaget er stadig åbent.", "ledig", "")]
    assert [(item[0], item[3]) for item in waits(world.next, at=in_days(21))] == [(what, "wait")]
    assert sentences(world.next, at=in_days(130)) == []


# Meetings ------------------------------------------------------------------------------------------------


def test_year_that_comes_near_without_meetings_waits_for_them(world):
    assert f"Planlæg møderne i {world.running.label}" in sentences(world.running)


def test_meeting_without_host_waits_for_one(world):
    meeting(world.running, world.facilitator, days=300)

    found = waits(world.running)

    assert found[0][0] == "Find en vært til møde 1"
    assert found[0][2:] == ("mangler", "wait")


def test_many_meetings_without_host_wait_together(world):
    for days in (300, 310, 320):
        meeting(world.running, world.facilitator, days=days)

    assert waits(world.running)[0][:2] == ("Find værter til tre møder", "møde 1, 2 og 3")


def test_meeting_without_a_day_waits_for_one(world):
    meeting(world.running, world.facilitator, parts=[], secretariat=True)

    assert "Vælg dag for møde 1" in sentences(world.running)


def test_meeting_that_comes_near_waits_to_be_announced_and_described(world):
    day = timezone.localdate() + dt.timedelta(days=20)
    meeting(world.running, world.facilitator, on=day, secretariat=True)

    found = [row for row in waits(world.running) if "møde 1" in row[0]]

    assert [(what, tag, tone) for what, _, tag, tone in found] == [
        ("Indkald til møde 1", "20 dage", "wait"),
        ("Skriv det praktiske om møde 1", "20 dage", "wait"),
    ]


def test_announced_meeting_waits_for_answers_when_the_deadline_is_near(world):
    day = timezone.localdate() + dt.timedelta(days=10)
    made = meeting(world.running, world.facilitator, on=day, secretariat=True, address="Rådhuset")
    made.announce(by=world.facilitator, at=timezone.now())

    assert "Én har ikke svaret om møde 1" in sentences(world.running)


def test_meeting_that_is_over_waits_to_be_noted(world):
    day = timezone.localdate() - dt.timedelta(days=10)
    meeting(world.running, world.facilitator, on=day, secretariat=True)

    assert "Notér, at møde 1 er holdt" in sentences(world.running)


def test_many_meetings_that_are_over_wait_together(world):
    for days in (10, 20, 30):
        meeting(world.running, world.facilitator, days=days, secretariat=True)

    assert "Notér, at tre møder er holdt" in sentences(world.running)


def test_meetings_of_a_past_year_wait_for_nothing(world):
    meeting(world.past, world.facilitator, days=20)

    assert [what for what in sentences(world.past) if "møde" in what] == []


# Money ---------------------------------------------------------------------------------------------------


def test_fee_without_a_seller_waits_for_the_seller(world):
    assert ("Oplys, hvem der udsteder fakturaerne", "Ét medlemskab er ikke faktureret endnu.") in [
        row[:2] for row in waits(world.running)
    ]


def test_fee_that_is_not_invoiced_waits(world):
    seller(world.network, by=world.finance)

    [item] = waiting.for_finance(book_of(world.running))

    assert (item.what, item.tag) == ("Udsted én faktura", "ikke udstedt")
    assert item.url == f"/innovationschefer/{world.running.year}/billing/"


def test_basis_waits_where_the_state_issues(world):
    seller(world.network, by=world.finance, basis_only=True)

    [item] = waiting.for_finance(book_of(world.running))

    assert item.what == "Hent grundlaget for én faktura"


def test_fee_billed_elsewhere_waits_for_nothing(world):
    seller(world.network, by=world.finance)
    helle = person()
    membership(world.past, helle, world.facilitator, billed_elsewhere=True)

    assert book_of(world.past).uninvoiced == 1  # the other member's


def test_overdue_invoice_is_late(world):
    seller(world.network, by=world.finance)
    invoice = issue(world.membership, by=world.finance)

    item, sent = waiting.for_finance(book_of(world.running, at=in_days(42)))

    assert (sent.what, sent.detail) == ("Send en faktura til betaleren", invoice.number)
    assert (item.what, item.tag, item.tone) == ("Én faktura er forfalden", "12 dage", "late")
    assert item.detail == f"{invoice.number}, Vejle Kommune, 10.000,00 kr."


def test_finance_hears_of_money_only(world):
    prepared(world.application, world.facilitator)

    assert waiting.for_finance(book_of(world.next)) == []


# Letters -------------------------------------------------------------------------------------------------


def test_letter_that_got_stuck_is_late(world, empty_year):
    Letter.objects.create(
        kind="members/admitted", about="x", network=world.sister_network, to_email="a@example.dk",
        subject="s", text="t", html="t", message_id="1", written_at=timezone.now(), gave_up_at=timezone.now(),
    )  # fmt: skip

    assert waits(empty_year) == [("Ét brev kunne ikke sendes", "", "ikke sendt", "late")]


def test_letter_to_who_was_erased_is_nobodys_trouble(world, empty_year):
    nobody = Person.objects.nameless(timezone.now())
    letter = post("members/withdrawal_noted", nobody, about="x", at=timezone.now(), network=world.sister_network,
                  context={"membership": world.sister_membership, "cohort": world.sister_year})  # fmt: skip

    assert (letter.gave_up_at is not None, waits(empty_year)) == (True, [])
    assert list(Letter.objects.failed()) == []


# One's own affairs ---------------------------------------------------------------------------------------


def own(person, at=None, *, challenge=False):
    """What waits for the person, as (sentence, tone); the challenge that a member may share only if asked for."""
    at = at or timezone.now()
    found = [(item.what, item.tone) for item in waiting.for_person(affairs.of(person, at), at)]
    return [one for one in found if challenge or one != TO_SHARE]


TO_SHARE = ("Del en udfordring med de andre", "")


def test_challenge_waits_while_the_year_runs_until_it_is_shared(world):
    before = [own(person, challenge=True) for person in (world.member, world.former, world.applicant)]
    Challenge.objects.share(world.membership, at=timezone.now(), title="T", hard="H", wanted="W")
    assert (before, own(world.member, challenge=True)) == ([[TO_SHARE], [], []], [])
    assert own(world.sister_member, in_days(-60), challenge=True) == []


def test_unplaced_challenge_waits_for_the_facilitator(world):
    made = meeting(world.running, world.facilitator, days=200)
    AgendaItem.objects.begin(made, by=world.facilitator, at=timezone.now())
    one = Challenge.objects.share(world.membership, at=timezone.now(), title="T", hard="H", wanted="W")
    told = "Giv en udfordring plads på en dagsorden"
    before = told in sentences(world.running)
    place = AgendaItem.objects.places(world.running, one, timezone.now())[0]
    AgendaItem.objects.place(one, place, cohort=world.running)
    assert (before, told in sentences(world.running)) == (True, False)


def test_draft_waits_while_intake_is_open(world):
    draft(world.next, world.stranger)

    assert own(world.stranger) == [("Gør din ansøgning til Netværk for innovationschefer færdig", "")]
    assert own(world.stranger, at=in_days(15)) == [
        ("Gør din ansøgning til Netværk for innovationschefer færdig", "wait")
    ]
    assert own(world.stranger, at=in_days(21)) == []


def test_meeting_waits_for_a_members_answer(world):
    day = timezone.localdate() + dt.timedelta(days=20)
    made = meeting(world.running, world.facilitator, on=day, theme_da="Mellemrum", secretariat=True)
    assert own(world.member) == []

    made.announce(by=world.facilitator, at=timezone.now())

    assert own(world.member) == [("Svar, om du kommer til ”Mellemrum”", "")]


def test_payer_with_gaps_waits(world):
    world.membership.payer.person_reference = ""
    world.membership.payer.save()

    assert own(world.member) == [
        (f"Oplys, hvem der betaler for Netværk for innovationschefer {world.running.label}", "wait")
    ]


def test_overdue_invoice_is_told_to_its_member(world):
    seller(world.network, by=world.finance)
    invoice = issue(world.membership, by=world.finance)

    assert own(world.member, at=in_days(42)) == [(f"Faktura {invoice.number} er forfalden", "late")]


def test_list_of_members_that_was_begun_waits(world):
    world.past.member_lists.create(
        read_by=world.facilitator, read_at=timezone.now(), filename="2017.csv", lines=[{"line": 2}]
    )
    assert ("Hent resten af medlemmerne ind i 2017", "", "begyndt", "wait") in waits(world.past)


# The waiting list ----------------------------------------------------------------------------------------


def waiting_year(world, last_admission_in=60):
    """A year whose intake has closed, with one who waits for a seat; and what waits then."""
    one = on_the_list(world.application, world.facilitator, place=1)
    closed = world.next.closes_at + dt.timedelta(hours=1)
    last = world.next.last_admission_on
    return (
        one,
        closed,
        dt.datetime.combine(last - dt.timedelta(days=last_admission_in), dt.time(12), closed.tzinfo),
    )


def test_offered_seat_waits_for_nobody_but_the_applicant(world):
    one, closed, _later = waiting_year(world)
    made = offer(one, world.facilitator)
    assert [item.what for item in waiting.for_person(affairs.of(world.applicant, made.offered_at), made.offered_at)] == [
        f"Svar på tilbuddet om en plads i {world.next}"
    ]  # fmt: skip

    move_the_deadline(made, closed + dt.timedelta(days=7))
    assert "Tilbyd én plads til ventelisten" not in sentences(world.next, closed)


def move_the_deadline(made, until):
    """Nobody can move a deadline but the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE members_offer SET answer_by = %s WHERE id = %s", [until, made.pk])
        cursor.execute("SET session_replication_role = DEFAULT")


def test_offer_that_ran_out_says_who_did_not_answer(world):
    one, closed, _later = waiting_year(world)
    made = offer(one, world.facilitator)
    day = wording.shortdate(made.answer_by)

    assert (
        "Tilbyd én plads til ventelisten", f"Anna Ansøger svarede ikke inden den {day}.", "ledig", "wait",
    ) in waits(world.next, closed)  # fmt: skip


def test_last_admission_day_presses_two_weeks_ahead(world):
    _one, _closed, early = waiting_year(world, last_admission_in=15)
    last = world.next.last_admission_on
    words = f"Afgør ansøgningerne inden sidste optagelsesdag, {wording.shortdate(last)}"

    assert words not in sentences(world.next, early)
    near = early + dt.timedelta(days=1)
    assert (words, "Én ansøgning bortfalder derefter.", "14 dage", "wait") in waits(world.next, near)


def test_credit_note_waits_for_approval_by_facilitator_and_finance(world):
    seller(world.network, by=world.finance)
    invoice = issue(world.membership, by=world.finance)
    line = invoice.lines.get()
    asked = CreditRequest.objects.ask(
        invoice, reason="double", nets={line.pk: line.net}, key=world.application.key, by=world.finance, at=timezone.now()
    )  # fmt: skip
    book = book_of(world.running)
    [item] = [item for item in waiting.for_facilitator(book, world.facilitator) if "kreditnota" in item.what]
    assert not any("kreditnota" in item.what for item in waiting.for_finance(book, world.finance))
    assert (item.what, item.url) == ("Godkend én kreditnota", f"/invoices/{invoice.number}/credits/")
    assert item.what in sentences(world.running)
    # Who cannot sign in any more is not waited for.
    gone = [world.facilitator.pk, world.second_facilitator.pk]
    Person.objects.filter(pk__in=gone).update(is_active=False)
    alone = book_of(world.running)
    assert item.what in [one.what for one in waiting.for_finance(alone, world.finance)]
    Person.objects.filter(pk__in=gone).update(is_active=True)
    asked.approve(by=world.facilitator, at=timezone.now())
    assert item.what not in sentences(world.running)
