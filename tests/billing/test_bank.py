"""The bank's page: a file is looked through, confirmed once, and what it leaves open gets a person's word."""

import datetime as dt
import re
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from billing import bank as reader
from billing.models import BankDraft, BankEntry, BankFile, Payment, SetAside, issue
from billing.models.taking import draft, fingerprint, known_up_to, plan, take
from billing.rules import bank_is_fresh
from members.rules import Refused, RoleKind
from members.wording import longdate
from tests import factories as people
from tests.billing import factories
from tests.billing.attacks import answer, forge, run

from .bank_files import camt, csv, entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def day(today):
    return f"{today:%d-%m-%Y}"


def upload(client, content, name="konto.csv"):
    """Choose the file; gives the answer."""
    seller = re.search(r'name="seller" value="(\d+)"', client.get(reverse("billing:bank")).text)[1]
    return client.post(
        reverse("billing:bank"), {"seller": seller, "file": SimpleUploadedFile(name, content)}, follow=True
    )


def confirm(client, page, **changes):
    """Press the button of the preview."""
    typed = {
        "seen": re.search(r'name="seen" value="(\w+)"', page.text)[1],
        "up_to": re.search(r'name="up_to" value="([\d-]+)"', page.text)[1],
        **changes,
    }
    return client.post(page.redirect_chain[-1][0], typed, follow=True)


def taken(seller, content, by):
    """A file taken in without a browser."""
    at = timezone.now()
    kept = draft(seller, reader.read(content), content, filename="konto.csv", by=by, at=at)
    return take(kept, up_to=kept.up_to, seen=fingerprint(plan(kept)), by=by, at=at)


def test_file_is_looked_through_confirmed_and_changes_nothing_twice(world, sign_in, invoice, today):
    client = sign_in(world.finance)
    content = csv((day(today), f"Faktura {invoice.number}", "10.000,00"), (day(today), "Renter", "12,50"))
    preview = upload(client, content)
    assert (preview.context["counts"], BankEntry.objects.count(), Payment.objects.count()) == (
        {"matched": 1, "suggested": 0, "unmatched": 1, "known": 0}, 0, 0,
    )  # fmt: skip
    done = confirm(client, preview)
    payment = Payment.objects.get()
    assert (payment.invoice, payment.amount, payment.how, payment.received_on) == (
        invoice,
        10000,
        "bank",
        today,
    )
    assert "Renter" in done.text
    assert (
        "Filen er indlæst. Én betaling er noteret. Én postering venter på, at du tager stilling." in done.text
    )
    back = client.get(preview.redirect_chain[-1][0], follow=True)
    assert (back.context["file"], "Filen er allerede indlæst." in back.text) == (BankFile.objects.get(), True)
    unticked = client.post(reverse("billing:bank_aside"), {"reason": "x"})
    assert "Posteringer – Sæt kryds" in unticked.text
    again = upload(client, content)
    assert again.context["counts"] == {"matched": 0, "suggested": 0, "unmatched": 0, "known": 2}
    refused = confirm(client, again)
    assert "Der er ikke noget at gøre." in refused.text
    assert (BankFile.objects.count(), BankEntry.objects.count(), Payment.objects.count()) == (1, 2, 1)


def test_plan_that_changed_is_shown_again(world, sign_in, invoice, today):
    client = sign_in(world.finance)
    preview = upload(client, csv((day(today), invoice.number, "10.000,00")))
    Payment.objects.note(
        invoice, amount=10000, received_on=today, key=uuid.uuid4(), by=world.finance, at=timezone.now()
    )
    page = confirm(client, preview)
    assert "Der er noteret noget i mellemtiden." in page.text
    assert (page.context["counts"]["suggested"], BankFile.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen er tom."),
        (b"%PDF", "Det er ikke et kontoudtog."),
        (b"<!DOCTYPE a><a/>", "DTD"),
        (b"x" * 5_000_001, "En bankfil fylder højst 5 MB."),
        (b"x" * 12_000_000, "En bankfil fylder højst 5 MB."),
        ("Dato;Tekst;Beløb\n01-01-2099;x;1,00".encode(), "ligger i fremtiden"),
    ],
)
def test_what_is_no_bank_file_is_refused_at_the_field(world, sign_in, seller, content, sentence):
    page = upload(sign_in(world.finance), content)
    assert sentence in page.text
    assert (set(page.context["form"].errors), BankDraft.objects.count()) == ({"file"}, 0)


