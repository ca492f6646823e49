"""Reminders: at most three, ten days apart, on fresh bank data, of what is overdue; in one press, and never twice."""

import datetime as dt
import uuid
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from billing import rules
from billing.matching import Verdict, match
from billing.models import BankEntry, BankFile, Payment, Reminder, ReminderStop, Seller, SetAside, issue
from billing.models.taking import book_of
from billing.own_data import own_data
from billing.rules import ReminderFacts, Standing, Status
from members.letters import worded
from members.models import Cohort, Letter
from members.rules import Refused
from tests.billing import factories
from tests.billing.attacks import SQL, answer, forge, run
from tests.billing.factories import remind
from tests.billing.test_crediting import ask

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 3, 15)
LATE = Standing(Status.OVERDUE, Decimal(10000), 12)


def codes(**changes):
    facts = {
        "standing": LATE,
        "sent": 0,
        "last_sent_on": None,
        "stopped": False,
        "bank_up_to": TODAY,
        **changes,
    }
    return [refusal.code for refusal in rules.reminder_refusals(ReminderFacts(**facts), TODAY)]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, []),
        ({"bank_up_to": dt.date(2027, 3, 12)}, []),
        ({"bank_up_to": dt.date(2027, 3, 11)}, ["reminder_on_fresh_bank_data"]),
        ({"bank_up_to": None}, ["reminder_on_fresh_bank_data"]),
        ({"sent": 1, "last_sent_on": dt.date(2027, 3, 5)}, []),
        ({"sent": 1, "last_sent_on": dt.date(2027, 3, 6)}, ["reminder_ten_days_apart"]),
        ({"sent": 3, "last_sent_on": dt.date(2027, 2, 1)}, ["reminder_three_at_most"]),
        ({"stopped": True}, ["reminder_not_while_stopped"]),
        ({"credit_waits": True}, ["reminder_not_before_the_credit"]),
        ({"bank_names_it": True}, ["reminder_not_of_what_came_in"]),
        ({"reaches_somebody": False}, ["reminder_letter_to_somebody"]),
        ({"standing": Standing(Status.ISSUED, Decimal(1))}, ["reminder_of_an_overdue_invoice"]),
        ({"standing": Standing(Status.PAID, Decimal(0))}, ["reminder_of_an_overdue_invoice"]),
    ],
)
def test_reminder_is_refused_by_the_bylaw(changes, refused):
    assert codes(**changes) == refused


def test_next_reminder_is_ten_days_after_the_last_and_never_before_the_day_after_due():
    due = dt.date(2027, 3, 1)
    assert rules.reminder_due_on(due, None) == dt.date(2027, 3, 2)
    assert rules.reminder_due_on(due, dt.date(2027, 3, 5)) == dt.date(2027, 3, 15)


@pytest.fixture
def address(world):
    return reverse("billing:reminders", args=["innovationschefer", world.running.year])


def test_letters_are_shown_word_for_word_and_sent_in_one_press(world, sign_in, invoice, later, address):
    later(5)
    client = sign_in(world.finance)
    shown = client.get(address)
    (due,) = shown.context["due"]
    press = {"reminder": due.mark}
    answered = client.post(address, press, follow=True)
    client.post(address, press)
    letter = Letter.objects.get(kind="billing/reminder")
    assert (letter.subject, letter.text) == (due.letters[0][1].subject, due.letters[0][1].text)
    assert (letter.person, "100,00 kr." in letter.text, "10.100,00 kr." in letter.text) == (
        world.member,
        True,
        True,
    )
    assert [(one.number, one.fee, one.sent_by) for one in Reminder.objects.all()] == [(1, 100, world.finance)]
    assert "Næste kan sendes fra" in answered.text
    assert (
        shown.text.count("<details open>"),
        "Rykkere" in client.get(reverse("billing:invoice", args=[invoice.number])).text,
    ) == (1, True)


def test_letter_that_changed_after_it_was_shown_is_shown_again(world, sign_in, invoice, later, address):
    at = later(5)
    client = sign_in(world.finance)
    press = {"reminder": client.get(address).context["due"][0].mark}
    Payment.objects.note(
        invoice, amount=4000, received_on=invoice.issued_on, key=uuid.uuid4(), by=world.finance, at=at
    )
    answered = client.post(address, press)
    assert "Et brev er ikke længere, som det blev vist." in answered.text
    assert "6.100,00" in answered.context["due"][0].letters[0][1].text
    assert not Reminder.objects.exists()


