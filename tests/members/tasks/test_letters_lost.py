"""Whatever the mail server or the worker does: no letter is lost, none stops another, and a number is kept."""

import multiprocessing
import signal

import pytest
from django.db import connection
from django.utils import timezone

from members.letters import send_failed_again
from members.models import Attachment, Letter
from members.tasks.letters import send_letters

from .mailserver import free_port, letter, pauses_are_over


def sent_and_not():
    """How many letters have left, and how many still wait."""
    return Letter.objects.sent().count(), Letter.objects.unsent().count()


@pytest.mark.django_db
def test_server_that_is_down_for_hours_delays_and_loses_nothing(server, settings):
    letters = [letter(to=f"member{number}@example.dk") for number in range(3)]
    settings.EMAIL_PORT = free_port()
    for _ in range(40):
        send_letters()
        pauses_are_over()
    assert (sent_and_not(), Letter.objects.failed().count()) == ((0, 3), 0)

    settings.EMAIL_PORT = server.port
    send_letters()

    assert sorted(server.handler.numbers) == sorted(x.message_id for x in letters)
    assert sent_and_not() == (3, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "error", "for_good"),
    [
        ("a@nowhere.example", "SMTPRecipientsRefused", True),
        ("a@busy.example", "SMTPRecipientsRefused", False),
        ("a@spam.example", "SMTPDataError", False),
        ("a@hangs.example", "SMTPServerDisconnected", False),
        ("a@drops.example", "", False),
    ],
)
def test_letter_in_trouble_waits_and_those_after_it_go(server, address, error, for_good):
    first, bad, last = letter(), letter(to=address), letter()
    Attachment.objects.create(
        letter=bad, filename="a.pdf", content_type="application/pdf", content=b"x" * 3_000_000
    )

    send_letters()

    bad.refresh_from_db()
    assert [number for number in server.handler.numbers if number != bad.message_id] == [
        first.message_id, last.message_id,
    ]  # fmt: skip
    assert (bad.attempts, bad.sent_at, bad.gave_up_at is not None) == (1, None, for_good)
    assert bad.last_error.startswith(error)
    assert str(bad.trouble) != ""
    assert for_good or bad.leased_until > timezone.now()


@pytest.mark.django_db
def test_server_that_first_says_later_gets_the_same_number_again(server):
    hesitant = letter(to="a@hesitates.example")
    send_letters()
    assert (server.handler.mails, sent_and_not()) == ([], (0, 1))

    send_letters()  # its pause has not run out
    assert server.handler.tries["a@hesitates.example"] == 1
    pauses_are_over()
    send_letters()

    hesitant.refresh_from_db()
    assert server.handler.numbers == [hesitant.message_id]
    assert (hesitant.attempts, hesitant.last_error) == (2, "")


@pytest.mark.django_db
def test_letter_that_failed_leaves_when_somebody_sends_it_again(server):
    failed = letter(to="a@hesitates.example")
    failed.note_failed("550", at=timezone.now(), for_good=True)
    send_letters()
    assert server.handler.tries == {}

    assert send_failed_again(Letter.objects.all()) == 1
    send_letters()
    pauses_are_over()
    send_letters()

    assert server.handler.numbers == [failed.message_id]


def work_when_told(start):
    """What a worker does, in a process of its own."""
    connection.close()
    start.wait(10)
    send_letters()


def killed_by(server):
    """Run a worker that the server kills; what arrived until then."""
    context = multiprocessing.get_context("fork")
    start = context.Event()
    connection.close()
    worker = context.Process(target=work_when_told, args=[start])
    worker.start()
    server.handler.victim = worker.pid
    start.set()
    worker.join(30)
    assert worker.exitcode == -signal.SIGKILL
    return list(server.handler.numbers)


@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_it_hands_over_a_letter_loses_none_and_repeats_that_one_at_most(server):
    letters = [letter(), letter(to="a@kills.example"), letter(), letter()]

    before = killed_by(server)
    assert before == [letters[0].message_id, letters[1].message_id]
    assert sent_and_not() == (1, 3)
    send_letters()
    assert len(server.handler.mails) == 4  # the one in doubt is still under its lease
    pauses_are_over()
    send_letters()

    assert sorted(server.handler.numbers) == sorted([*(x.message_id for x in letters), letters[1].message_id])
    assert sent_and_not() == (4, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(server):
    letters = [letter(to=f"member{number}@example.dk") for number in range(12)]
    context = multiprocessing.get_context("fork")
    start = context.Event()
    connection.close()
    workers = [context.Process(target=work_when_told, args=[start]) for _ in range(3)]
    for worker in workers:
        worker.start()
    start.set()
    for worker in workers:
        worker.join(30)

    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert sorted(server.handler.numbers) == sorted(x.message_id for x in letters)