class LongBody:
    """A form with one file of so many bytes, of which no more exists at once than somebody asks for."""

    def __init__(self, seller, size):
        part = '--x\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
        head = part.format("seller", "") + f"{seller.pk}\r\n" + part.format("file", '; filename="konto.xml"')
        self.parts = [(head + "<Document>").encode(), size, b"\r\n--x--\r\n"]
        self.length = sum(part if isinstance(part, int) else len(part) for part in self.parts)

    def readline(self):
        raise NotImplementedError  # Django wants the name, and reads

    def read(self, count):
        while self.parts:
            first = self.parts[0]
            if isinstance(first, int):
                self.parts[0] = max(first - count, 0) or b""
                return b"x" * min(first, count)
            self.parts[0] = first[count:]
            if first:
                return first[:count]
            self.parts.pop(0)
        return b""


def test_file_of_a_hundred_megabytes_is_refused_at_the_field(world, sign_in, seller):
    body = LongBody(seller, 100_000_000)
    sent = {
        "wsgi.input": body,
        "CONTENT_LENGTH": str(body.length),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
    }
    page = sign_in(world.finance).generic("POST", reverse("billing:bank"), **sent)
    assert "Filen fylder 95,4 MB. En bankfil fylder højst 5 MB." in page.text.replace("\u00a0", " ")
    assert (set(page.context["form"].errors), BankDraft.objects.count(), any(body.parts)) == (
        {"file"},
        0,
        False,
    )


def test_day_that_the_file_covers_is_bounded(world, sign_in, invoice, today):
    client = sign_in(world.finance)
    preview = upload(client, csv((day(today), "x", "1,00")))
    for wrong in (today + dt.timedelta(1), today - dt.timedelta(1)):
        assert set(confirm(client, preview, up_to=wrong.isoformat()).context["form"].errors) == {"up_to"}
    assert BankFile.objects.count() == 0


def test_camt_file_is_believed_no_further_than_it_says_itself(world, sign_in, invoice, today):
    """Nobody is asked, and whoever answers all the same is not believed; reminders rest on the file's own day."""
    client, own = sign_in(world.finance), today - dt.timedelta(5)
    preview = upload(client, camt(entry(day=own.isoformat())), "konto.xml")
    assert "up_to" not in preview.context["form"].fields
    assert f"Filen siger selv, at den dækker alt til og med {longdate(own)}." in preview.text
    typed = {"seen": preview.context["seen"], "up_to": today.isoformat()}
    client.post(preview.redirect_chain[-1][0], typed, follow=True)
    file = BankFile.objects.get()
    assert (file.up_to, file.says_until, known_up_to(world.network)) == (own, own, own)
    assert not bank_is_fresh(known_up_to(world.network), today)


def test_camt_file_of_a_period_that_is_not_over_covers_no_day_ahead(world, sign_in, invoice, today):
    later = (today + dt.timedelta(9)).isoformat()
    preview = upload(sign_in(world.finance), camt(entry(day=today.isoformat()), to=later), "konto.xml")
    client = sign_in(world.finance)
    client.post(preview.redirect_chain[-1][0], {"seen": preview.context["seen"]})
    assert BankFile.objects.get().up_to == today


@pytest.mark.parametrize(
    ("content", "days", "sentence"),
    [
        ("camt", 1, "Filen dækker ikke flere dage, end den selv siger."),
        ("csv", 6, "Vælg en dag fra filens sidste postering og frem til i dag."),
        ("csv", -1, "Vælg en dag fra filens sidste postering og frem til i dag."),
    ],
)
def test_verb_refuses_days_that_the_file_does_not_cover(world, seller, today, content, days, sentence):
    last = today - dt.timedelta(5)
    made = camt(entry(day=last.isoformat())) if content == "camt" else csv((day(last), "x", "1,00"))
    kept = draft(seller, reader.read(made), made, filename="x", by=world.finance, at=timezone.now())
    with pytest.raises(Refused) as refused:
        take(
            kept,
            up_to=last + dt.timedelta(days),
            seen=fingerprint(plan(kept)),
            by=world.finance,
            at=timezone.now(),
        )
    assert [str(one.sentence) for one in refused.value.refusals] == [sentence]


