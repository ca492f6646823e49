"""The nightly sweep over people: seats without their person, what was asked for, logins that nobody uses."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from billing.keeping import end_accounts
from billing.models import Claim, Document, Invoice, Payment, Series, issue
from billing.tasks.keeping import sweep_accounts
from meetings.models import Attendance, Told
from meetings.rules import Answer, Message
from meetings.tasks.keeping import sweep_answers
from meetings.telling import tell
from members.keeping.people import erased
from members.models import Application, Erasure, Letter, MembershipEvent, Person
from members.models.erasing import end_sessions
from members.rules import months_after
from members.tasks.keeping import end_data
from network.tasks.keeping import end_people
from tests import factories
from tests.billing.factories import credit, seller
from tests.meetings.factories import meeting
from tests.sql import refused_by

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
DENMARK = timezone.get_default_timezone()


def midnight_after(day):
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=DENMARK)


def sweep(moment, set_clock):
    """A whole night."""
    set_clock(moment)
    sweep_accounts()
    end_people()
    sweep_answers()
    end_data()


@pytest.fixture
def invoice(world):
    """The member's invoice with a document and a payment, and an answer to a meeting of the year."""
    seller(world.network, by=world.finance)
    made = issue(world.membership, by=world.finance)
    Document.objects.put(made, "pdf", b"%PDF-", format_id="p", format_version="1", at=timezone.now())
    Payment.objects.create(
        invoice=made, amount=1, received_on=made.issued_on, noted_at=timezone.now(), noted_by=world.finance
    )
    planned = meeting(world.running, world.facilitator, days=140)
    planned.announce(by=world.facilitator, at=timezone.now())
    Attendance.objects.answer(planned, world.membership, Answer.COMING, by=world.member, at=timezone.now())
    tell(planned, Message.ANNOUNCEMENT, seen=None, by=world.facilitator, at=timezone.now())
    return made


def test_invoice_and_the_person_behind_the_seat_end_with_the_accounts(world, invoice, set_clock):
    due = midnight_after(invoice.keep_until)

    sweep(due - SECOND, set_clock)
    world.membership.refresh_from_db()
    assert (Invoice.objects.count(), world.membership.agreed_name) == (1, "Mette Medlem")
    assert Told.objects.count() == 1
    assert Application.objects.filter(pk=world.membership.application_id).exists()
    sweep(due, set_clock)

    seat = type(world.membership).objects.select_related("person").get(pk=world.membership.pk)
    assert (Invoice.objects.count(), Payment.objects.count(), Document.objects.count()) == (0, 0, 0)
    assert (seat.agreed_name, seat.agreed_title, seat.application) == ("Anonym", "", None)
    assert (seat.person.email[-15:], seat.person.name) == ("@erased.invalid", "")
    assert seat.agreed_organisation == "Vejle Kommune"
    assert Told.objects.count() == 0
    assert not Application.objects.own(world.member).exists()
    assert Attendance.objects.count() == 0
    assert not Person.objects.filter(email="member@example.dk").exists()


def test_everything_that_was_erased_is_noted_without_a_name(world, invoice, set_clock):
    sweep(midnight_after(invoice.keep_until), set_clock)
    noted = set(Erasure.objects.values_list("network__slug", "kind", "because"))
    assert {
        ("innovationschefer", "invoice", "period"),
        ("innovationschefer", "membership", "period"),
        ("innovationschefer", "answer", "period"),
        (None, "login", "period"),
        (None, "history", "period"),
    } <= noted


def test_history_of_an_anonymised_seat_names_nobody(world, invoice, set_clock):
    world.membership.note_payer_changed(by=world.member, at=timezone.now())
    set_clock(midnight_after(invoice.keep_until))
    sweep_accounts()
    end_people()
    told = MembershipEvent.objects.filter(pgh_obj_id=world.membership.pk)
    seat = type(world.membership).objects.get(pk=world.membership.pk)
    assert (seat.payer_changed_by, seat.payer_changed_at) == (None, None)
    assert {
        (event.agreed_name, event.person_id, event.payer_changed_by_id, event.payer_changed_at)
        for event in told
    } == {("Anonym", seat.person_id, None, None)}


