"""Delivery: noted as sent by whom, how and when; receipt noted; the folder of the access point; the zips."""

import datetime as dt
import hashlib
import io
import itertools
import sys
import uuid
import zipfile
from contextlib import nullcontext
from functools import partial

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from billing import bundles, outbox
from billing.models import Dispatch, Document, Handover, Payment, Receipt, issue
from billing.tasks.outbox import hand_over
from billing.tasks.turns import DOCUMENTS, held
from tests.billing import factories
from tests.billing.attacks import answer, forge, run

pytestmark = pytest.mark.django_db


def put(invoice, kind="delivery", content=b"<Invoice/>"):
    return Document.objects.put(invoice, kind, content, format_id="x", format_version="1", at=timezone.now())


@pytest.fixture
def delivery(invoice):
    put(invoice, "pdf", b"%PDF-")
    put(invoice, "xml", b"<Invoice>bare</Invoice>")
    return put(invoice)


def typed(**changes):
    return {"key": uuid.uuid4(), "channel": "virk", "sent_on": timezone.localdate().isoformat(), **changes}


def test_invoice_is_noted_as_sent_and_received_once_each(world, sign_in, invoice, delivery):
    client, page = sign_in(world.facilitator), reverse("billing:invoice", args=[invoice.number])
    assert "Det er ikke noteret, at fakturaen er sendt til betaleren." in client.get(page).text
    press = typed(note="via formularen")
    for _ in range(2):
        shown = client.post(reverse("billing:dispatches", args=[invoice.number]), press, follow=True)
    sent = Dispatch.objects.get()
    assert (sent.channel, sent.recipient, sent.sent_by, sent.document) == (
        "virk", invoice.buyer_gln, world.facilitator, delivery,
    )  # fmt: skip
    assert "via formularen" in shown.text
    receipt = {"received_on": timezone.localdate().isoformat()}
    for _ in range(2):
        client.post(reverse("billing:receipts", args=[invoice.number, sent.pk]), receipt)
    assert Receipt.objects.get().dispatch == sent
    assert "modtaget" in client.get(page).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sent_on": "2098-01-01"}, "Vælg en dag fra udstedelsen og frem til i dag."),
        ({"sent_on": "2001-01-01"}, "Vælg en dag fra udstedelsen og frem til i dag."),
        ({"channel": "letter"}, "letter"),
        ({"sent_on": ""}, "Angiv dagen."),
    ],
)
def test_what_cannot_have_been_sent_is_refused_in_words(world, sign_in, invoice, delivery, changes, sentence):
    address = reverse("billing:dispatches", args=[invoice.number])
    assert sentence in sign_in(world.finance).post(address, typed(**changes), follow=True).text
    assert Dispatch.objects.count() == 0


def test_nothing_is_sent_before_its_documents_are_made(world, sign_in, invoice):
    address = reverse("billing:dispatches", args=[invoice.number])
    page = sign_in(world.finance).post(address, typed(), follow=True)
    assert f"Dokumenterne til {invoice.number} er stadig ved at blive lavet." in page.text


def test_many_are_noted_in_one_press(world, sign_in, invoice, delivery, other):
    second = issue(other, by=world.finance)
    put(second)
    year = {"network": "innovationschefer", "year": world.running.year}
    client, overview = sign_in(world.finance), reverse("billing:overview", kwargs=year)
    assert len(client.get(overview).context["undelivered"]) == 2
    data = typed(invoices=[invoice.pk, second.pk])
    address = reverse("billing:year_dispatches", kwargs=year)
    refused = client.post(address, {**data, "sent_on": "2001-01-01"})
    assert (set(refused.context["dispatch"].errors), refused.text.count(" checked ")) == ({"sent_on"}, 2)
    page = client.post(reverse("billing:year_dispatches", kwargs=year), data, follow=True)
    assert (Dispatch.objects.count(), page.context["undelivered"]) == (2, [])


def test_values_are_those_of_the_form_in_its_order(world, sign_in, invoice):
    page = sign_in(world.finance).get(reverse("billing:values", args=[invoice.number]))
    values = [dict(values) for _heading, values in page.context["groups"]]
    assert list(values[0].values())[:2] == [invoice.buyer_gln, invoice.person_reference]
    assert ("10.000,00" in values[4].values(), invoice.payment_id in values[5].values()) == (True, True)
    assert sign_in(world.member).get(reverse("billing:values", args=[invoice.number])).status_code == 404