def test_suggestion_is_noted_by_one_press_and_loosened_by_another(world, sign_in, invoice, today):
    client = sign_in(world.finance)
    taken(invoice.series.seller, csv((day(today), invoice.number, "4.000,00")), world.finance)
    page = client.get(reverse("billing:bank"))
    line = page.context["lines"][0]
    press = {"seen": line.seen}
    address = reverse("billing:bank_suggestion", args=[line.entry.pk])
    client.post(address, press)
    client.post(address, press)
    assert [payment.amount for payment in Payment.objects.all()] == [4000]
    back = reverse("billing:bank_reversal", args=[line.entry.pk, Payment.objects.get().pk])
    client.post(back)
    client.post(back)
    assert sorted(payment.amount for payment in Payment.objects.all()) == [-4000, 4000]
    assert client.get(reverse("billing:bank")).context["lines"][0].amount == 4000


def test_entry_is_allotted_by_hand_to_several_invoices(world, sign_in, invoice, other, today):
    second = issue(other, by=world.finance)
    taken(invoice.series.seller, csv((day(today), "Samlet betaling", "15.000,00")), world.finance)
    client, found = sign_in(world.finance), BankEntry.objects.get()
    address = reverse("billing:bank_line", args=[found.pk])
    typed = {
        "key": uuid.uuid4(), "number1": invoice.number, "amount1": "10.000", "number2": second.number, "amount2": "6.000",
    }  # fmt: skip
    page = client.post(address, typed)
    assert "Det er mere, end der er tilbage af posteringen." in page.text
    assert f'value="{second.number}"' in page.text
    for _ in range(2):
        client.post(address, {**typed, "amount2": "5.000"})
    assert sorted((one.invoice.number, one.amount) for one in Payment.objects.all()) == [
        (invoice.number, 10000), (second.number, 5000),
    ]  # fmt: skip
    assert client.get(reverse("billing:bank")).context["lines"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number1": "2027-99999"}, "number1"), ({"number1": ""}, "number1"), ({"amount1": ""}, "amount1"),
        ({"amount1": "x"}, "amount1"),
    ],
)  # fmt: skip
def test_allotment_is_refused_at_the_field(world, sign_in, invoice, today, change, field):
    taken(invoice.series.seller, csv((day(today), "x", "100,00")), world.finance)
    address = reverse("billing:bank_line", args=[BankEntry.objects.get().pk])
    typed = {"key": uuid.uuid4(), "number1": invoice.number, "amount1": "100", **change}
    page = sign_in(world.finance).post(address, typed)
    assert (set(page.context["form"].errors), Payment.objects.count()) == ({field}, 0)


def test_returned_payment_is_negative_by_a_press(world, sign_in, invoice, today):
    rows = [(day(today), invoice.number, "10.000,00"), (day(today), f"Retur {invoice.number}", "-10.000,00")]
    taken(invoice.series.seller, csv(*rows), world.finance)
    client = sign_in(world.finance)
    line = client.get(reverse("billing:bank")).context["lines"][0]
    assert (line.finding.verdict, line.parts[0].amount) == ("returned", -10000)
    client.post(reverse("billing:bank_suggestion", args=[line.entry.pk]), {"seen": line.seen})
    assert sum(payment.amount for payment in Payment.objects.all()) == 0


def test_entries_are_put_aside_with_a_reason(world, sign_in, seller, today):
    taken(seller, csv((day(today), "Løn", "-100,00"), (day(today), "Renter", "5,00")), world.finance)
    client, address = sign_in(world.finance), reverse("billing:bank_aside")
    entries = list(BankEntry.objects.values_list("pk", flat=True))
    assert "Skriv hvorfor." in client.post(address, {"entries": entries}).text
    assert SetAside.objects.count() == 0
    page = client.post(address, {"entries": entries, "reason": "Ikke en faktura"}, follow=True)
    assert (page.context["lines"], SetAside.objects.count()) == ([], 2)


