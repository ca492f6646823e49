"""The sweeps: safe to run twice, stopped by nothing, and nothing says sent that was only made."""

import base64
import datetime as dt
import uuid

import pytest
from django.core import mail
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from billing import einvoice, pdf
from billing.models import Dispatch, Document, Invoice, Run, issue, runs
from billing.models.issuing import MAKE_DOCUMENTS
from billing.tasks import letters
from billing.tasks.documents import make_documents
from billing.tasks.issuing import issue as issue_all
from billing.tasks.letters import send_letters
from billing.tasks.turns import DOCUMENTS, ISSUING, held
from members.models import Letter
from members.tasks.letters import send_letters as send_mail
from tests import factories as people
from tests.billing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick(monkeypatch):
    """PDFs that cost nothing; the list of those built."""
    built = []
    monkeypatch.setattr(
        pdf, "build", lambda invoice, xml: built.append(invoice.number) or b"%PDF-" + invoice.number.encode()
    )
    return built


def order(world):
    return Run.objects.order(world.running, key=uuid.uuid4(), by=world.finance, at=timezone.now())


def test_run_is_carried_out_and_twice_changes_nothing(world, seller, other):
    run = order(world)
    issue_all()
    issue_all()
    assert Invoice.objects.count() == run.items.filter(invoice__isnull=False).count() == 2


def test_one_that_fails_does_not_stop_those_after_it(world, seller, other, monkeypatch, caplog):
    run = order(world)

    def fails_for_the_first(membership, *, by):
        if membership == world.membership:
            raise RuntimeError("broken")
        return issue(membership, by=by)

    monkeypatch.setattr(runs, "issue", fails_for_the_first)
    issue_all()
    assert [bool(item.invoice_id) for item in run.items.all()] == [False, True]
    assert "was not carried out" in caplog.text
    monkeypatch.undo()
    issue_all()
    assert [bool(item.invoice_id) for item in run.items.all()] == [True, True]


def test_worker_that_meets_another_issuing_leaves_it_to_the_other(world, seller, other):
    run = order(world)
    other_worker = connections.create_connection("default")
    try:
        with other_worker.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, 0)", [ISSUING])
        issue_all()
        assert run.items.open().count() == 2
    finally:
        other_worker.close()  # as when the worker is killed
    with connection.cursor() as cursor:  # PostgreSQL notices a moment later
        cursor.execute("SELECT pg_advisory_lock(%s, 0), pg_advisory_unlock(%s, 0)", [ISSUING, ISSUING])
    issue_all()
    assert run.items.open().count() == 0


def test_what_is_ordered_while_a_worker_issues_is_issued_by_it(world, seller, other, monkeypatch):
    Run.objects.order(world.running, key=uuid.uuid4(), by=world.finance, at=timezone.now(), only=[other])
    issued = []

    def orders_more(membership, *, by):
        issued.append(membership)
        if len(issued) == 1:
            order(world)
        return issue(membership, by=by)

    monkeypatch.setattr(runs, "issue", orders_more)
    issue_all()
    assert issued == [other, world.membership]


def test_worker_with_many_documents_to_make_calls_another(world, seller, other, quick):
    order(world)
    issue_all()
    ProcrastinateJob.objects.all().delete()
    make_documents()
    assert list(
        ProcrastinateJob.objects.filter(task_name=MAKE_DOCUMENTS).values_list("status", flat=True)
    ) == ["todo"]
    ProcrastinateJob.objects.all().delete()
    make_documents()
    assert (len(quick), ProcrastinateJob.objects.filter(task_name=MAKE_DOCUMENTS).count()) == (2, 0)


def test_nobody_is_called_to_documents_that_cannot_be_made(world, seller, other, monkeypatch, caplog):
    order(world)
    issue_all()
    ProcrastinateJob.objects.all().delete()

    def broken(invoice, xml):
        raise RuntimeError("no fonts")

    monkeypatch.setattr(pdf, "build", broken)
    make_documents()
    assert caplog.text.count("was not made") == 2
    assert not ProcrastinateJob.objects.filter(task_name=MAKE_DOCUMENTS).exists()


def test_each_pdf_is_made_once(invoice, quick):
    make_documents()
    make_documents()
    assert quick == [invoice.number]
    assert bytes(Document.objects.get(kind="pdf").content) == b"%PDF-" + invoice.number.encode()


def test_delivery_that_was_not_reached_is_made_from_the_pdf_that_stands(invoice, quick, monkeypatch, caplog):
    def killed(*anything):
        raise RuntimeError("killed here")

    with monkeypatch.context() as patch:
        patch.setattr(einvoice, "delivery", killed)
        make_documents()
    make_documents()
    delivery = Document.objects.get(kind="delivery")
    assert quick == [invoice.number]
    assert base64.b64encode(b"%PDF-" + invoice.number.encode()) in bytes(delivery.content)