def test_without_fresh_bank_data_nobody_is_reminded(world, sign_in, invoice, later, address):
    at = later(5, bank=False)
    client = sign_in(world.finance)
    shown = client.get(address)
    assert ("Der kan ikke rykkes lige nu." in shown.text, shown.context["due"]) == (True, [])
    client.post(address, {"reminder": f"{invoice.pk}-1"})
    assert Reminder.objects.count() == 0
    with pytest.raises(Refused):
        remind(invoice, at)


def test_reminder_waits_for_the_credit_note_that_is_asked_for(world, sign_in, invoice, later, address):
    at = later(5)
    ask(invoice, world.facilitator)
    client = sign_in(world.finance)
    shown = client.get(address)
    assert (shown.context["due"], "fordi en kreditnota til fakturaen afventer" in shown.text) == ([], True)
    client.post(address, {"reminder": f"{invoice.pk}-1"})
    assert Reminder.objects.count() == 0
    with pytest.raises(Refused):
        remind(invoice, at)


@pytest.mark.parametrize(
    ("text", "amount", "held"),
    [
        ("Betaling {number} tak", 9000, True),
        ("fra regionen {spaced}", 9000, True),
        ("+71<{card}", 9000, True),
        ("Faktura 1{number}", 9000, False),
        ("Faktura {number}", -500, False),
        ("Renter", 9000, False),
    ],
)
def test_reminder_waits_for_the_entry_that_names_the_invoice(
    world, sign_in, invoice, later, address, text, amount, held
):
    later(5)
    file = BankFile.objects.get()
    spaced, card = invoice.number.replace("-", " "), invoice.payment_id.lstrip("0")
    entry = BankEntry.objects.create(
        file=file, seller=file.seller, entry_id="x", booked_on=file.up_to, amount=amount,
        text=text.format(number=invoice.number, spaced=spaced, card=card),
    )  # fmt: skip
    client = sign_in(world.finance)
    overview = reverse("billing:overview", args=["innovationschefer", world.running.year])
    shown = client.get(address)
    assert ("en postering fra banken, som ikke er fordelt, nævner fakturaen" in shown.text) == held
    assert (len(shown.context["due"]), client.get(overview).context["remindable"]) == (not held, not held)
    SetAside.objects.put([entry], reason="x", by=world.finance, at=timezone.now())
    assert len(client.get(address).context["due"]) == 1


def test_reminders_are_stopped_with_a_reason_and_go_on(world, sign_in, invoice, later, address):
    later(5)
    client, stops = sign_in(world.finance), reverse("billing:reminder_stops", args=[invoice.number])
    assert "Skriv hvorfor." in client.post(stops, {"stops": "1", "reason": " "}, follow=True).text
    stopped = client.post(stops, {"stops": "1", "reason": "Aftale om betaling i maj"}, follow=True)
    assert "Aftale om betaling i maj" in stopped.text
    read = sign_in(world.member).get(reverse("billing:invoice", args=[invoice.number])).text
    assert ("Rykkerne er stoppet." in read, "Aftale om" in read, f"({world.finance.name})" in read) == (
        True,
        False,
        False,
    )
    assert client.get(address).context["due"] == []
    client.post(stops, {"stops": "0", "reason": "Aftalen er brudt"})
    assert len(client.get(address).context["due"]) == 1


def test_fee_is_paid_by_hand_and_never_lessens_the_invoice(world, sign_in, invoice, later):
    reminder = remind(invoice, later(5))
    client = sign_in(world.finance)
    typed = {
        "key": uuid.uuid4(), "amount": "100", "received_on": timezone.localdate().isoformat(), "direction": "in", "pays": reminder.pk,
    }  # fmt: skip
    address = reverse("billing:payments", args=[invoice.number])
    shown = client.post(address, typed, follow=True)
    assert (shown.context["invoice"].stands.left, shown.context["reminders"][0].left) == (10000, 0)
    refused = client.post(address, {**typed, "key": uuid.uuid4(), "amount": "1"})
    assert set(refused.context["form"].errors) == {"amount"}


def test_entry_that_pays_invoice_and_fee_is_matched(invoice, later):
    reminder = remind(invoice, later(5))

    class Line:
        text, amount = invoice.number, Decimal(10100)

    seller = Seller.objects.with_foreign_prefixes().get()
    (found,) = match([Line], book_of(seller))
    assert (found.verdict, [one.reminder for one in found.allotments]) == (
        Verdict.MATCHED,
        [None, reminder.pk],
    )


