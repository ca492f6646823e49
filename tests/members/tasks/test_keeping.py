"""The nightly sweep: each kind of data stays to the last second of its period, and is gone a second later."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app

from members.keeping import applications, batches, memberships, people
from members.letters import new_message_id
from members.models import (
    Acceptance,
    Application,
    ApplicationEvent,
    Decision,
    DecisionEvent,
    Erasure,
    Letter,
    Payer,
    Tally,
)
from members.rules import Outcome, State, months_after, months_before
from members.tasks.keeping import end_data
from tests import factories
from tests.sql import refused_by

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def log():
    """What was noted: kind, count, why."""
    return list(Erasure.objects.order_by("id").values_list("network__slug", "kind", "count", "because"))


def swept_at(moment, set_clock):
    set_clock(moment)
    end_data()


def declined(world, person, cohort=None):
    """An application that was declined just now."""
    application = factories.submitted(cohort or world.next, person, world.employer)
    decision = factories.prepared(application, world.facilitator, Outcome.DECLINE, reason="Hemmelig grund")
    decision.announce(by=world.facilitator, at=timezone.now())
    return application, decision


def test_draft_ends_thirty_days_after_its_window(world, set_clock):
    draft = factories.draft(world.next, world.stranger)
    due = world.next.closes_at + dt.timedelta(days=30)

    swept_at(due - SECOND, set_clock)
    assert Application.objects.filter(pk=draft.pk).exists()
    swept_at(due, set_clock)

    assert not Application.objects.filter(pk=draft.pk).exists()
    assert not Payer.objects.filter(pk=draft.payer_id).exists()
    assert not Acceptance.objects.filter(application=draft.pk).exists()
    assert (log(), Tally.objects.count()) == ([("innovationschefer", "draft", 1, "period")], 0)


def test_draft_that_lapsed_ends_like_a_draft(world, set_clock):
    draft = factories.draft(world.next, world.stranger)
    set_clock(world.next.closes_at)
    Application.objects.lapse(world.next.closes_at)
    swept_at(world.next.closes_at + dt.timedelta(days=30), set_clock)
    assert not Application.objects.filter(pk=draft.pk).exists()


def test_declined_application_ends_after_six_months(world, set_clock):
    application, decision = declined(world, world.stranger)
    due = months_after(decision.announced_at, 6)

    swept_at(due - SECOND, set_clock)
    assert Application.objects.filter(pk=application.pk).exists()
    swept_at(due, set_clock)

    assert not Application.objects.filter(pk=application.pk).exists()
    assert not Decision.objects.filter(pk=decision.pk).exists()
    kept = Tally.objects.get()
    assert (kept.cohort, kept.state, kept.sector, kept.count) == (world.next, "declined", "municipal", 1)


def test_history_of_an_erased_application_tells_no_reason(world, set_clock):
    application, decision = declined(world, world.stranger)
    swept_at(months_after(decision.announced_at, 6), set_clock)
    told = DecisionEvent.objects.filter(application_id=application.pk)
    assert [(event.outcome, event.reason) for event in told] == [("decline", "")] * 3
    assert ApplicationEvent.objects.filter(pgh_obj_id=application.pk).count() > 0


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.LAPSED])
def test_application_that_came_to_nothing_ends_after_six_months(world, set_clock, state):
    application = factories.submitted(world.next, world.stranger, world.employer)
    if state == State.WITHDRAWN:
        application.withdraw(world.stranger, timezone.now())
    else:
        factories.prepared(application, world.facilitator, Outcome.WAIT).announce(
            by=world.facilitator, at=timezone.now()
        )
        application.refresh_from_db()
        application.end(State.LAPSED, timezone.now())
    application.refresh_from_db()
    due = months_after(application.ended_at, 6)

    swept_at(due - SECOND, set_clock)
    assert Application.objects.filter(pk=application.pk).exists()
    swept_at(due, set_clock)

    assert not Application.objects.filter(pk=application.pk).exists()
    assert Tally.objects.get(state=state).count == 1


def test_replaced_version_goes_with_the_last_one(world, set_clock):
    first = factories.submitted(world.next, world.stranger, world.employer)
    second = first.replace(timezone.now())
    second.submit(timezone.now())
    second.withdraw(world.stranger, timezone.now())
    swept_at(months_after(timezone.now(), 5), set_clock)
    assert Application.objects.own(world.stranger).count() == 2
    swept_at(months_after(timezone.now(), 6) + SECOND, set_clock)
    assert Application.objects.own(world.stranger).count() == 0
    assert [(tally.state, tally.count) for tally in Tally.objects.all()] == [("withdrawn", 1)]


def test_undecided_and_admitted_applications_stay(world, set_clock):
    stay = [world.application.pk, world.membership.application_id]
    swept_at(months_after(timezone.now(), 30), set_clock)
    assert Application.objects.filter(pk__in=stay).count() == 2


def test_counts_add_up_for_each_year_outcome_and_sector(world, set_clock):
    for _ in range(3):
        declined(world, factories.person())
    swept_at(months_after(timezone.now(), 7), set_clock)
    declined_before = Tally.objects.get(state="declined").count
    assert declined_before == 3


def test_profile_ends_a_year_after_the_term(world, set_clock):
    world.member.describe(title="Innovationschef", phone="11 11 11 11")
    midnight = dt.datetime.combine(
        months_after(world.membership.ends_on, 12) + dt.timedelta(days=1),
        dt.time(),
        tzinfo=timezone.get_default_timezone(),
    )

    swept_at(midnight - SECOND, set_clock)
    world.member.refresh_from_db()
    assert (world.member.title, world.member.phone) == ("Innovationschef", "11 11 11 11")
    swept_at(midnight, set_clock)

    world.member.refresh_from_db()
    assert (world.member.title, world.member.phone, world.member.organisation) == ("", "", None)
    assert world.member.name == "Mette Medlem"
    assert ("innovationschefer", "profile", 1, "period") in log()


def test_profile_of_who_works_here_stays(world, set_clock):
    world.member.describe(phone="11 11 11 11")
    factories.role(world.network, world.member)
    swept_at(months_after(timezone.now(), 60), set_clock)
    world.member.refresh_from_db()
    assert world.member.phone == "11 11 11 11"


def test_letter_ends_ninety_days_after_it_left(world, set_clock):
    sent_at = timezone.now()
    letter = Letter.objects.create(
        kind="x", about="y", network=world.network, person=world.member, to_email="m@example.dk", subject="S",
        text="T", html="T", message_id=new_message_id(), written_at=sent_at, sent_at=sent_at,
    )  # fmt: skip
    due = sent_at + dt.timedelta(days=90)

    swept_at(due - SECOND, set_clock)
    assert Letter.objects.filter(pk=letter.pk).exists()
    swept_at(due, set_clock)

    assert not Letter.objects.filter(pk=letter.pk).exists()
    assert log() == [("innovationschefer", "letter", 1, "period")]


def test_history_ends_after_three_years(world, set_clock):
    last = ApplicationEvent.objects.order_by("-pgh_created_at").first().pgh_created_at
    due = last.replace(year=last.year + 3)

    swept_at(due - SECOND, set_clock)
    kept = ApplicationEvent.objects.filter(pgh_created_at=last).count()
    swept_at(due + SECOND, set_clock)

    assert kept > 0
    assert ApplicationEvent.objects.filter(pgh_created_at__lte=last).count() == 0
    assert ("history", "period") in {(kind, because) for _network, kind, _count, because in log()}


def test_longer_periods_of_the_settings_count(world, set_clock, settings):
    settings.KEEP_DRAFT_DAYS = 40
    draft = factories.draft(world.next, world.stranger)
    swept_at(world.next.closes_at + dt.timedelta(days=40) - SECOND, set_clock)
    assert Application.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("rows", [1, 30])
def test_what_is_due_is_read_in_as_many_queries_for_1_and_30_rows(
    world, rows, django_assert_num_queries, set_clock
):
    added = factories.organisation("Vejle Kom.", sector="")
    for _ in range(rows):
        first = factories.submitted(world.next, factories.person(), world.employer)
        first.replace(timezone.now()).submit(timezone.now())
        factories.draft(world.next, factories.person(), added)
        declined(world, factories.person())
    added.recognise_as(world.employer, on=timezone.localdate())
    Application.objects.filter(state=State.SUBMITTED).update(state=State.WITHDRAWN)
    later = months_after(timezone.now(), 100)

    with django_assert_num_queries(3):
        due = [*applications.drafts_due(later), *applications.ended_due(later), *applications.replaced_due()]
        found = [(one.cohort.network_id, one.payer.cvr, one.sector) for one in due]
    with django_assert_num_queries(1):
        seats = [(seat.person.email, seat.payer.cvr) for seat in memberships.over(later)]
    with django_assert_num_queries(2):
        people.networks_of(people.profiles_due(later))

    assert (len(found) >= 3 * rows, len(seats)) == (True, 3)


def test_expired_sessions_are_forgotten(world, sign_in):
    sign_in(world.member)
    Session.objects.update(expire_date=timezone.now() - SECOND)
    end_data()
    assert Session.objects.count() == 0


def test_sweeping_twice_changes_nothing_more(world, set_clock):
    declined(world, world.stranger)
    swept_at(months_after(timezone.now(), 7), set_clock)
    before = (log(), Tally.objects.get(state="declined").count)
    end_data()
    assert (log(), Tally.objects.get(state="declined").count) == before


def test_sweep_that_is_cut_off_has_ended_whole_batches(world, set_clock, monkeypatch):
    """Killed in the second batch: what the first ended is gone and counted, all else stands as it was."""
    monkeypatch.setattr(batches, "BATCH", 2)
    for _ in range(5):
        declined(world, factories.person())
    set_clock(months_after(timezone.now(), 7))
    really, calls = applications.forget, []

    class Killed(BaseException):
        pass

    def forget(versions):
        calls.append(1)
        counts = really(versions)
        if len(calls) == 2:
            raise Killed
        return counts

    monkeypatch.setattr(applications, "forget", forget)
    with pytest.raises(Killed):
        end_data()
    left = Application.objects.filter(state=State.DECLINED).count()
    assert (left, Tally.objects.get(state="declined").count) == (3, 2)

    monkeypatch.setattr(applications, "forget", really)
    end_data()
    assert Tally.objects.get(state="declined").count == 5
    assert Application.objects.filter(state=State.DECLINED).count() == 0


def test_one_kind_that_fails_does_not_stop_the_others(world, set_clock, monkeypatch, caplog):
    draft = factories.draft(world.next, world.stranger)

    def broken(at):
        raise ValueError

    monkeypatch.setattr("members.tasks.keeping.end_applications", broken)
    swept_at(world.next.closes_at + dt.timedelta(days=31), set_clock)
    assert not Application.objects.filter(pk=draft.pk).exists()
    assert "was not carried out" in caplog.text


def test_keeping_runs_by_itself_every_night(world):
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["members.end_data"] == "10 2 * * *"


def test_months_end_where_the_month_does():
    assert months_after(dt.date(2027, 8, 31), 6) == dt.date(2028, 2, 29)
    assert months_before(dt.date(2027, 12, 31), 12) == dt.date(2026, 12, 31)
    assert months_after(dt.date(2027, 12, 1), 1) == dt.date(2028, 1, 1)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE members_erasure SET count = 2",
        "DELETE FROM members_erasure",
        "TRUNCATE members_erasure",
    ],
)
def test_log_of_erasures_stays(world, sql):
    Erasure.objects.note("draft", {world.network.pk: 1}, at=timezone.now())
    assert refused_by(sql) == "erasure_stays"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "x"}, "erasure_kind_known"),
        ({"because": "x"}, "erasure_because_known"),
        ({"count": 0}, "erasure_counts_something"),
    ],
)
def test_erasure_is_right_in_itself(world, changes, constraint):
    values = {"kind": "draft", "because": "period", "count": 1, "at": timezone.now(), **changes}
    columns = ", ".join(values)
    insert = f"INSERT INTO members_erasure ({columns}) VALUES ({', '.join(f'%({name})s' for name in values)})"
    assert refused_by(insert, **values) == constraint


def test_tally_is_one_for_each_kind(world):
    insert = (
        "INSERT INTO members_tally (cohort_id, state, sector, count) VALUES (%(cohort)s, 'declined', '', 1)"
    )
    assert refused_by(insert, cohort=world.next.pk) == ""
    assert refused_by(insert, cohort=world.next.pk) == "tally_once"


def test_application_that_gave_a_seat_is_not_erased_before_the_seat_is_anonymised(world):
    sql = "DELETE FROM members_application WHERE id = %(pk)s"
    assert refused_by(sql, pk=world.membership.application_id) == "application_kept_while_live"


def test_person_without_a_name_has_no_login(world):
    sql = "UPDATE members_person SET erased_at = now() WHERE id = %(pk)s"
    assert refused_by(sql, pk=world.stranger.pk) == "person_erased_without_a_name"