def test_member_of_this_year_too_keeps_the_login_and_loses_the_old_seat(world, set_clock):
    """The seat of 2017 is cut loose from the person, who goes on."""
    set_clock(midnight_after(dt.date(timezone.localdate().year + 5, 12, 31)))
    newer = factories.person("newer@example.dk")
    old = world.former_membership
    type(newer).objects.filter(pk=world.former.pk).update(last_login=months_after(timezone.now(), 100))
    end_people()
    old.refresh_from_db()
    assert (old.agreed_name, old.person_id == world.former.pk) == ("Anonym", False)
    assert Person.objects.get(pk=world.former.pk).name == "Frode Før"


def test_numbers_are_not_given_again(world, invoice, set_clock):
    sweep(midnight_after(invoice.keep_until), set_clock)
    assert Series.objects.get(year=invoice.series.year).last_sequence == 1
    assert Claim.objects.count() == 0


def test_series_waits_for_the_credit_note_that_points_into_it(world, invoice, set_clock):
    """A credit note of the year after keeps what it credits, until both may go."""
    set_clock(midnight_after(dt.date(invoice.issued_on.year, 12, 31)) + dt.timedelta(days=30))
    note = credit(invoice, by=world.finance)
    set_clock(midnight_after(invoice.keep_until))
    end_accounts(midnight_after(invoice.keep_until))
    assert Invoice.objects.count() == 2
    set_clock(midnight_after(note.keep_until))
    end_accounts(midnight_after(note.keep_until))
    assert Invoice.objects.count() == 0


def test_ending_accounts_is_all_or_nothing_and_never_too_early(world, invoice, set_clock):
    set_clock(midnight_after(invoice.keep_until) - SECOND)
    with connection.cursor() as cursor:
        cursor.execute("SELECT billing_end_accounts(%s, %s)", [invoice.series.seller_id, invoice.series.year])
        assert cursor.fetchone()[0] == 0
    assert Invoice.objects.count() == 1


def test_seat_keeps_its_name_while_it_is_invoiced(world, invoice, set_clock):
    set_clock(midnight_after(world.membership.ends_on))
    sql = (
        "UPDATE members_membership SET anonymised_at = now(), agreed_name = 'Anonym', agreed_title = '', "
        "application_id = NULL WHERE id = %(pk)s"
    )
    assert refused_by(sql, pk=world.membership.pk) == "membership_named_while_invoiced"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ("agreed_name = 'X'", "membership_frozen"),
        ("person_id = (SELECT max(id) FROM members_person)", "membership_frozen"),
        ("application_id = NULL", "membership_frozen"),
        ("anonymised_at = now()", "membership_anonymised_after_its_term"),
    ],
)
def test_seat_of_a_running_term_is_frozen(world, changes, constraint):
    sql = f"UPDATE members_membership SET {changes} WHERE id = %(pk)s"
    assert refused_by(sql, pk=world.membership.pk) == constraint


def test_anonymised_seat_names_nobody_and_is_never_named_again(world, set_clock):
    set_clock(midnight_after(world.former_membership.ends_on))
    pk = world.former_membership.pk
    half = "UPDATE members_membership SET anonymised_at = now() WHERE id = %(pk)s"
    whole = half.replace("now()", "now(), agreed_name = 'Anonym', agreed_title = ''")
    payer = whole.replace("''", f"'', payer_changed_at = now(), payer_changed_by_id = {world.former.pk}")
    back = "UPDATE members_membership SET anonymised_at = NULL WHERE id = %(pk)s"
    assert refused_by(half, pk=pk) == "membership_anonymised_without_a_name"
    assert refused_by(payer, pk=pk) == "membership_anonymised_without_a_name"
    assert refused_by(whole, pk=pk) == ""
    assert refused_by(back, pk=pk) == "membership_frozen"