def test_letter_is_kept_with_its_reminder_when_the_outbox_has_forgotten_it(world, sign_in, invoice, later):
    reminder = remind(invoice, later(5))
    letter = Letter.objects.get(kind="billing/reminder")
    kept = reminder.letters.get()
    assert (kept.subject, kept.text, kept.to_email) == (letter.subject, letter.text, world.member.email)
    Letter.objects.all().delete()
    page = reverse("billing:invoice", args=[invoice.number])
    for reader in (world.finance, world.member):
        shown = sign_in(reader).get(page).text
        assert ("Læs brevet: første rykker til Mette Medlem" in shown, "Kære Mette Medlem" in shown) == (
            True,
            True,
        )


def test_nobody_is_reminded_where_everybody_was_erased(world, sign_in, invoice, later, address):
    at = later(5)
    world.member.erase(at)
    client = sign_in(world.finance)
    overview = reverse("billing:overview", args=["innovationschefer", world.running.year])
    shown = client.get(address)
    assert (shown.context["due"], client.get(overview).context["remindable"]) == ([], 0)
    assert "Skriv selv til betaleren på adressen på fakturaen" in shown.text
    with pytest.raises(Refused) as refused:
        remind(invoice, at)
    assert [one.code for one in refused.value.refusals] == ["reminder_letter_to_somebody"]


def test_whoever_is_left_on_a_joint_invoice_is_reminded(world, seller, other, later_than):
    invoice = issue(*factories.of_one_payer(world.membership, other), by=world.finance)
    at = later_than(invoice, 5)
    world.member.erase(at)
    reminder = remind(invoice, at)
    assert [letter.to_email for letter in reminder.letters.all()] == [other.person.email]


def test_letter_to_one_on_a_joint_invoice_is_read_by_nobody_else_on_it(
    world, sign_in, seller, other, later_than
):
    """Not on the page and not in the download, before and after one of them is erased; who handles it reads both."""
    invoice = issue(*factories.of_one_payer(world.membership, other), by=world.finance)
    at = later_than(invoice, 5)
    remind(invoice, at)
    page = reverse("billing:invoice", args=[invoice.number])

    def read_by(person):
        shown = sign_in(person).get(page).text
        told = str(own_data(person))
        names = ["Kære Mette Medlem", "Kære Zoe"]
        return [name in shown for name in names], [name in told for name in names]

    assert (read_by(world.member), read_by(other.person)) == (([True, False],) * 2, ([False, True],) * 2)
    assert read_by(world.finance)[0] == [True, True]
    other.person.erase(at)
    assert (read_by(world.member), read_by(world.finance)[0]) == (([True, False],) * 2, [True, True])


@pytest.mark.parametrize("rows", [1, 30])
def test_reminders_ask_a_constant_number_of_questions(
    world, sign_in, seller, set_clock, rows, address, django_assert_num_queries
):
    Cohort.objects.filter(pk=world.running.pk).update(seats=200)
    for seat in factories.seats(world.running, world.facilitator, rows):
        made = issue(seat, by=world.finance)
    at = dt.datetime.combine(made.due_on + dt.timedelta(5), dt.time(12), tzinfo=dt.UTC)
    set_clock(at)
    BankFile.objects.create(
        seller=seller, kind="csv", sha256="0" * 64, up_to=at.date(), read_at=at, read_by=world.finance
    )
    client = sign_in(world.finance)
    client.get(address)
    with django_assert_num_queries(9):
        shown = client.get(address)
    assert len(shown.context["due"]) == rows


# Past the forms ------------------------------------------------------------------------------------------------


CLOCK = SQL("network_clock()")


