"""A reminder's fee is waived as far as it is owed, with a reason, once; and everything that counts fees counts it."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from billing import accounting
from billing.matching import Verdict, match
from billing.models import AccountingExport, Payment, Seller, Waiver
from billing.models.taking import book_of
from billing.verifying.payments import findings
from members.rules import Refused
from tests.billing.attacks import SQL, answer, forge, run
from tests.billing.factories import remind

pytestmark = pytest.mark.django_db
CLOCK = SQL("network_clock()")


@pytest.fixture
def address(invoice):
    return reverse("billing:waivers", args=[invoice.number])


@pytest.fixture
def page(invoice):
    return reverse("billing:invoice", args=[invoice.number])


def pay(invoice, amount, at, reminder=None):
    return Payment.objects.note(
        invoice,
        amount=amount,
        received_on=invoice.issued_on,
        key=uuid.uuid4(),
        by=invoice.issued_by,
        at=at,
        reminder=reminder,
    )


def waive(reminder, at):
    return Waiver.objects.waive(reminder, reason="Fakturaen blev sendt forkert", by=reminder.sent_by, at=at)


def test_finance_waives_a_fee_and_everybody_reads_why(world, sign_in, reminder, address, page):
    client = sign_in(world.finance)
    before = client.get(page).text
    assert ("Eftergiv et gebyr" in before, "Der mangler 100,00 kr. af rykkergebyrerne." in before) == (
        True,
        True,
    )
    typed = {"reminder": reminder.pk, "waived_because": "Fakturaen blev sendt forkert"}
    shown = client.post(address, typed, follow=True)
    waiver = Waiver.objects.get()
    assert (waiver.amount, waiver.waived_by, shown.context["open_fees"]) == (100, world.finance, 0)
    assert "Eftergiv et gebyr" not in shown.text
    assert "Gebyret er eftergivet og skal ikke længere betales." in shown.text
    told = (
        "100,00 kr. af gebyret for første rykker er eftergivet af Finn Finans: Fakturaen blev sendt forkert"
    )
    assert told in sign_in(world.member).get(page).text


def test_waiver_needs_a_reminder_of_the_invoice_and_a_reason(world, sign_in, reminder, address):
    client = sign_in(world.finance)
    refused = client.post(address, {"reminder": reminder.pk + 1, "waived_because": " "})
    assert set(refused.context["waiver_form"].errors) == {"reminder", "waived_because"}
    assert ("Skriv hvorfor." in refused.text, Waiver.objects.count()) == (True, 0)


def test_only_what_is_left_is_waived_and_nothing_of_what_is_paid(
    world, sign_in, invoice, reminder, later, address
):
    at = later(6)
    pay(invoice, 40, at, reminder)
    client, typed = sign_in(world.finance), {"reminder": reminder.pk, "waived_because": "Aftalt"}
    client.post(address, typed)
    again = client.post(address, typed)
    assert "Der er intet tilbage af gebyret" in again.text
    assert list(Waiver.objects.values_list("amount", flat=True)) == [60]
    with pytest.raises(Refused):
        pay(invoice, 1, at, reminder)


def test_overview_counts_what_is_owed_of_fees(world, sign_in, reminder, later):
    overview = reverse("billing:overview", args=["innovationschefer", world.running.year])
    client = sign_in(world.finance)
    payers = reverse("billing:year_payers", args=["innovationschefer", world.running.year])
    assert client.get(overview).context["open_fees"] == 100
    assert client.get(payers).context["total"].fees == 100
    waive(reminder, later(6))
    after = client.get(overview)
    told = (
        after.context["open_fees"],
        after.context["waived_fees"],
        client.get(payers).context["total"].fees,
    )
    assert told == (0, 100, 0)
    assert "Rykkergebyrer: 0,00 kr. udestår, 100,00 kr. er eftergivet." in after.text


def test_next_letter_asks_for_no_fee_that_was_waived(invoice, reminder, later):
    waive(reminder, later(6))
    second = remind(invoice, later(15))
    assert "10.100,00 kr." in second.letters.get().text


def test_bank_entry_pays_the_invoice_without_the_waived_fee(invoice, reminder, later):
    waive(reminder, later(6))

    class Line:
        text, amount = invoice.number, Decimal(10000)

    (found,) = match([Line], book_of(Seller.objects.with_foreign_prefixes().get()))
    assert (found.verdict, [one.reminder for one in found.allotments]) == (Verdict.MATCHED, [None])


def test_accounts_take_the_fee_back_and_carry_it_over_once(world, invoice, reminder, later):
    at = later(6)
    waiver = waive(reminder, at)
    last = at.date()
    lines = accounting.lines_of(world.network, invoice.issued_on, last)
    told = [(line.voucher, line.account, line.amount) for line in lines if line.account == "1090"]
    assert told == [(f"{invoice.number}-R1", "1090", -100), (f"E{waiver.pk}", "1090", 100)]
    carried = {"first": invoice.issued_on, "last": last, "by": world.finance, "at": at}
    accounting.carry_over(world.network, everything=False, **carried)
    assert accounting.carry_over(world.network, everything=False, **carried) is None
    export = AccountingExport.objects.get()
    export.content = None  # as one of before files were kept
    assert accounting.file_of(export) == accounting.as_csv(lines)


# Past the form -------------------------------------------------------------------------------------------------


def test_database_refuses_what_the_rule_does(reminder, invoice, later):
    at = later(6)
    pay(invoice, 40, at, reminder)
    waiver = waive(reminder, at)
    pay(invoice, -40, at, reminder)  # paid by mistake: so much is owed again
    attacks = {
        "waiver_within_the_fee": {"amount": 41},
        "waiver_forgives_something": {"amount": -1},
        "waiver_with_a_reason": {"amount": 1, "reason": " "},
        "waiver_time_is_the_clock": {"amount": 1, "waived_at": at - dt.timedelta(days=1)},
    }
    for rule, changes in attacks.items():
        forged = {"waived_at": CLOCK, **changes}
        assert answer(lambda forged=forged: forge("billing_waiver", waiver.pk, **forged)) == rule
    payment = Payment.objects.first().pk
    more = {"key": str(uuid.UUID(int=1)), "amount": 41}
    assert answer(lambda: forge("billing_payment", payment, **more)) == "payment_within_the_fee"


def test_waiver_stays(reminder, later):
    waive(reminder, later(6))
    for attack in ("UPDATE {} SET amount = 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
        refused = answer(lambda attack=attack: run(attack.format("billing_waiver")))
        assert refused.endswith("_stays"), attack


def test_books_find_a_fee_that_was_waived_beside_its_payment(reminder, invoice, later):
    at = later(6)
    waive(reminder, at)
    assert list(findings()) == []
    run("SET LOCAL session_replication_role = replica")
    run("UPDATE billing_waiver SET amount = 101")
    run("SET LOCAL session_replication_role = DEFAULT")
    assert list(findings()) == [f"{invoice.number}: more was paid or waived of a reminder's fee than it is"]


def test_waiver_keeps_the_invoice_for_its_own_five_years(reminder, invoice, set_clock):
    at = dt.datetime(invoice.issued_on.year + 2, 1, 10, 12, tzinfo=dt.UTC)
    set_clock(at)
    waive(reminder, at)
    kept = type(invoice).objects.with_last_day().get()
    assert kept.last_day == dt.date(timezone.localdate(at).year + 5, 12, 31)
