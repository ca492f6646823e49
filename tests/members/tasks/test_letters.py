"""The sweep against a real mail server: down, refusing, poisoned, killed in the middle."""

import datetime as dt
import multiprocessing
import os
import signal
import smtplib

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection, connections
from django.utils import timezone

from members.models import Attachment, Letter
from members.models.letters import LEASE, LONGEST_PAUSE, MOST_ATTEMPTS
from members.tasks.letters import message, send_letters
from tests import factories

from .mailserver import free_port, letter

NOW = dt.datetime(2027, 3, 9, 12, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_mail_carries_both_forms_the_contact_and_what_machines_read(server):
    network = factories.network("spredning", name_da="Spredningsnetværket", contact_email="pia@example.dk")
    sent = letter(network=network)
    Attachment.objects.create(letter=sent, filename="a.pdf", content_type="application/pdf", content=b"%PDF")

    send_letters()

    [mail] = server.handler.mails
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip
    assert mail["Subject"] == "Årsmøde"
    assert mail["From"] == "Spredningsnetværket <netvaerk@example.dk>"
    assert mail["To"] == "Mette Medlem <member@example.dk>"
    assert mail["Reply-To"] == "pia@example.dk"
    assert mail["Message-ID"] == sent.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<spredning.localhost>"
    assert mail.get_body(("plain",)).get_content().strip() == "Kære Mette"


@pytest.mark.django_db
def test_letter_is_sent_once_however_often_the_sweep_runs(server):
    sent = letter()

    send_letters()
    send_letters()

    sent.refresh_from_db()
    assert len(server.handler.mails) == 1
    assert (sent.attempts, sent.leased_until, sent.last_error) == (1, None, "")
    assert sent.sent_at is not None


@pytest.mark.django_db
def test_server_that_is_down_costs_no_attempt_and_stops_the_sweep(server, settings):
    first, second = letter(), letter()
    settings.EMAIL_PORT = free_port()

    send_letters()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, first.sent_at, first.gave_up_at) == (0, None, None)
    assert first.last_error.startswith("ConnectionRefusedError")
    assert first.leased_until > timezone.now()
    assert second.last_error == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("poison", "gives_up"),
    [
        ({"to": "somebody@nowhere.example"}, True),
        ({"to": "somebody@busy.example"}, False),
        ({"to_name": "a\nBcc: thief@example.dk"}, False),
        ({"to": ""}, False),
    ],
)
def test_letter_that_fails_does_not_stop_the_others(server, poison, gives_up):
    bad, good = letter(**poison), letter()

    send_letters()

    bad.refresh_from_db()
    assert [mail["Message-ID"] for mail in server.handler.mails] == [good.message_id]
    assert (bad.attempts, bad.sent_at, bad.gave_up_at is not None) == (1, None, gives_up)
    assert bad.last_error != ""


@pytest.mark.django_db
def test_server_that_hangs_up_during_one_letter_gets_the_next(server, monkeypatch):
    bad, good = letter(subject="gift"), letter()
    really_send = EmailBackend._send

    def hang_up_on_poison(backend, mail):
        if mail.subject == "gift":
            backend.connection.sock.close()
            raise smtplib.SMTPServerDisconnected("gone")
        return really_send(backend, mail)

    monkeypatch.setattr(EmailBackend, "_send", hang_up_on_poison)
    send_letters()

    bad.refresh_from_db()
    assert [mail["Message-ID"] for mail in server.handler.mails] == [good.message_id]
    assert bad.last_error == "SMTPServerDisconnected: gone"


@pytest.mark.django_db
def test_pauses_double_until_the_letter_is_given_up():
    tried, pauses = letter(), []

    while tried.gave_up_at is None:
        tried.note_failed("no", at=NOW)
        pauses.append(tried.leased_until and tried.leased_until - NOW)

    assert len(pauses) == MOST_ATTEMPTS
    assert pauses[:3] == [dt.timedelta(minutes=2), dt.timedelta(minutes=4), dt.timedelta(minutes=8)]
    assert pauses[-2:] == [LONGEST_PAUSE, None]
    assert not Letter.objects.unsent().exists()


@pytest.mark.django_db
def test_letter_under_lease_is_left_alone_until_the_lease_ends():
    held = letter()

    assert Letter.objects.claim(at=NOW) == held
    assert Letter.objects.claim(at=NOW + LEASE / 2) is None
    assert Letter.objects.claim(at=NOW + LEASE) == held


@pytest.mark.django_db(transaction=True)
def test_letter_that_another_sweep_is_claiming_is_passed_over():
    letter()
    free = letter()
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT id FROM members_letter ORDER BY id LIMIT 1 FOR UPDATE")
            assert Letter.objects.claim(at=NOW) == free
    finally:
        other.close()


def be_killed_on_the_second_letter():
    """What a worker does until somebody kills it."""
    connection.close()
    really_send, sent = EmailBackend._send, []

    def send_and_die(backend, mail):
        if sent:
            os.kill(os.getpid(), signal.SIGKILL)
        sent.append(really_send(backend, mail))
        return sent[-1]

    EmailBackend._send = send_and_die
    send_letters()


@pytest.mark.django_db(transaction=True)
def test_worker_killed_between_letters_loses_none_and_repeats_none(server):
    letters = [letter(to=f"member{number}@example.dk") for number in range(4)]
    connection.close()
    worker = multiprocessing.get_context("fork").Process(target=be_killed_on_the_second_letter)
    worker.start()
    worker.join(30)
    assert worker.exitcode == -signal.SIGKILL
    assert len(server.handler.mails) == 1

    Letter.objects.filter(leased_until__isnull=False).update(
        leased_until=timezone.now()
    )  # five minutes later
    send_letters()

    assert sorted(mail["Message-ID"] for mail in server.handler.mails) == sorted(
        x.message_id for x in letters
    )
    assert not Letter.objects.unsent().exists()


@pytest.mark.django_db
def test_from_and_answers_without_a_network():
    mail = message(letter())

    assert (mail.from_email, mail.reply_to) == ("Netværk <netvaerk@example.dk>", [])