# Logins ------------------------------------------------------------------------------------------------------


def test_login_ends_six_months_after_it_was_last_used(world, set_clock):
    used_at = timezone.now()
    Person.objects.filter(pk=world.stranger.pk).update(last_login=used_at)
    due = months_after(used_at, 6)

    sweep(due - SECOND, set_clock)
    assert Person.objects.filter(pk=world.stranger.pk).exists()
    sweep(due, set_clock)

    assert not Person.objects.filter(pk=world.stranger.pk).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_browsers_of_a_batch_are_signed_out_in_one_pass(world, sign_in, django_assert_num_queries, count):
    people = [factories.person() for _ in range(count)]
    for person in people:
        sign_in(person)
    sign_in(world.member)
    with django_assert_num_queries(1 + count):  # all are read once, and these are deleted
        end_sessions(people, timezone.now())
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [
        str(world.member.pk)
    ]


def test_login_that_ends_leaves_no_session(world, sign_in):
    sign_in(world.stranger)
    erased([world.stranger], timezone.now())
    assert Session.objects.count() == 0


def test_login_with_application_seat_role_or_repair_stays(world, set_clock):
    stay = [world.applicant, world.member, world.facilitator, world.finance, world.superuser]
    sweep(months_after(timezone.now(), 12), set_clock)
    assert {person.email for person in stay} <= set(Person.objects.values_list("email", flat=True))


def test_former_facilitator_goes_and_what_was_decided_stays(world, set_clock):
    world.second_facilitator.describe(last_login=timezone.now())
    seat = factories.membership(world.running, factories.person("zoe@example.dk"), world.second_facilitator)
    world.network.roles.get(person=world.second_facilitator).take_back(by=world.facilitator)
    sweep(months_after(timezone.now(), 6) + SECOND, set_clock)
    seat.refresh_from_db()
    gone = seat.admitted_by
    assert (gone.pk, gone.name, gone.email[-15:], gone.is_active) == (
        world.second_facilitator.pk, "", "@erased.invalid", False,
    )  # fmt: skip
    assert str(gone) == "Slettet person"


def test_sweep_by_the_application_role(world, invoice, set_clock):
    """The worker's role, which may delete neither history nor accounts, carries the whole night out."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE keeping_test_role NOLOGIN")
        call_command("grant_application_role", "keeping_test_role", verbosity=0)
        set_clock(midnight_after(invoice.keep_until))
        cursor.execute("SET LOCAL ROLE keeping_test_role")
        sweep_accounts()
        end_people()
        sweep_answers()
        end_data()
        cursor.execute("RESET ROLE")
    assert (Invoice.objects.count(), MembershipEvent.objects.filter(agreed_name="Mette Medlem").count()) == (
        0,
        0,
    )
    assert Letter.objects.count() == 0


def test_a_second_night_changes_nothing_more(world, invoice, set_clock):
    sweep(midnight_after(invoice.keep_until), set_clock)
    before = Erasure.objects.exclude(kind="history").count()
    sweep(midnight_after(invoice.keep_until), set_clock)
    assert Erasure.objects.exclude(kind="history").count() == before


def test_night_that_is_cut_off_leaves_whole_seats(world, set_clock, monkeypatch):
    """Killed while a seat is anonymised: that seat stands as it was, and the next night makes up for it."""

    class Killed(BaseException):
        pass

    def killed(**what):
        raise Killed

    set_clock(midnight_after(dt.date(timezone.localdate().year + 6, 12, 31)))
    with monkeypatch.context() as patch:
        patch.setattr("members.keeping.memberships.forget_in_history", killed)
        with pytest.raises(Killed):
            end_people()
    names = type(world.membership).objects.filter(agreed_name="Anonym")
    assert names.count() == 0
    end_people()
    assert names.count() == 3


def test_people_are_swept_every_night(world):
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    names = ("billing.end_accounts", "network.end_people", "meetings.end_answers")
    assert [periodic[name] for name in names] == ["0 2 * * *", "20 2 * * *", "30 2 * * *"]
