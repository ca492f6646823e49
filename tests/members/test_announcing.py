"""Announced together, all or nothing, once; a seat binds from then, with everything agreed frozen."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.announcing import preview
from members.clock import database_now
from members.models import Application, Cohort, Decision, Letter, Membership
from members.models.decisions import fingerprint
from members.rules import Outcome, Refused, State
from tests import factories

from .announcing import announce_all, announce_one


def announce(world, cohort=None, seen=None):
    cohort = cohort or world.next
    seen = seen or fingerprint(Decision.objects.to_announce(cohort))
    return announce_all(cohort, seen=seen, by=world.facilitator, at=database_now())


def applicants(world, *outcomes, cohort=None):
    """One application for each outcome, decision prepared."""
    made = []
    for outcome in outcomes:
        application = factories.submitted(cohort or world.next, factories.person(), world.employer)
        factories.prepared(application, world.facilitator, outcome)
        made.append(application)
    return made


def states(applications):
    return [Application.objects.get(pk=application.pk).state for application in applications]


@pytest.mark.django_db
def test_announcement_moves_everybody_at_once_and_writes_each_one_letter(world):
    applications = applicants(world, Outcome.ADMIT, Outcome.WAIT, Outcome.DECLINE)

    announce(world)

    assert states(applications) == [State.ADMITTED, State.WAITING, State.DECLINED]
    assert list(Letter.objects.order_by("id").values_list("kind", "to_email")) == [
        ("members/admitted", applications[0].person.email),
        ("members/declined", applications[2].person.email),
        ("members/waiting", applications[1].person.email),
    ]
    assert states([world.application]) == [State.SUBMITTED]


@pytest.mark.django_db
def test_admission_freezes_what_was_agreed(world):
    at = database_now()
    factories.judged(world.application, world.second_facilitator, at=at)

    announce(world)

    seat = Membership.objects.get(application=world.application)
    assert (seat.starts_on, seat.ends_on) == (world.next.starts_on, world.next.ends_on)
    assert (seat.agreed_name, seat.agreed_title) == ("Anna Ansøger", "Innovationschef")
    assert (seat.agreed_organisation, seat.agreed_fee) == ("Vejle Kommune", 8000)
    assert seat.agreed_terms == "Tilmeldingen er bindende for et år."
    assert seat.agreed_covers == "Forplejning og oplægsholdere."
    assert seat.admitted_by == world.facilitator
    assert [criterion["wording"] for criterion in seat.agreed_criteria] == [
        "Du har ansvaret.", "Du deler åbent.", "Du rejser til værten.",
    ]  # fmt: skip
    assert seat.agreed_criteria[0]["confirmed_by"] == "Anders Anden"
    assert seat.agreed_criteria[0]["confirmed_at"] == at.isoformat()
    assert seat.agreed_criteria[0]["answer"] == "Leder en innovationsenhed"
    accepted = world.application.acceptances.get(wording="Du deler åbent.").accepted_at
    assert seat.agreed_criteria[1]["accepted_at"] == accepted.isoformat()


@pytest.mark.django_db
def test_seat_has_a_payer_of_its_own(world):
    factories.judged(world.application, world.facilitator)

    announce(world)

    payer = Membership.objects.get(application=world.application).payer
    assert (payer.cvr, payer.pk == world.application.payer_id) == ("99000015", False)


@pytest.mark.django_db
def test_announcing_twice_tells_nobody_twice(world):
    applicants(world, Outcome.ADMIT, Outcome.DECLINE)
    seen = fingerprint(Decision.objects.to_announce(world.next))
    announce(world, seen=seen)

    with pytest.raises(Refused) as refused:
        announce(world, seen=seen)

    assert refused.value.refusals[0].code == "nothing"
    assert (Letter.objects.count(), Membership.objects.filter(cohort=world.next).count()) == (2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["reason", "another", "withdrawn"])
def test_what_changed_since_it_was_seen_is_not_announced(world, change):
    first, second = applicants(world, Outcome.DECLINE, Outcome.DECLINE)
    seen = fingerprint(Decision.objects.to_announce(world.next))
    if change == "reason":
        first.prepare(outcome=Outcome.DECLINE, reason="Andet.", by=world.facilitator, at=timezone.now())
    elif change == "another":
        applicants(world, Outcome.ADMIT)
    else:
        second.withdraw(by=second.person, at=timezone.now())

    with pytest.raises(Refused) as refused:
        announce(world, seen=seen)

    assert refused.value.refusals[0].code == "changed"
    assert (states([first]), Letter.objects.count()) == ([State.SUBMITTED], 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"organisation": {"sector": ""}}, "organisation_unlisted"),
        ({"organisation": {"sector": "regional"}}, "sector"),
        ({"responsibility": None}, "responsibility"),
    ],
)
def test_one_that_cannot_be_admitted_stops_all_and_is_named(world, fields, code):
    [fine] = applicants(world, Outcome.ADMIT)
    employer = factories.organisation("Et Sted", **fields.get("organisation", {}))
    unfit = factories.submitted(world.next, factories.person(name="Ulla Uklar"), employer)
    factories.prepared(unfit, world.facilitator)
    if "responsibility" in fields:
        Application.objects.filter(pk=unfit.pk).update(
            responsibility_confirmed_at=None, responsibility_confirmed_by=None
        )

    with pytest.raises(Refused) as refused:
        announce(world)

    assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert str(refused.value.refusals[0].sentence).startswith("Ulla Uklar: ")
    assert (states([fine]), Letter.objects.count()) == ([State.SUBMITTED], 0)


@pytest.mark.django_db
def test_organisation_recognised_on_the_list_is_admitted_under_its_listed_name(world):
    typed = factories.organisation("Vejle kom.", sector="")
    application = factories.submitted(world.next, factories.person(), typed)
    typed.recognise_as(world.employer, on=timezone.localdate())
    factories.prepared(application, world.facilitator)

    announce(world)

    seat = Membership.objects.get(application=application)
    assert (seat.organisation, seat.agreed_organisation) == (world.employer, "Vejle Kommune")
    assert Application.objects.get(pk=application.pk).organisation == typed


@pytest.mark.django_db
def test_more_admissions_than_seats_are_refused_together(world):
    Cohort.objects.filter(pk=world.next.pk).update(seats=2)
    applications = applicants(world, *[Outcome.ADMIT] * 3)

    with pytest.raises(Refused) as refused:
        announce(world)

    assert [refusal.code for refusal in refused.value.refusals] == ["no_seat"]
    assert states(applications) == [State.SUBMITTED] * 3


@pytest.mark.django_db
def test_one_is_announced_alone(world):
    alone, other = applicants(world, Outcome.WAIT, Outcome.ADMIT)
    seen = fingerprint(alone.decisions.all())

    announce_one(alone, seen=seen, by=world.facilitator, at=database_now())

    assert states([alone, other]) == [State.WAITING, State.SUBMITTED]


@pytest.mark.django_db
def test_who_waits_is_admitted_until_the_last_admission_day(world, set_clock):
    [waiting] = applicants(world, Outcome.WAIT)
    announce(world)
    factories.prepared(Application.objects.get(pk=waiting.pk), world.facilitator)
    last = dt.datetime.combine(
        world.next.last_admission_on, dt.time(23, 59, 59), timezone.get_default_timezone()
    )
    seen = fingerprint(Decision.objects.to_announce(world.next))

    set_clock(last + dt.timedelta(seconds=1))
    with pytest.raises(Refused) as refused:
        announce(world, seen=seen)
    assert refused.value.refusals[0].code == "too_late"

    set_clock(last)
    announce(world, seen=seen)
    assert states([waiting]) == [State.ADMITTED]


@pytest.mark.django_db
def test_preview_is_the_letter_that_is_sent(world):
    applicants(world, Outcome.ADMIT, Outcome.WAIT, Outcome.DECLINE)
    previews = [preview(decision) for decision in Decision.objects.to_announce(world.next)]

    announce(world)

    sent = Letter.objects.order_by("id").values_list("subject", "text", "html")
    assert [(words.subject, words.text, words.html) for words in previews] == list(sent)


@pytest.mark.django_db
def test_sweep_of_letters_is_woken_once_for_all(world):
    applicants(world, Outcome.WAIT, Outcome.DECLINE, Outcome.DECLINE)

    with CaptureQueriesContext(connection) as asked:
        announce(world)

    assert Letter.objects.count() == 3
    assert sum("procrastinate_defer" in query["sql"] for query in asked) == 1


@pytest.mark.django_db(transaction=True)
def test_last_seat_goes_to_one_of_two_facilitators():
    world = factories.World()
    Cohort.objects.filter(pk=world.next.pk).update(seats=1)
    applications = applicants(world, Outcome.ADMIT, Outcome.ADMIT)
    ready, results = threading.Barrier(2), []

    def press(application, person):
        try:
            application.refresh_from_db()
            seen = fingerprint(application.decisions.all())
            ready.wait(10)
            announce_one(application, seen=seen, by=person, at=database_now())
            results.append("admitted")
        except Refused as refused:
            results.append(refused.refusals[0].code)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=press, args=pair)
        for pair in zip(applications, [world.facilitator, world.second_facilitator], strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(results) == ["admitted", "no_seat"]
    assert sorted(states(applications)) == [State.ADMITTED, State.SUBMITTED]
    assert Letter.objects.filter(kind="members/admitted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_both_facilitators_press_announce_all_and_everybody_gets_one_letter():
    world = factories.World()
    applicants(world, *[Outcome.ADMIT] * 3)
    seen = fingerprint(Decision.objects.to_announce(world.next))
    ready, results = threading.Barrier(2), []

    def press(person):
        try:
            ready.wait(10)
            results.append(len(announce_all(world.next, seen=seen, by=person, at=database_now())))
        except Refused as refused:
            results.append(refused.refusals[0].code)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=press, args=[p]) for p in (world.facilitator, world.second_facilitator)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(map(str, results)) == ["3", "nothing"]
    assert Letter.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_nothing_stays_when_the_announcement_breaks_off(monkeypatch):
    world = factories.World()
    applications = applicants(world, Outcome.ADMIT, Outcome.ADMIT)
    written = []

    def break_off(*arguments, **options):
        if written:
            raise RuntimeError("the power went")
        written.append(arguments)

    monkeypatch.setattr("members.announcing.post", break_off)
    with pytest.raises(RuntimeError):
        announce(world)

    assert states(applications) == [State.SUBMITTED, State.SUBMITTED]
    assert (Letter.objects.count(), Membership.objects.filter(cohort=world.next).count()) == (0, 0)
    connection.close()
