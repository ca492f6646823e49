"""The accounts of a period: one line for each invoice, payment and fee, carried over once, the same each time."""

import csv
import datetime as dt
import hashlib
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from billing import accounting
from billing.accounting import Line, as_csv, cell
from billing.models import AccountingExport, AccountingItem, BankFile, Payment, Reminder
from members.models import Payer
from tests.billing import factories
from tests.billing.attacks import answer, forge, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(world):
    return {"network": "innovationschefer", "year": world.running.year}


@pytest.fixture
def books(world, invoice, set_clock):
    """An invoice, a credit note for a part, a payment, and a reminder with a fee."""
    factories.credit(invoice, by=world.finance, net=1000)
    at = dt.datetime.combine(invoice.due_on + dt.timedelta(5), dt.time(12), tzinfo=dt.UTC)
    set_clock(at)
    Payment.objects.note(
        invoice, amount=100, received_on=invoice.due_on, key=uuid.uuid4(), by=world.finance, at=at
    )
    BankFile.objects.create(
        seller=invoice.series.seller,
        kind="csv",
        sha256="0" * 64,
        up_to=at.date(),
        read_at=at,
        read_by=world.finance,
    )
    Reminder.objects.send([invoice], by=world.finance, at=at)
    return invoice


def period(books):
    return {"first": books.issued_on.isoformat(), "last": (books.due_on + dt.timedelta(5)).isoformat()}


def test_lines_balance_sales_bank_and_receivables(world, books):
    lines = accounting.lines_of(world.network, books.issued_on, books.due_on + dt.timedelta(5))
    assert [(line.account, line.vat_code, line.amount, line.contra_account) for line in lines] == [
        ("1010", "U25", -10000, "5600"), ("1010", "U25", 1250, "5600"), ("5820", "", 100, "5600"), ("1090", "", -100, "5600"),
    ]  # fmt: skip


def test_file_is_made_once_marked_and_the_same_each_time(world, sign_in, books, year):
    client, address = sign_in(world.finance), reverse("billing:accounting", kwargs=year)
    assert client.get(address, period(books)).context["fresh"] == 4
    for _ in range(2):
        client.post(reverse("billing:accounting_exports", kwargs=year), period(books))
    export = AccountingExport.objects.get()
    shown = client.get(address, period(books))
    assert (shown.context["fresh"], shown.text.count("eksporteret før")) == (0, 4)
    file = reverse("billing:accounting_csv", kwargs={**year, "pk": export.pk})
    content = client.get(file).content
    assert content == client.get(file).content
    rows = content.decode("utf-8-sig").splitlines()
    assert rows[0] == "Bilag;Dato;Tekst;Konto;Momskode;Beløb;Modkonto;Fakturanr.;Forfaldsdato"
    assert rows[1] == (
        f"{books.number};{books.issued_on:%d-%m-%Y};Faktura {books.number} Vejle Kommune;1010;U25;-10000,00;5600;"
        f"{books.number};{books.due_on:%d-%m-%Y}"
    )
    client.post(reverse("billing:accounting_exports", kwargs=year), {**period(books), "everything": "on"})
    assert AccountingItem.objects.count() == 8


def test_file_stays_as_it_was_made_whatever_is_set_or_passes_later(
    world, sign_in, books, year, settings, set_clock
):
    client = sign_in(world.finance)
    client.post(reverse("billing:accounting_exports", kwargs=year), period(books))
    export = AccountingExport.objects.get()
    file = reverse("billing:accounting_csv", kwargs={**year, "pk": export.pk})
    before = client.get(file).content
    settings.ACCOUNTING_COLUMNS = ["amount", "account"]
    settings.ACCOUNTING_ACCOUNTS = {**settings.ACCOUNTING_ACCOUNTS, "sales": "4711"}
    settings.TIME_ZONE = "America/New_York"
    set_clock(timezone.now() + dt.timedelta(days=200))
    assert client.get(file).content == before
    assert export.sha256 == hashlib.sha256(before).hexdigest()
    page = client.get(reverse("billing:accounting", kwargs=year))
    assert page.text.count(f'<code class="digest">{export.sha256}</code>') == 1


def test_export_of_before_files_were_kept_is_made_again(world, sign_in, books, year):
    client = sign_in(world.finance)
    client.post(reverse("billing:accounting_exports", kwargs=year), period(books))
    export = AccountingExport.objects.get()
    before = bytes(export.content)
    run("SET LOCAL session_replication_role = replica")
    run("UPDATE billing_accountingexport SET content = NULL, sha256 = ''")
    run("SET LOCAL session_replication_role = DEFAULT")
    assert client.get(reverse("billing:accounting_csv", kwargs={**year, "pk": export.pk})).content == before
    assert "SHA-256" not in client.get(reverse("billing:accounting", kwargs=year)).text