def test_pdf_that_cannot_be_made_does_not_stop_the_others(world, invoice, other, monkeypatch, caplog):
    second = issue(other, by=world.finance)

    def build(one, xml):
        if one == invoice:
            raise ValueError("cannot be rendered")
        return b"%PDF-"

    monkeypatch.setattr(pdf, "build", build)
    make_documents()
    assert [document.invoice for document in Document.objects.filter(kind="pdf")] == [second]
    assert "was not made" in caplog.text


def test_two_workers_never_make_the_same_pdf(invoice, quick):
    other_worker = connections.create_connection("default")
    try:
        with other_worker.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [DOCUMENTS, invoice.pk])
        make_documents()
        assert quick == []
    finally:
        other_worker.close()  # as when the worker is killed
    with connection.cursor() as cursor:  # PostgreSQL notices a moment later
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [DOCUMENTS, invoice.pk])
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [DOCUMENTS, invoice.pk])
    make_documents()
    assert quick == [invoice.number]


def test_lock_is_given_back(invoice):
    with held(DOCUMENTS, invoice.pk) as ours:
        assert ours
    with held(DOCUMENTS, invoice.pk) as ours_again:
        assert ours_again


def test_member_gets_a_letter_with_the_pdf(world, invoice, quick):
    send_letters()
    assert Letter.objects.count() == 0
    make_documents()
    send_letters()
    send_letters()
    letter = Letter.objects.get()
    assert (letter.person, letter.subject) == (
        world.member, f"Faktura {invoice.number} for Netværk for innovationschefer",
    )  # fmt: skip
    attachment = letter.attachments.get()
    assert (attachment.filename, bytes(attachment.content)) == (
        f"{invoice.number}.pdf", b"%PDF-" + invoice.number.encode(),
    )  # fmt: skip
    assert "10.000,00 kr., heraf moms 2.000,00 kr." in letter.text
    assert f"/invoices/{invoice.number}/" in letter.text


def test_nothing_says_sent_before_the_letter_has_left(invoice, quick):
    make_documents()
    send_letters()
    assert Dispatch.objects.count() == 0
    send_mail()
    send_letters()
    send_letters()
    dispatch = Dispatch.objects.get()
    assert (dispatch.invoice, dispatch.recipient, dispatch.channel) == (
        invoice,
        "member@example.dk",
        "letter",
    )
    assert [message.to for message in mail.outbox] == [["Mette Medlem <member@example.dk>"]]


def test_letter_that_cannot_be_written_does_not_stop_the_others(
    world, invoice, other, quick, monkeypatch, caplog
):
    second = issue(other, by=world.finance)
    make_documents()

    really_write = letters.write

    def write(pk, at):
        if pk == invoice.pk:
            raise ValueError("cannot be worded")
        really_write(pk, at)

    monkeypatch.setattr(letters, "write", write)
    send_letters()
    assert [letter.about for letter in Letter.objects.all()] == [f"invoice:{second.pk}"]
    assert "was not written" in caplog.text


def test_two_workers_note_a_letter_once(invoice, quick):
    make_documents()
    send_letters()
    send_mail()
    [one] = letters.left_the_house(timezone.now())
    letters.note_dispatch(*one)
    letters.note_dispatch(*one)
    assert Dispatch.objects.count() == 1


def test_old_invoices_get_no_letter(world, seller, quick, set_clock):
    set_clock(timezone.now() - dt.timedelta(days=60))
    issue(world.membership, by=world.finance)
    set_clock(timezone.now())
    make_documents()
    send_letters()
    assert (len(quick), Letter.objects.count()) == (1, 0)


def test_member_gets_a_letter_with_the_credit_note(world, invoice, quick):
    make_documents()
    send_letters()
    note = factories.credit(invoice, by=world.finance)
    make_documents()
    send_letters()
    letter = Letter.objects.get(kind="billing/credit_note_issued")
    assert (letter.person, letter.about) == (world.member, f"invoice:{note.pk}")
    assert (
        f"Vi har krediteret faktura {invoice.number} til Vejle Kommune for Netværk for innovationschefer"
        in letter.text
    )
    assert letter.attachments.get().filename == f"{note.number}.pdf"
    send_mail()
    send_letters()
    assert {sent.invoice for sent in Dispatch.objects.all()} == {invoice, note}


def test_two_members_get_their_own_letters(world, seller, quick):
    people.membership(world.running, people.person("zoe@example.dk", language="en"), world.facilitator)
    order(world)
    issue_all()
    make_documents()
    send_letters()
    assert sorted(Letter.objects.values_list("to_email", "language")) == [
        ("member@example.dk", "da"), ("zoe@example.dk", "en"),
    ]  # fmt: skip
