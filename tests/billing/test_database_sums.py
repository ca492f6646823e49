"""Bylaws 12, 14 and 16, attacked: sums, what may be billed, what may be credited, whoever writes."""

from decimal import Decimal

import pytest
from django.utils import timezone

from billing.models import Claim, Line, issue
from members.rules import Refused
from tests import factories as people
from tests.billing import factories
from tests.billing.attacks import SQL, answer, forge, forge_invoice, run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"gross": "10000.01"}, "invoice_gross_is_net_and_vat"),
        ({"vat": "2000.01", "gross": "10000.01"}, "invoice_vat_is_rate_of_net"),
        ({"vat": "0", "gross": "8000", "vat_rate": "0"}, "invoice_vat_rate_in_force"),
        ({"vat_category": "Z"}, "invoice_vat_rate_in_force"),
        ({"net": "0", "vat": "0", "gross": "0"}, "invoice_amounts_positive"),
        ({"net": "4000", "vat": "1000", "gross": "5000"}, "invoice_lines_add_up"),
        ({"currency": "EUR"}, "invoice_in_kroner"),
        ({"kind": "receipt"}, "credit_note_names_invoice_and_reason"),
        ({"buyer_name": " "}, "invoice_names_both_parties"),
        ({"seller_street": ""}, "invoice_names_both_parties"),
        ({"buyer_cvr": "1234567"}, "invoice_cvr_digits"),
        ({"buyer_gln": "952000000000"}, "invoice_gln_digits"),
        ({"fik_creditor": ""}, "invoice_names_one_means_of_payment"),
        ({"iban": "DK5000400440116243"}, "invoice_names_one_means_of_payment"),
        ({"payment_id": ""}, "invoice_fik_id_with_card"),
        ({"buyer_cvr": "12345678"}, "invoice_cvr_check_digit"),
        ({"buyer_gln": "9520000000005"}, "invoice_gln_check_digit"),
        ({"payment_id": "000020270000018"}, "invoice_fik_check_digit"),
        (
            {"means": "iban", "fik_creditor": "", "payment_id": "", "iban": "DK5000400440116244"},
            "invoice_iban_check_digits",
        ),
        ({"period_start": SQL("period_end + 1")}, "invoice_period_in_order"),
        ({"reason": "double"}, "credit_note_names_invoice_and_reason"),
    ],
)
def test_document_is_right_in_itself(invoice, other, changes, constraint):
    assert answer(lambda: forge_invoice(invoice, other, **changes)) == constraint


@pytest.mark.parametrize(
    ("line", "constraint"),
    [
        ({"net": "7999"}, "line_net_is_quantity_times_price"),
        ({"quantity": "2"}, "line_net_is_quantity_times_price"),
        ({"quantity": "0", "net": "0"}, "line_amounts_positive"),
        ({"unit_price": "4000", "net": "4000"}, "claim_at_the_agreed_fee"),
        ({"text": " "}, "line_has_text"),
    ],
)
def test_line_is_right_in_itself(invoice, other, line, constraint):
    assert answer(lambda: forge_invoice(invoice, other, line=line)) == constraint


def test_nothing_is_added_after_the_issue(invoice):
    assert answer(lambda: forge("billing_line", invoice.lines.get().pk, position=2)) == "invoice_lines_add_up"


def test_two_lines_never_share_a_place(invoice):
    assert answer(lambda: forge("billing_line", invoice.lines.get().pk)) == "line_position_once"


def test_document_without_lines_is_refused(invoice):
    changes = {
        "sequence": 2,
        "number": f"{invoice.series.year}-00002",
        "previous_id": invoice.pk,
        "issued_at": SQL("network_clock()"),
    }
    assert answer(lambda: forge("billing_invoice", invoice.pk, **changes)) == "invoice_lines_add_up"


def test_nothing_is_issued_without_its_xml(world, seller, monkeypatch):
    monkeypatch.setattr("billing.models.issuing.write_xml", lambda invoice: None)
    with pytest.raises(Refused) as refused:
        issue(world.membership, by=world.finance)
    assert [refusal.code for refusal in refused.value.refusals] == ["invoice_has_its_xml"]


def test_line_bills_a_membership(invoice, other):
    assert answer(lambda: forge_invoice(invoice, other, claim=False)) == "line_claims_a_membership"


def test_membership_is_billed_once(world, invoice):
    assert answer(lambda: forge_invoice(invoice, world.membership)) == "claim_once_per_membership"