def test_columns_and_accounts_are_settings(world, books, settings):
    settings.ACCOUNTING_COLUMNS = ["amount", "account"]
    settings.ACCOUNTING_ACCOUNTS = {**settings.ACCOUNTING_ACCOUNTS, "sales": "4711"}
    lines = accounting.lines_of(world.network, books.issued_on, books.issued_on)
    assert as_csv(lines).decode("utf-8-sig").splitlines()[:2] == ["Beløb;Konto", "-10000,00;4711"]


@pytest.mark.parametrize("text", ["=1+1", "+45", "-1", "@x", "\t=1", " =1", "＝1"])
def test_cell_that_could_run_is_defused_and_a_number_is_not(text):
    assert cell(text).startswith("'")
    assert cell(Decimal("-1.5")) == "-1,50"


@pytest.mark.parametrize(
    "column", ["voucher", "text", "account", "vat_code", "contra_account", "invoice_number"]
)
def test_no_column_of_the_file_can_run(column, settings):
    """Whatever name, account or prefix stands in it; only the amount is a number."""
    settings.ACCOUNTING_COLUMNS = [column, "amount"]
    words = dict.fromkeys(("voucher", "text", "account", "vat_code", "contra_account", "invoice_number"), "")
    line = Line(
        **{**words, column: '=HYPERLINK("http://x")'}, date=dt.date(2027, 1, 1), amount=Decimal("-5"), due_on=None, thing=None
    )  # fmt: skip
    row = as_csv([line]).decode("utf-8-sig").splitlines()[1]
    assert next(csv.reader([row], delimiter=";")) == ['\'=HYPERLINK("http://x")', "-5,00"]


def test_period_that_ends_before_it_begins_is_refused_at_the_field(world, sign_in, year):
    page = sign_in(world.finance).get(
        reverse("billing:accounting", kwargs=year), {"first": "2027-02-01", "last": "2027-01-01"}
    )
    assert set(page.context["form"].errors) == {"last"}


def test_readiness_says_what_is_missing_and_where_it_is_filled_in(world, sign_in, seller, year):
    Payer.objects.filter(pk=world.membership.payer_id).update(gln="", legal_name="=cmd")
    rows = (
        sign_in(world.facilitator)
        .get(reverse("billing:readiness", kwargs=year))
        .content.decode("utf-8-sig")
        .splitlines()
    )
    assert rows[1].split(";")[1:4] == ["'=cmd", "nej", "EAN-nummeret mangler."]
    assert rows[1].endswith(reverse("billing:payer", args=[world.membership.pk]))


@pytest.mark.parametrize("rows", [1, 30])
def test_accounting_asks_a_constant_number_of_questions(
    world, sign_in, invoice, year, rows, django_assert_num_queries
):
    for _ in range(rows - 1):
        factories.credit(invoice, by=world.finance, net=10)
    client, address = sign_in(world.finance), reverse("billing:accounting", kwargs=year)
    client.get(address)
    with django_assert_num_queries(14):
        page = client.get(address)
    assert page.context["count"] == rows


def test_what_was_carried_over_stays(world, books):
    lines = accounting.lines_of(world.network, books.issued_on, books.issued_on)
    AccountingExport.objects.make(
        world.network, first=books.issued_on, last=books.issued_on, things=[line.thing for line in lines],
        content=b"x", by=world.finance, at=timezone.now(),
    )  # fmt: skip
    for table in ("billing_accountingitem", "billing_accountingexport"):
        for attack in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            assert answer(lambda attack=attack: run(attack)).endswith("_stays")
    item, export = AccountingItem.objects.first(), AccountingExport.objects.get()
    assert (
        answer(lambda: forge("billing_accountingitem", item.pk, invoice_id=None))
        == "accounting_item_is_one_thing"
    )
    wrong = {"last": export.first - dt.timedelta(1)}
    assert (
        answer(lambda: forge("billing_accountingexport", export.pk, **wrong)) == "accounting_period_in_order"
    )
    for changes, rule in (
        ({"content": None, "sha256": ""}, "accounting_export_with_its_file"),
        ({"content": b"y"}, "accounting_export_matches_its_checksum"),
        ({"sha256": ""}, "accounting_export_matches_its_checksum"),
    ):
        assert answer(lambda changes=changes: forge("billing_accountingexport", export.pk, **changes)) == rule
    assert isinstance(lines[0], Line)


@pytest.mark.parametrize("rows", [1, 30])
def test_files_made_ask_a_constant_number_of_questions_and_for_no_content(
    world, sign_in, books, year, rows, django_assert_num_queries
):
    for _ in range(rows):
        AccountingExport.objects.make(
            world.network, first=books.issued_on, last=books.issued_on, things=[books], content=b"x", by=world.finance,
            at=timezone.now(),
        )  # fmt: skip
    client, address = sign_in(world.finance), reverse("billing:accounting", kwargs=year)
    client.get(address)
    with django_assert_num_queries(14) as asked:
        page = client.get(address)
    assert len(page.context["exports"]) == rows
    assert [one["sql"] for one in asked if '"billing_accountingexport"."content"' in str(one["sql"])] == []