@pytest.mark.parametrize(
    ("days", "bank", "changes", "rule"),
    [
        (15, True, {}, "reminder_once"),
        (15, True, {"number": 3}, "reminder_in_order"),
        (14, True, {"number": 2}, "reminder_ten_days_apart"),
        (15, True, {"number": 2}, ""),
        (15, True, {"number": 2, "fee": 101}, "reminder_fee_at_most_100"),
        (15, False, {"number": 2}, "reminder_on_fresh_bank_data"),
        (
            15,
            True,
            {"number": 2, "sent_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)},
            "reminder_time_is_the_clock",
        ),
    ],
)
def test_database_refuses_what_the_bylaw_does(reminder, later, days, bank, changes, rule):
    later(days, bank)
    changes = {"sent_at": CLOCK, **changes}

    def attack():
        made = forge("billing_reminder", reminder.pk, **changes)
        forge("billing_reminderletter", reminder.letters.get().pk, reminder_id=made)

    assert answer(attack) == rule


def test_fourth_reminder_is_refused(reminder, invoice, later):
    for days in (15, 25):
        remind(invoice, later(days))
    last = Reminder.objects.get(number=3)
    later(35)
    assert (
        answer(lambda: forge("billing_reminder", last.pk, number=4, sent_at=CLOCK))
        == "reminder_three_at_most"
    )


def test_paid_or_stopped_invoice_is_not_reminded_of(reminder, invoice, later, world):
    at = later(15)
    second = {"number": 2, "sent_at": CLOCK}
    ReminderStop.objects.note(invoice, stops=True, reason="x", by=world.finance, at=at)
    assert answer(lambda: forge("billing_reminder", reminder.pk, **second)) == "reminder_not_while_stopped"
    stop = ReminderStop.objects.get()
    assert answer(lambda: forge("billing_reminderstop", stop.pk)) == "reminder_stop_alternates"
    assert (
        answer(lambda: forge("billing_reminderstop", stop.pk, stops=False, reason=""))
        == "reminder_stop_with_a_reason"
    )
    Payment.objects.note(
        invoice,
        amount=invoice.gross,
        received_on=invoice.issued_on,
        key=uuid.uuid4(),
        by=world.finance,
        at=at,
    )
    assert (
        answer(lambda: forge("billing_reminder", reminder.pk, **second)) == "reminder_of_an_overdue_invoice"
    )


def test_what_was_sent_stays_and_a_fee_is_paid_within_it(reminder, invoice, later, world):
    at = later(6)
    ReminderStop.objects.note(invoice, stops=True, reason="x", by=world.finance, at=at)
    for table, rule, change in (
        ("billing_reminder", "reminder_stays", "fee = 1"), ("billing_reminderstop", "reminder_stop_stays", "reason = 'y'"),
    ):  # fmt: skip
        for attack in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            assert answer(lambda attack=attack: run(attack)).endswith("_stays"), rule
    Payment.objects.note(
        invoice,
        amount=100,
        received_on=invoice.issued_on,
        key=uuid.uuid4(),
        by=world.finance,
        at=at,
        reminder=reminder,
    )
    pk = Payment.objects.get().pk
    again = {"key": str(uuid.UUID(int=1))}
    assert answer(lambda: forge("billing_payment", pk, **again)) == "payment_within_the_fee"
    assert answer(lambda: forge("billing_payment", pk, **again, amount=-101)) == "payment_within_the_fee"


def test_reminder_is_a_letter_to_somebody_and_stays_one(reminder, later):
    kept = reminder.letters.get()
    attacks = {
        "reminder_letter_once": lambda: forge("billing_reminderletter", kept.pk),
        "reminder_letter_says_something": lambda: forge("billing_reminderletter", kept.pk, to_email="a@example.dk", text=" "),
        "reminder_letter_to_somebody": lambda: forge("billing_reminderletter", kept.pk, to_email="x@erased.invalid"),
    }  # fmt: skip
    assert {rule: answer(attack) for rule, attack in attacks.items()} == {rule: rule for rule in attacks}
    to_a_stranger = {"to_email": "a@example.dk", "person_id": reminder.sent_by_id}
    refused = answer(lambda: forge("billing_reminderletter", kept.pk, **to_a_stranger))
    assert refused == "reminder_letter_to_its_members"
    for attack in ("UPDATE {} SET text = 'x'", "DELETE FROM {}", "TRUNCATE {}"):
        refused = answer(lambda attack=attack: run(attack.format("billing_reminderletter")))
        assert refused == "reminder_letter_stays"
    later(15)
    later_letter = {"to_email": "a@example.dk"}
    assert (
        answer(lambda: forge("billing_reminderletter", kept.pk, **later_letter))
        == "reminder_letter_written_with_it"
    )
    second = {"number": 2, "sent_at": CLOCK}
    assert answer(lambda: forge("billing_reminder", reminder.pk, **second)) == "reminder_has_its_letter"


def test_letter_is_worded_by_its_example(world):
    from members.letters import KINDS

    kind = KINDS["billing/reminder"]
    assert (
        "Første rykker"
        in worded(kind.key, world.member, network=world.network, context=kind.example(world.network)).subject
    )


def test_letters_that_the_outbox_still_has_are_kept_for_earlier_reminders(reminder, world):
    run("SET LOCAL session_replication_role = replica")
    run("DELETE FROM billing_reminderletter")
    run("SET LOCAL session_replication_role = DEFAULT")
    run("ALTER TABLE billing_reminderletter DISABLE TRIGGER of_its_reminder")  # it comes after the migration
    import_module("billing.migrations.0035_keep_letters_of_reminders").keep(apps, None)
    kept = reminder.letters.get()
    assert (kept.person, kept.to_email, kept.text) == (
        world.member,
        world.member.email,
        Letter.objects.get(kind="billing/reminder").text,
    )