def test_line_bills_one_membership(invoice, other):
    claim = invoice.lines.get().claim
    assert (
        answer(lambda: forge("billing_claim", claim.pk, membership_id=other.pk))
        == "billing_claim_line_id_key"
    )


def test_annulled_membership_is_not_billed(world, invoice, other):
    run(
        "UPDATE members_membership SET annulled_at = now(), annulled_by_id = %s, annulled_because = 'fejl' WHERE id = %s",
        world.second_facilitator.pk,
        other.pk,
    )
    assert answer(lambda: forge_invoice(invoice, other)) == "claim_of_a_valid_membership"


def test_fee_billed_elsewhere_is_not_billed(world, invoice):
    elsewhere = people.membership(
        world.past, people.person("e@example.dk"), world.facilitator, billed_elsewhere=True
    )
    moved = {"cohort_id": world.past.pk}
    assert answer(lambda: forge_invoice(invoice, elsewhere, **moved)) == "claim_not_billed_elsewhere"


def test_membership_belongs_to_the_invoices_year(world, invoice):
    assert answer(lambda: forge_invoice(invoice, world.sister_membership)) == "claim_of_the_invoices_year"


def test_claim_is_not_born_released(world, invoice, other):
    born = {"released_at": timezone.now(), "released_by_id": invoice.pk}
    assert answer(lambda: forge_invoice(invoice, other, claim=born)) == "claim_released_by_a_credit_note"


# Credits ---------------------------------------------------------------------------------------------------


def test_whole_credit_frees_the_membership_once(world, invoice):
    note = factories.credit(invoice, by=world.finance)
    claim = Claim.objects.get()
    assert (claim.released_by, claim.released_at is None) == (note, False)
    assert issue(world.membership, by=world.finance).sequence == 3


def test_part_credit_frees_nothing(world, invoice):
    factories.credit(invoice, by=world.finance, net=Decimal(3000))
    assert Claim.objects.get().released_at is None
    with pytest.raises(Refused) as refused:
        issue(world.membership, by=world.finance)
    assert [refusal.code for refusal in refused.value.refusals] == ["invoiced"]


def test_second_part_credit_that_empties_the_line_frees_it(world, invoice):
    factories.credit(invoice, by=world.finance, net=Decimal(3000))
    last = factories.credit(invoice, by=world.finance, net=Decimal(5000))
    assert Claim.objects.get().released_by == last


def test_credit_is_never_more_than_what_is_left(world, invoice):
    factories.credit(invoice, by=world.finance, net=Decimal(7000))
    too_much = answer(lambda: factories.credit(invoice, by=world.finance, net=Decimal("1000.01")))
    assert too_much == "credit_within_what_is_left"


def test_credit_note_is_never_credited(world, invoice):
    note = factories.credit(invoice, by=world.finance)
    assert answer(lambda: factories.credit(note, by=world.finance)) == "credit_never_of_a_credit_note"


def test_credit_note_names_a_listed_reason(world, invoice):
    refused = answer(lambda: factories.credit(invoice, by=world.finance, reason="afbud"))
    assert refused == "credit_note_names_invoice_and_reason"


def test_credit_note_has_the_year_of_its_invoice(world, invoice):
    refused = answer(lambda: factories.credit(invoice, by=world.finance, cohort_id=world.next.pk))
    assert refused == "credit_as_the_invoice_was"


def test_credit_line_belongs_to_the_credited_invoice(world, invoice, other):
    second = issue(other, by=world.finance)

    def attack():
        note = factories.credit(invoice, by=world.finance, line=second.lines.get())
        assert note.lines.get().credits.invoice == second

    assert answer(attack) == "credit_line_of_the_credited_invoice"


def test_credit_line_without_its_line_is_refused(world, invoice):
    assert answer(lambda: factories.credit(invoice, by=world.finance, line=Line())) == (
        "credit_note_as_approved"
    )


@pytest.mark.parametrize(
    "release",
    ["released_at = now(), released_by_id = (SELECT min(id) FROM billing_invoice)", "released_at = now()"],
)
def test_claim_is_released_by_nothing_else(invoice, release):
    refused = answer(lambda: run(f"UPDATE billing_claim SET {release}"))
    assert refused == "claim_released_by_a_credit_note"


def test_released_claim_stays_released(world, invoice):
    factories.credit(invoice, by=world.finance)
    undone = answer(lambda: run("UPDATE billing_claim SET released_at = NULL, released_by_id = NULL"))
    assert undone == "claim_released_by_a_credit_note"
