"""Credit notes: asked for by one, approved by another, never above what is left, whoever writes."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone, translation

from billing import rules
from billing.models import Claim, CreditRequest, Invoice, Payment, VatRate, issue, left_of
from billing.rules import CreditReason, Kind
from members.models import Membership, Role
from members.rules import Refused
from tests.billing import factories
from tests.billing.attacks import answer, forge, run
from tests.billing.validation import findings, strict_findings

pytestmark = pytest.mark.django_db


def ask(invoice, by, net=None, reason=CreditReason.WRONG_PAYER, **more):
    line = invoice.lines.get()
    options = {"key": uuid.uuid4(), "at": timezone.now(), **more}
    return CreditRequest.objects.ask(
        invoice, reason=reason, nets={line.pk: net or line.net}, by=by, **options
    )


def approve(request, by):
    return request.approve(by=by, at=timezone.now())


def refused(act):
    with pytest.raises(Refused) as caught:
        act()
    return [refusal.code for refusal in caught.value.refusals]


@pytest.fixture
def request_(world, invoice):
    """The facilitator asks for the whole invoice to be credited."""
    return ask(invoice, world.facilitator, note="Kommunen har skiftet EAN-nummer.")


def test_credit_note_says_what_the_invoice_said(world, invoice, request_):
    note = approve(request_, world.finance)
    assert (note.kind, note.sequence, note.previous, note.credits) == (Kind.CREDIT_NOTE, 2, invoice, invoice)
    assert (note.net, note.vat, note.gross, note.due_on, note.means) == (8000, 2000, 10000, None, "")
    assert (note.buyer_gln, note.person_reference) == (invoice.buyer_gln, invoice.person_reference)
    assert note.note == f"Kreditnota til faktura {invoice.number}: forkert betaler."
    xml = bytes(note.documents.get().content)
    assert (findings(xml), strict_findings(xml)) == ([], [])
    request_.refresh_from_db()
    assert (request_.credit_note, request_.decided_by) == (note, world.finance)


def test_line_twice_is_not_what_was_approved_once(world, invoice):
    """With and without the index: two equal lines are more than the one that was asked for."""

    def attack():
        note = factories.credit(invoice, by=world.finance, net=Decimal(3000))
        run("SET LOCAL session_replication_role = replica")
        forge("billing_line", note.lines.get().pk, position=2)
        run("UPDATE billing_invoice SET net = 6000, vat = 1500, gross = 7500 WHERE id = %s", note.pk)
        run("SET LOCAL session_replication_role = DEFAULT")

    assert answer(attack) == "line_credited_once_in_a_note"
    connection.check_constraints()
    run("ALTER TABLE billing_line DROP CONSTRAINT line_credited_once_in_a_note")
    assert answer(attack) == "credit_note_as_approved"


def test_whole_credit_lets_the_fee_be_invoiced_anew(world, invoice, request_):
    note = approve(request_, world.finance)
    assert Claim.objects.get().released_by == note
    assert issue(world.membership, by=world.finance).sequence == 3


def test_part_is_credited_and_the_rest_is_left(world, invoice):
    approve(ask(invoice, world.facilitator, Decimal(3000), CreditReason.WRONG_AMOUNT), world.finance)
    assert list(left_of(invoice).values()) == [Decimal(5000)]
    assert Claim.objects.get().released_at is None


@pytest.mark.parametrize("reason", rules.FOR_GOOD)
def test_fee_that_was_not_to_be_paid_is_not_invoiced_anew(world, invoice, reason):
    approve(ask(invoice, world.facilitator, reason=reason), world.finance)
    assert refused(lambda: issue(world.membership, by=world.finance)) == ["credited"]


def test_database_does_not_invoice_it_anew_either(world, invoice):
    approve(ask(invoice, world.facilitator, reason=CreditReason.DOUBLE), world.finance)
    claim = Claim.objects.get()
    again = {"released_at": None, "released_by_id": None}
    assert answer(lambda: forge("billing_claim", claim.pk, **again)) == "claim_not_credited_for_good"


# Two people --------------------------------------------------------------------------------------------------


def test_who_asks_does_not_approve(world, request_):
    assert refused(lambda: approve(request_, world.facilitator)) == ["second_person"]


def test_database_does_not_let_who_asks_approve(world, invoice, request_):
    change = "UPDATE billing_creditrequest SET decided_by_id = %s, decided_at = network_clock(), credit_note_id = %s WHERE id = %s"
    attack = answer(lambda: run(change, world.facilitator.pk, invoice.pk, request_.pk))
    assert attack == "credit_approved_by_another"


def test_who_is_alone_approves_alone(world, invoice):
    Role.objects.filter(network=world.network).exclude(person=world.facilitator).delete()
    assert approve(ask(invoice, world.facilitator), world.facilitator).credits == invoice


def test_request_is_answered_once(world, invoice, request_):
    approve(request_, world.finance)
    assert refused(lambda: approve(request_, world.finance)) == ["decided"]
    assert refused(lambda: request_.decline(because="nej", by=world.finance, at=timezone.now())) == [
        "decided"
    ]
    assert Invoice.objects.count() == 2


def test_declined_request_issues_nothing_and_makes_room_for_another(world, invoice, request_):
    assert refused(lambda: request_.decline(because=" ", by=world.finance, at=timezone.now())) == ["required"]
    request_.decline(because="Fakturaen er rigtig.", by=world.finance, at=timezone.now())
    assert Invoice.objects.count() == 1
    ask(invoice, world.finance)


def test_one_request_at_a_time(world, invoice, request_):
    assert refused(lambda: ask(invoice, world.finance)) == ["credit_request_one_open"]


def test_double_click_asks_once(world, invoice):
    key = uuid.uuid4()
    first, second = (ask(invoice, world.facilitator, key=key) for _ in range(2))
    assert (first, CreditRequest.objects.count(), first.lines.count()) == (second, 1, 1)


# Never above what is left ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("net", "codes"),
    [("8000.01", ["too_much"]), ("-1", ["negative"]), ("0.5", ["uneven"]), ("0", ["nothing"])],
)  # fmt: skip
def test_amount_asked_for_is_within_what_is_left(world, invoice, net, codes):
    line = invoice.lines.get()
    act = {"reason": "double", "key": uuid.uuid4(), "by": world.finance, "at": timezone.now()}
    assert refused(lambda: CreditRequest.objects.ask(invoice, nets={line.pk: Decimal(net)}, **act)) == codes


@pytest.mark.parametrize(
    ("rate", "parts"),
    [
        ("25", ["3333.33", "0.04", "1234"]),
        ("12.5", ["1000", "332.99", "2", "0.04"]),
        ("12.25", ["4", "2.17", "4000"]),
        ("0.01", ["4000", "100"]),
        ("33.33", ["100", "99.99", "0.03"]),
    ],
)
def test_parts_and_the_rest_are_the_invoice_whatever_the_rate(world, seller, rate, parts):
    """Each part is right by the European rules, and what is left comes to nought: net, VAT and in all."""
    VatRate.objects.create(rate=Decimal(rate), valid_from=timezone.localdate())
    invoice = issue(world.membership, by=world.finance)
    notes = [approve(ask(invoice, world.facilitator, Decimal(part)), world.finance) for part in parts]
    [left] = left_of(invoice).values()
    notes.append(approve(ask(invoice, world.facilitator, left), world.finance))
    for note in notes:
        xml = bytes(note.documents.get().content)
        assert (findings(xml), strict_findings(xml)) == ([], [])
    amounts = [
        getattr(invoice, name) - sum(getattr(note, name) for note in notes)
        for name in ("net", "vat", "gross")
    ]
    assert (amounts, Claim.objects.get().released_by) == ([0, 0, 0], notes[-1])


def test_part_of_which_the_vat_does_not_come_out_is_refused_with_those_that_do(world, seller):
    VatRate.objects.create(rate=Decimal("12.5"), valid_from=timezone.localdate())
    invoice = issue(world.membership, by=world.finance)
    with translation.override("da"), pytest.raises(Refused) as caught:
        ask(invoice, world.facilitator, Decimal(333))
    [refusal] = caught.value.refusals
    assert (refusal.field, refusal.code) == (f"line_{invoice.lines.get().pk}", "uneven")
    assert "332,99 kr. eller 333,01 kr." in refusal.sentence


def test_one_line_of_several_is_credited_where_the_vat_comes_out(world, seller, other):
    """Two fees with øre: one alone is refused, both together are credited."""
    seats = factories.of_one_payer(world.membership, other)
    run("SET LOCAL session_replication_role = replica")
    Membership.objects.update(agreed_fee=Decimal("1000.01"))
    run("SET LOCAL session_replication_role = DEFAULT")
    invoice = issue(*Membership.objects.filter(pk__in=[seat.pk for seat in seats]), by=world.finance)
    first, second = invoice.lines.all()
    assert (invoice.vat, rules.vat_of(first.net, Decimal(25))) == (Decimal("500.01"), Decimal("250.00"))
    kept = {"reason": "double", "by": world.facilitator, "at": timezone.now()}
    one, both = {first.pk: first.net}, {first.pk: first.net, second.pk: second.net}
    alone = refused(lambda: CreditRequest.objects.ask(invoice, nets=one, key=uuid.uuid4(), **kept))
    assert alone == ["uneven"]
    note = approve(CreditRequest.objects.ask(invoice, nets=both, key=uuid.uuid4(), **kept), world.finance)
    assert (note.net, note.vat, note.gross) == (invoice.net, invoice.vat, invoice.gross)


def test_credit_note_is_never_credited(world, invoice, request_):
    note = approve(request_, world.finance)
    assert refused(lambda: ask(note, world.facilitator)) == ["kind"]


def test_regrets_are_no_reason(world, invoice):
    assert refused(lambda: ask(invoice, world.facilitator, reason="regrets")) == ["reason"]


def test_failure_in_the_middle_leaves_no_gap(world, invoice, request_, monkeypatch):
    def fail(note):
        raise RuntimeError("killed here")

    with monkeypatch.context() as patch:
        patch.setattr("billing.models.crediting.write_xml", fail)
        with pytest.raises(RuntimeError):
            approve(request_, world.finance)
    assert approve(request_, world.finance).sequence == 2


# Past the verbs ----------------------------------------------------------------------------------------------


def test_credit_note_without_a_request_is_refused(world, invoice, monkeypatch):
    monkeypatch.setattr(factories, "approved", lambda *anything, **more: None)
    assert answer(lambda: factories.credit(invoice, by=world.finance)) == "credit_note_as_approved"


def test_credit_note_for_another_amount_is_refused(world, invoice, monkeypatch):
    real = factories.approved

    def cheaper(note, line, *, by):
        note.net = Decimal(1)
        real(note, line, by=by)

    monkeypatch.setattr(factories, "approved", cheaper)
    assert answer(lambda: factories.credit(invoice, by=world.finance)) == "credit_note_as_approved"


REQUEST = "billing_creditrequest"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({}, "credit_request_once"),
        ({"key": uuid.UUID(int=1)}, "credit_request_one_open"),
        ({"key": uuid.UUID(int=1), "reason": "regrets"}, "credit_request_names_a_reason"),
        (
            {"key": uuid.UUID(int=1), "decided_at": dt.datetime(2025, 1, 1, tzinfo=dt.UTC)},
            "credit_request_begins_open",
        ),
        ({"key": uuid.UUID(int=1), "declined_because": "x"}, "credit_request_ends_in_one_way"),
    ],
)
def test_request_is_right_in_itself(request_, changes, constraint):
    assert answer(lambda: forge(REQUEST, request_.pk, **changes)) == constraint


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("reason = 'double'", "credit_request_stays"),
        ("decided_at = network_clock(), declined_because = 'x'", "credit_request_decided_by_someone"),
        ("decided_at = network_clock(), decided_by_id = asked_by_id", "credit_request_ends_in_one_way"),
    ],
)
def test_request_changes_by_its_answer_only(request_, change, constraint):
    assert answer(lambda: run(f"UPDATE {REQUEST} SET {change}")) == constraint


def test_request_and_its_lines_stay(invoice, request_):
    line = request_.lines.get()
    for attack in (
        f"DELETE FROM {REQUEST}line",
        f"UPDATE {REQUEST}line SET net = 1",
        f"TRUNCATE {REQUEST} CASCADE",
    ):
        assert answer(lambda attack=attack: run(attack)) == "credit_request_stays"
    assert answer(lambda: forge(f"{REQUEST}line", line.pk)) == "credit_request_line_once"
    assert answer(lambda: forge(f"{REQUEST}line", line.pk, net=0)) in (
        "credit_request_amounts_positive", "credit_request_line_once",
    )  # fmt: skip


def test_line_of_another_invoice_is_not_asked_for(world, invoice, other, request_):
    foreign = issue(other, by=world.finance).lines.get()
    attack = answer(lambda: forge(f"{REQUEST}line", request_.lines.get().pk, line_id=foreign.pk))
    assert attack == "credit_line_of_the_credited_invoice"


def test_nothing_is_asked_for_after_the_answer(world, invoice, request_):
    approve(request_, world.finance)
    connection.check_constraints()
    assert answer(lambda: forge(f"{REQUEST}line", request_.lines.get().pk)) == "credit_request_stays"


def test_paid_invoice_that_is_credited_is_overpaid(world, invoice, request_):
    Payment.objects.note(
        invoice, amount=invoice.gross, received_on=invoice.issued_on, key=uuid.uuid4(), by=world.finance, at=timezone.now()
    )  # fmt: skip
    approve(request_, world.finance)
    found = Invoice.objects.with_standing().get(pk=invoice.pk)
    assert (found.standing(invoice.issued_on).status, found.overpaid) == (
        rules.Status.OVERPAID,
        Decimal(10000),
    )