def read_zip(answered):
    return zipfile.ZipFile(io.BytesIO(b"".join(answered.streaming_content)))


def test_zips_hold_the_years_files_and_their_checksums(world, sign_in, invoice, delivery):
    year = {"network": "innovationschefer", "year": world.running.year}
    client = sign_in(world.finance)
    one = read_zip(client.get(reverse("billing:year_deliveries", kwargs=year)))
    assert one.read(f"{invoice.number}.xml") == b"<Invoice/>"
    everything = read_zip(client.get(reverse("billing:year_documents", kwargs=year)))
    assert everything.testzip() is None
    sums = dict(reversed(line.split("  ")) for line in everything.read("SHA256SUMS").decode().splitlines())
    assert sums == {
        name: hashlib.sha256(everything.read(name)).hexdigest()
        for name in everything.namelist() if name != "SHA256SUMS"
    }  # fmt: skip
    assert len(sums) == 3


def test_zip_of_the_same_documents_is_the_same_file(world, sign_in, invoice, delivery, set_clock):
    """Whenever it is asked for, whatever the seller is called meanwhile; and another document makes another."""
    address = reverse(
        "billing:year_documents", kwargs={"network": "innovationschefer", "year": world.running.year}
    )
    client = sign_in(world.finance)

    def content():
        return b"".join(client.get(address).streaming_content)

    before = content()
    later = dt.datetime(2031, 5, 6, 7, 8, tzinfo=dt.UTC)
    set_clock(later)
    with time_machine.travel(later):
        assert b"".join(bundles.zipped(bundles.of_year(world.running))) == before
    entries = zipfile.ZipFile(io.BytesIO(before)).infolist()
    assert [one.filename for one in entries] == [
        f"{invoice.number}.xml", f"{invoice.number}.pdf", f"{invoice.number}-invoice.xml", "SHA256SUMS"
    ]  # fmt: skip
    made = timezone.localtime(delivery.made_at)
    assert entries[-1].date_time[:5] == made.timetuple()[:5]
    assert {one.external_attr >> 16 for one in entries} == {0o100644}
    factories.credit(invoice, by=world.finance)
    assert content() != before


def test_zip_of_a_year_without_documents_is_the_same_file(world):
    assert b"".join(bundles.zipped(bundles.of_year(world.running))) == b"".join(
        bundles.zipped(bundles.of_year(world.running))
    )


# The folder of the access point ------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, settings):
    settings.EINVOICE_OUTBOX = str(tmp_path)
    return tmp_path


def test_file_is_handed_over_once(folder, invoice, delivery):
    hand_over()
    assert [path.name for path in folder.iterdir()] == [f"{invoice.number}.xml"]
    assert (folder / f"{invoice.number}.xml").read_bytes() == b"<Invoice/>"
    (folder / f"{invoice.number}.xml").unlink()  # the access point has taken it
    hand_over()
    sent = Dispatch.objects.get()
    assert (list(folder.iterdir()), sent.channel, sent.sent_by, sent.recipient) == (
        [], "access_point", None, invoice.buyer_gln,
    )  # fmt: skip


def test_page_says_handed_to_the_access_point_and_not_sent(world, sign_in, folder, invoice, delivery):
    hand_over()
    page = sign_in(world.finance).get(reverse("billing:invoice", args=[invoice.number])).text
    assert ("Lagt til adgangspunktet" in page, "Sendt til" in page) == (True, False)


class Killed(BaseException):
    """The worker is killed: nothing catches it."""


def killed_at(step, act):
    """Whether `act` was killed before it came to this line of the outbox, counted as they are carried out."""
    passed = itertools.count(1)

    def watch(frame, event, _argument):
        if frame.f_code.co_filename != outbox.__file__:
            return None
        if event == "line" and next(passed) == step:
            raise Killed
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        act()
    except Killed:
        return True
    finally:
        sys.settrace(before)
    return False


def visible(folder):
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


TURN = partial(held, DOCUMENTS)