def test_line_of_another_network_shows_its_amount_only(world, sign_in, invoice, today):
    seller = invoice.series.seller
    seller.settle([world.sister_network], [world.sister_network], by=world.sister, at=timezone.now())
    theirs = issue(world.sister_membership, by=world.sister)
    rows = [
        (day(today), f"{theirs.number} kanarie", "77,00"),
        (day(today), f"{theirs.number} kanarie", "10.000,00"),
        (day(today), f"{theirs.number} kanarie retur", "-20.000,00"),
    ]
    file = taken(seller, csv(*rows), world.finance)
    mine, client = sign_in(world.sister), sign_in(world.finance)
    line = BankEntry.objects.get(amount=77)
    addresses = [
        reverse("billing:bank"), reverse("billing:bank_file", args=[file.pk]), reverse("billing:bank_line", args=[line.pk]),
    ]  # fmt: skip
    for address in addresses:
        assert "kanarie" in mine.get(address).text
        page = client.get(address).text
        assert ("kanarie" in page, theirs.number in page, "77,00" in page) == (False, False, True)
    client.post(reverse("billing:bank_aside"), {"entries": [line.pk], "reason": "Ikke vores"})
    assert not SetAside.objects.exists()
    seen = next(
        one.seen for one in mine.get(reverse("billing:bank")).context["lines"] if one.entry.pk == line.pk
    )
    before = Payment.objects.count()
    client.post(reverse("billing:bank_suggestion", args=[line.pk]), {"seen": seen})
    client.post(addresses[2], {"key": uuid.uuid4(), "number1": invoice.number, "amount1": "77"})
    assert Payment.objects.count() == before


def test_bank_belongs_to_who_keeps_the_books(world, sign_in, invoice, today):
    file = taken(invoice.series.seller, csv((day(today), "x", "1,00")), world.finance)
    stranger = people.person()
    people.role(people.network(), stranger, RoleKind.FINANCE)
    for name, args in (("bank_file", [file.pk]), ("bank_line", [file.entries.get().pk])):
        assert sign_in(stranger).get(reverse(f"billing:{name}", args=args)).status_code == 404


def test_draft_is_forgotten_after_a_day(world, seller, today):
    at, content = timezone.now(), csv((day(today), "x", "1,00"))
    draft(seller, reader.read(content), content, filename="", by=world.finance, at=at)
    assert BankDraft.objects.forget(at=at + dt.timedelta(hours=23)) == 0
    assert BankDraft.objects.forget(at=at + dt.timedelta(hours=24)) == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_bank_asks_a_constant_number_of_questions(
    world, sign_in, invoice, today, rows, django_assert_num_queries
):
    content = csv(*[(day(today), f"{invoice.number} nr. {place}", "7,00") for place in range(rows)])
    file = taken(invoice.series.seller, content, world.finance)
    client = sign_in(world.finance)
    for address, count in ((reverse("billing:bank"), 10), (reverse("billing:bank_file", args=[file.pk]), 10)):
        client.get(address)
        with django_assert_num_queries(count):
            page = client.get(address)
        assert len(page.context["page"]) == rows


# Past the forms ------------------------------------------------------------------------------------------------


@pytest.fixture
def line(world, invoice, today):
    """An entry of which a part pays the invoice."""
    taken(
        invoice.series.seller,
        csv((day(today), invoice.number, "4.000,00"), (day(today), "y", "-5,00")),
        world.finance,
    )
    found = BankEntry.objects.get(amount=4000)
    Payment.objects.note(
        invoice,
        amount=Decimal(3000),
        received_on=today,
        key=uuid.uuid4(),
        by=world.finance,
        at=timezone.now(),
        entry=found,
    )
    SetAside.objects.put([found], reason="x", by=world.finance, at=timezone.now())
    return found


KEPT = {
    "billing_bankfile": ("bank_file_stays", "filename = 'x'"),
    "billing_bankentry": ("bank_entry_stays", "text = 'x'"),
    "billing_setaside": ("set_aside_stays", "reason = 'x'"),
}


@pytest.mark.parametrize("table", KEPT)
def test_what_the_bank_said_stays(line, table):
    rule, change = KEPT[table]
    assert answer(lambda: run(f"UPDATE {table} SET {change}")) == rule
    assert answer(lambda: run(f"DELETE FROM {table}")) == rule
    assert answer(lambda: run(f"TRUNCATE {table} CASCADE")).endswith("_stays")


