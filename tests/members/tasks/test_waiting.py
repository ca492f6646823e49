"""What was never decided lapses after the last admission day, not before, and everybody is told once."""

import datetime as dt

import pytest
from django.utils import timezone

from members import offering, reminding
from members.clock import database_now
from members.models import Application, Decision, Letter
from members.rules import Outcome, State
from members.tasks.waiting import lapse_waiting, tell_run_out
from network.logs import JsonFormatter
from tests import factories
from tests.members.waiting import waiting

pytestmark = pytest.mark.django_db


def end_of_the_last_day(year):
    return dt.datetime.combine(year.last_admission_on, dt.time(23, 59, 59), timezone.get_default_timezone())


def stands(application):
    found = Application.objects.get(pk=application.pk)
    return found.state, found.ended_at


def letters():
    return list(
        Letter.objects.filter(kind="members/lapsed").order_by("id").values_list("to_email", flat=True)
    )


def test_what_was_never_decided_lapses_after_the_last_admission_day(world, set_clock):
    decision = factories.prepared(world.application, world.facilitator, Outcome.WAIT)
    decision.announce(by=world.facilitator, at=timezone.now())
    forgotten = factories.submitted(world.next, world.other_applicant)
    factories.prepared(forgotten, world.facilitator)
    last = end_of_the_last_day(world.next)

    set_clock(last)
    lapse_waiting()
    assert (stands(world.application)[0], stands(forgotten)[0]) == (State.WAITING, State.SUBMITTED)

    after = last + dt.timedelta(seconds=1)
    set_clock(after)
    lapse_waiting()
    lapse_waiting()
    assert stands(world.application) == stands(forgotten) == (State.LAPSED, after)
    assert letters() == [world.applicant.email, world.other_applicant.email]
    assert Decision.objects.prepared().count() == 0


def test_letter_says_what_happened(world, set_clock):
    waiting(world.application, world.facilitator, place=1)
    factories.submitted(world.next, world.other_applicant)
    set_clock(end_of_the_last_day(world.next) + dt.timedelta(seconds=1))

    lapse_waiting()

    waited, forgotten = Letter.objects.filter(kind="members/lapsed").order_by("id")
    assert "Der blev ikke en plads ledig til dig, mens du stod på ventelisten." in waited.text
    assert "Vi beklager, at du ikke fik svar i tide." in forgotten.text


def test_sweep_killed_in_the_middle_loses_no_letter(world, set_clock, monkeypatch):
    factories.submitted(world.next, world.other_applicant)
    set_clock(end_of_the_last_day(world.next) + dt.timedelta(seconds=1))
    really, done = offering.write_about, []

    def killed(*arguments, **more):
        if done:
            raise KeyboardInterrupt
        done.append(really(*arguments, **more))

    monkeypatch.setattr(offering, "write_about", killed)
    with pytest.raises(KeyboardInterrupt):
        lapse_waiting()
    assert [state for state, _ in map(stands, (world.application, world.next.applications.last()))] == [
        State.LAPSED,
        State.SUBMITTED,
    ]

    monkeypatch.setattr(offering, "write_about", really)
    lapse_waiting()
    assert letters() == [world.applicant.email, world.other_applicant.email]


def test_offer_that_ran_out_on_the_last_day_is_told_by_the_letter_about_the_lapse(world, set_clock):
    anna = waiting(world.application, world.facilitator, place=1)
    at = database_now()
    last = offering.rules.end_of(world.next.last_admission_on)
    offering.offer(anna, reason="x", answer_by=last, by=world.facilitator, at=at)
    set_clock(end_of_the_last_day(world.next) + dt.timedelta(minutes=1))

    tell_run_out()
    lapse_waiting()

    kinds = list(Letter.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["members/seat_offered", "members/lapsed"]
    assert "Du blev tilbudt en plads" in Letter.objects.first().text


def broken_for(person, verb):
    """The verb, but that it fails on the rows of one person, and speaks of what nobody may read."""

    def broken(row, *facts):
        if row.person == person:
            raise ValueError(f"cannot write to {person.email}")
        return verb(row, *facts)

    return broken


def test_one_row_that_fails_does_not_stop_the_others(world, set_clock, monkeypatch, caplog):
    factories.submitted(world.next, world.other_applicant)
    set_clock(end_of_the_last_day(world.next) + dt.timedelta(seconds=1))
    monkeypatch.setattr(offering, "lapse", broken_for(world.applicant, offering.lapse))

    lapse_waiting()

    assert letters() == [world.other_applicant.email]
    assert stands(world.application)[0] == State.SUBMITTED
    [line] = [JsonFormatter().format(record) for record in caplog.records if record.exc_info]
    assert (f"application {world.application.pk} was left" in line, world.applicant.email in line) == (
        True,
        False,
    )


def test_one_draft_that_fails_does_not_stop_the_others(world, set_clock, monkeypatch):
    other = factories.person()
    drafts = [factories.draft(world.next, who) for who in (world.stranger, other)]
    monkeypatch.setattr(reminding, "remind", broken_for(world.stranger, reminding.remind))
    set_clock(world.next.closes_at - dt.timedelta(days=2))

    reminding.remind_all(database_now())

    reminded = Application.objects.filter(pk__in=[one.pk for one in drafts], reminded_at__isnull=False)
    assert [one.person for one in reminded] == [other]