def collect(folder):
    """What the access point takes: everything that does not begin with a full stop."""
    found = [(path.name, path.read_bytes()) for path in visible(folder)]
    for path in visible(folder):
        path.unlink()
    return found


CLOSES_NOTHING = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # who is killed


@CLOSES_NOTHING
@pytest.mark.parametrize("is_quick", [True, False], ids=["taken at once", "taken later"])
def test_kill_before_every_line_gives_one_whole_file_and_one_note(tmp_path, invoice, delivery, is_quick):
    """Killed once before each line in turn, and carried on with: whether or not the file is taken in between."""
    for step in itertools.count(1):
        folder, undo = tmp_path / str(step), transaction.savepoint()
        folder.mkdir()
        was_killed = killed_at(
            step, lambda folder=folder: outbox.hand_over(delivery.pk, folder, timezone.now())
        )
        assert not Dispatch.objects.exists() or visible(folder) != []
        taken = collect(folder) if is_quick else []
        for _ in range(2):
            outbox.hand_over(delivery.pk, folder, timezone.now())
        outbox.tidy(folder, TURN)
        assert (step, taken + collect(folder)) == (step, [(f"{invoice.number}.xml", b"<Invoice/>")])
        assert (Dispatch.objects.count(), Handover.objects.count(), list(folder.iterdir())) == (1, 1, [])
        transaction.savepoint_rollback(undo)
        if not was_killed:
            break
    assert step > 30


def test_kill_in_the_middle_of_a_file_leaves_nothing_of_it(folder, invoice, delivery):
    """What was cut off is written anew: the file itself, and the mark that says that it is whole."""
    for half in (f".{invoice.number}.xml.part", f".{invoice.number}.xml.begun"):
        (folder / half).write_bytes(b"<Inv")
    outbox.hand_over(delivery.pk, folder, timezone.now())
    assert collect(folder) == [(f"{invoice.number}.xml", b"<Invoice/>")]


def test_what_was_begun_and_sent_otherwise_is_taken_away_and_nothing_else(folder, world, invoice, delivery):
    """By the sweep; what is begun of an invoice that waits stays, and so does what is not ours."""
    beside = [
        f".{number}.xml.{ending}" for number in (invoice.number, "2020-00001") for ending in ("part", "begun")
    ]
    for name in (*beside, ".keep"):
        (folder / name).write_bytes(b"x")
    outbox.tidy(folder, TURN)
    assert len(list(folder.iterdir())) == 5
    Dispatch.objects.note(
        [invoice], channel="virk", sent_at=timezone.now(), by=world.finance, key=uuid.uuid4()
    )
    hand_over()
    assert sorted(path.name for path in folder.iterdir()) == sorted([*beside[2:], ".keep"])


def test_what_a_worker_is_putting_there_is_left_to_it(folder, world, invoice, delivery, monkeypatch):
    """Between its hidden file and the renaming somebody notes the invoice as sent, and another worker tidies."""
    another = connections.create_connection("default")

    def turn(pk):
        """Whose turn it is, as another worker's connection asks."""
        with another.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [DOCUMENTS, pk])
            return nullcontext(cursor.fetchone()[0])

    def begun(**fields):
        Dispatch.objects.note(
            [invoice], channel="virk", sent_at=timezone.now(), by=world.finance, key=uuid.uuid4()
        )
        outbox.tidy(folder, turn)
        return Handover.objects.create(**fields["defaults"], document=fields["document"]), True

    monkeypatch.setattr(Handover.objects, "get_or_create", begun)
    try:
        hand_over()
    finally:
        another.close()
    assert sorted(Dispatch.objects.values_list("channel", flat=True)) == ["access_point", "virk"]
    assert collect(folder) == [(f"{invoice.number}.xml", b"<Invoice/>")]


def test_hidden_file_that_was_changed_is_not_handed_over(folder, invoice, delivery):
    (folder / f".{invoice.number}.xml.begun").write_text(delivery.sha256)
    (folder / f".{invoice.number}.xml.part").write_bytes(b"<Inv")
    outbox.hand_over(delivery.pk, folder, timezone.now())
    assert collect(folder) == [(f"{invoice.number}.xml", b"<Invoice/>")]