@pytest.mark.parametrize(
    ("table", "changes", "rule"),
    [
        ("bankentry", {}, "bank_entry_once_per_seller"),
        ("bankentry", {"entry_id": "z", "amount": 0}, "bank_entry_moves_money"),
        ("bankentry", {"entry_id": "z", "booked_on": dt.date(1999, 1, 1)}, "bank_entry_of_this_century"),
        ("bankfile", {"kind": "pdf"}, "bank_file_kind_known"),
        ("bankfile", {"up_to": dt.date(2098, 1, 1)}, "bank_file_not_in_the_future"),
        ("bankfile", {"kind": "camt"}, "bank_file_within_its_own_days"),
        ("bankfile", {"kind": "camt", "says_until": dt.date(2026, 1, 1)}, "bank_file_within_its_own_days"),
        ("bankfile", {"says_until": dt.date(2026, 1, 1)}, "bank_file_within_its_own_days"),
        ("bankentry", {"entry_id": "z", "booked_on": dt.date(2098, 1, 1)}, "bank_file_from_its_last_entry"),
        ("payment", {"key": str(uuid.UUID(int=1)), "amount": 1001}, "payment_within_the_entry"),
        ("payment", {"key": str(uuid.UUID(int=1)), "amount": -3001}, "payment_within_the_entry"),
        (
            "payment",
            {"key": str(uuid.UUID(int=1)), "amount": 1, "how": "hand"},
            "payment_from_the_bank_names_its_entry",
        ),
        (
            "payment",
            {"key": str(uuid.UUID(int=1)), "entry_id": None},
            "payment_from_the_bank_names_its_entry",
        ),
    ],
)
def test_bank_rows_are_right_in_themselves(line, table, changes, rule):
    pk = line.pk if table == "bankentry" else run(f"SELECT max(id) FROM billing_{table}")[0]
    assert answer(lambda: forge(f"billing_{table}", pk, **changes)) == rule


def test_only_a_payment_that_stands_is_loosened(line, world, invoice, other, today, sign_in):
    """The page may be old: the row that took one back is not taken back itself, even where the rest is used anew."""
    first = Payment.objects.get()
    back = Payment.objects.take_back(first, by=world.finance, at=timezone.now())
    client = sign_in(world.finance)
    press = [reverse("billing:bank_reversal", args=[line.pk, one.pk]) for one in (first, back)]
    for used in (0, 1):
        if used:
            kept = {"received_on": today, "key": uuid.uuid4(), "by": world.finance, "at": timezone.now()}
            Payment.objects.note(issue(other, by=world.finance), amount=4000, entry=line, **kept)
        for address in press:
            answered = client.post(address, follow=True)
            assert "Der er ikke noteret noget." in answered.text
            assert Payment.objects.count() == 2 + used


def test_rest_of_an_entry_can_be_allotted_and_no_more(line, world, invoice, today):
    def note(amount):
        at = timezone.now()
        Payment.objects.note(
            invoice, amount=amount, received_on=today, key=uuid.uuid4(), by=world.finance, at=at, entry=line
        )

    note(1000)
    with pytest.raises(Refused) as refused:
        note(1)
    assert refused.value.refusals[0].code == "payment_within_the_entry"


def test_entry_of_another_sellers_account_pays_nothing(line, world):
    other = factories.seller(
        world.sister_network, by=world.sister, number_prefix="SPR-", fik_creditor="11111111"
    )
    theirs = issue(world.sister_membership, by=world.sister)
    pk = run("SELECT max(id) FROM billing_payment")[0]
    changes = {"key": str(uuid.UUID(int=1)), "amount": 1, "invoice_id": theirs.pk}
    assert answer(lambda: forge("billing_payment", pk, **changes)) == "payment_of_the_sellers_account"
    changes = {"entry_id": "z", "seller_id": other.pk}
    assert answer(lambda: forge("billing_bankentry", line.pk, **changes)) == "bank_entry_of_the_files_seller"


def test_set_aside_has_a_reason(line, world):
    other = BankEntry.objects.exclude(pk=line.pk).get()
    bad = SetAside(entry=other, reason=" ", noted_at=timezone.now(), noted_by=world.finance)
    assert answer(bad.save) == "set_aside_with_a_reason"


def test_camt_upload_reaches_the_same_page(world, sign_in, invoice, today):
    preview = upload(
        sign_in(world.finance), camt(entry(text=invoice.payment_id, day=today.isoformat())), "konto.xml"
    )
    assert preview.context["counts"]["matched"] == 1