@CLOSES_NOTHING
def test_killed_worker_and_another_folder_note_only_what_lies_there(tmp_path, invoice, delivery):
    """The folder is changed after a kill before each line: what is noted is whole in the folder in force."""
    for step in itertools.count(1):
        first, second, undo = tmp_path / f"{step}a", tmp_path / f"{step}b", transaction.savepoint()
        first.mkdir()
        second.mkdir()
        was_killed = killed_at(step, lambda first=first: outbox.hand_over(delivery.pk, first, timezone.now()))
        was_noted = Dispatch.objects.exists()
        outbox.hand_over(delivery.pk, second, timezone.now())
        in_force = first if was_noted else second
        assert (step, [path.read_bytes() for path in visible(in_force)]) == (step, [b"<Invoice/>"])
        assert Dispatch.objects.count() == 1
        transaction.savepoint_rollback(undo)
        if not was_killed:
            break


def test_document_that_is_not_what_was_made_is_not_handed_over(folder, invoice, delivery, caplog):
    connection.check_constraints()
    run("SET LOCAL session_replication_role = replica")
    run("ALTER TABLE billing_document DROP CONSTRAINT document_matches_its_checksum")
    run("UPDATE billing_document SET content = 'x' WHERE kind = 'delivery'")
    hand_over()
    assert (list(folder.iterdir()), Dispatch.objects.count()) == ([], 0)
    assert f"The delivery of {invoice.number} is not what was made" in caplog.text


def test_what_was_sent_otherwise_is_not_handed_over(folder, world, invoice, delivery):
    Dispatch.objects.note(
        [invoice], channel="virk", sent_at=timezone.now(), by=world.finance, key=uuid.uuid4()
    )
    hand_over()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("days", "paid", "files"), [(29, 9999, 1), (31, 0, 0), (0, 10000, 0)])
def test_old_and_settled_invoices_are_not_handed_over(
    folder, world, invoice, delivery, set_clock, days, paid, files
):
    if paid:
        Payment.objects.note(
            invoice,
            amount=paid,
            received_on=invoice.issued_on,
            key=uuid.uuid4(),
            by=world.finance,
            at=timezone.now(),
        )
    set_clock(timezone.now() + dt.timedelta(days=days))
    hand_over()
    assert len(list(folder.iterdir())) == files


def test_folder_that_is_gone_stops_nothing(folder, invoice, delivery, caplog):
    folder.rmdir()
    hand_over()
    assert (Dispatch.objects.count(), "was not handed over" in caplog.text) == (0, True)


# Past the forms ------------------------------------------------------------------------------------------------


@pytest.fixture
def sent(world, invoice, delivery):
    Dispatch.objects.note(
        [invoice], channel="virk", sent_at=timezone.now(), by=world.finance, key=uuid.uuid4()
    )
    found = Dispatch.objects.get()
    found.note_receipt(received_on=timezone.localdate(), by=world.finance, at=timezone.now())
    Handover.objects.create(document=delivery, begun_at=timezone.now())
    return found


@pytest.mark.parametrize(
    ("table", "rule"), [("billing_receipt", "receipt_stays"), ("billing_handover", "handover_stays")]
)
def test_receipts_and_hand_overs_stay(sent, table, rule):
    for attack in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        assert answer(lambda attack=attack: run(attack)) == rule


def test_dispatch_is_of_its_time_and_invoice(sent, world, other):
    second = issue(other, by=world.finance)
    fresh = {"key": str(uuid.UUID(int=1))}
    for changes, rule in (
        ({}, "dispatch_once"),
        ({**fresh, "sent_at": timezone.now() + dt.timedelta(hours=1)}, "dispatch_within_its_time"),
        ({**fresh, "sent_at": timezone.now() - dt.timedelta(days=2)}, "dispatch_within_its_time"),
        ({**fresh, "invoice_id": second.pk}, "dispatch_of_its_invoices_document"),
    ):
        assert answer(lambda changes=changes: forge("billing_dispatch", sent.pk, **changes)) == rule
    late = {"received_on": dt.date(2098, 1, 1)}
    assert answer(lambda: forge("billing_receipt", sent.receipt.pk, **late)) == "receipt_not_in_the_future"
