"""The e-invoice: right by the schema, by the European rules, and by those of our own, for every shape of document."""

import re
from pathlib import Path

import pytest
from lxml import etree

from billing import einvoice
from billing.models import Invoice, issue
from billing.rules import Means
from tests.billing import factories
from tests.billing.snapshots import CASES, OPTIONAL, credit_note, snapshot
from tests.billing.validation import (
    NAMESPACES,
    findings,
    official_findings,
    official_rule_books,
    schema_findings,
    strict_findings,
)

PDF = b"%PDF-1.7 \xff\x00" * 5000
SAMPLES = Path(__file__).parent / "samples"


def value(xml, path):
    return [str(node) for node in etree.fromstring(xml).xpath(path, namespaces=NAMESPACES)]


def delivered(invoice):
    return einvoice.delivery(einvoice.build(invoice), PDF, invoice.number)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("made", [einvoice.build, delivered], ids=["invoice", "delivery"])
def test_document_is_right_by_every_rule(case, made):
    xml = made(CASES[case]())
    assert (schema_findings(xml), findings(xml), strict_findings(xml)) == ([], [], [])


@pytest.mark.skipif(not official_rule_books(), reason="EINVOICE_RULES names no folder of style sheets")
@pytest.mark.parametrize("rule_book", official_rule_books(), ids=lambda path: path.name)
def test_document_is_right_by_the_official_rules(rule_book):
    found = {case: official_findings(delivered(make()), rule_book) for case, make in CASES.items()}
    assert {case: failed for case, failed in found.items() if failed} == {}


@pytest.mark.skipif(not official_rule_books(), reason="EINVOICE_RULES names no folder of style sheets")
@pytest.mark.parametrize("rule_book", official_rule_books(), ids=lambda path: path.name)
def test_official_rules_let_one_form_of_the_cvr_number_through(rule_book):
    found = [findings(einvoice.build(snapshot(), form), rule_book) for form in ("1", "1-DK")]
    assert [] in found


BROKEN = [
    ('<cbc:TaxAmount currencyID="DKK">2000.00', '<cbc:TaxAmount currencyID="DKK">2000.01', "VAT to the øre"),
    ("71#000020270000019", "71#000020270000018", "payment"),
    (">93<", ">30<", "payment"),
    ("99000015", "99000016", "CVR"),
    ("9520000000004", "9520000000005", "buyer's endpoint"),
    ("<cbc:DueDate>2027-02-14</cbc:DueDate>", "", "due after issue"),
    ("2027-02-14", "2027-01-14", "due after issue"),
    ("<cbc:BuyerReference>AZ12345</cbc:BuyerReference>", "", "reference"),
    ("<cbc:Note>Årligt deltagergebyr.</cbc:Note>", "<cbc:Note></cbc:Note>", "no empty element"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "finding"), BROKEN)
def test_rules_of_our_own_can_fail(right, wrong, finding):
    xml = einvoice.build(snapshot()).decode()
    assert right in xml
    assert finding in strict_findings(xml.replace(right, wrong).encode())


def test_rules_of_others_can_fail():
    xml = einvoice.build(snapshot())
    moved = xml.replace(b"8000.00</cbc:TaxExclusiveAmount>", b"9000.00</cbc:TaxExclusiveAmount>")
    assert {finding.partition(":")[0] for finding in findings(moved)} == {"BR-CO-13", "BR-CO-15"}
    assert schema_findings(xml.replace(b"cbc:DueDate", b"cbc:Due")) != []


@pytest.mark.parametrize(("number", "make"), [("invoice", snapshot), ("creditnote", credit_note)])
def test_elements_stand_in_the_order_of_the_samples(number, make):
    """Two documents that the official rules were run on; what ours has besides may stand anywhere that is allowed."""
    sample = [
        re.sub(r"\{.*\}", "", el.tag) for el in etree.parse(SAMPLES / f"{number}.xml").getroot().iter("*")
    ]
    own = [
        re.sub(r"\{.*\}", "", el.tag) for el in etree.fromstring(einvoice.build(make(**OPTIONAL))).iter("*")
    ]
    besides = {"PartyIdentification", "InvoicePeriod", "StartDate", "EndDate"} | {
        "Contact",
        "Name",
        "Telephone",
        "ElectronicMail",
    }
    besides |= {"ID", "Description", "AccountingCost"}
    assert [tag for tag in own if tag not in besides] == [tag for tag in sample if tag not in besides]


def test_optional_references_are_there_or_not_at_all():
    bare, full = einvoice.build(snapshot()), einvoice.build(snapshot(**OPTIONAL))
    assert value(full, "cac:OrderReference/cbc:ID/text() | cbc:AccountingCost/text()") == [
        "4100-2210",
        "REK-998877",
    ]
    assert value(bare, "cac:OrderReference | cbc:AccountingCost") == []


@pytest.mark.parametrize(
    ("means", "code", "account"),
    [(Means.ACCOUNT, "42", "0440116243"), (Means.IBAN, "58", "DK5000400440116243"), (Means.FIK, "93", "87654321")],
)  # fmt: skip
def test_payment_means_follow_the_seller(means, code, account):
    xml = einvoice.build(snapshot(means=means))
    assert value(xml, "cac:PaymentMeans/cbc:PaymentMeansCode/text()") == [code]
    assert value(xml, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID/text()") == [account]


def test_cvr_can_be_spelled_with_letters():
    xml = einvoice.build(snapshot(), einvoice.LETTERS)
    assert set(value(xml, "//*[@schemeID='0184']/text()")) == {"DK99000007", "DK99000015"}
    assert (schema_findings(xml), findings(xml), strict_findings(xml)) == ([], [], [])


def test_hostile_text_survives_as_text():
    hostile = CASES["hostile"]()
    xml = einvoice.build(hostile)
    assert value(xml, "//cac:AccountingCustomerParty//cbc:RegistrationName/text()") == [hostile.buyer_name]
    assert xml.count(einvoice.SELLER_BEGINS) == 1


def test_control_characters_disappear():
    xml = einvoice.build(CASES["control characters"]())
    assert value(xml, "//cac:AccountingCustomerParty//cbc:RegistrationName/text()") == ["Eksempel Kommune"]
    assert value(xml, "//cac:AccountingCustomerParty//cac:PartyName/cbc:Name/text()") == ["Eksempel Kommune"]
    assert value(xml, "cac:OrderReference") == []


def test_delivery_is_the_invoice_with_its_pdf_inside():
    xml = einvoice.build(snapshot())
    delivery = delivered(snapshot())
    [embedded] = value(delivery, "cac:AdditionalDocumentReference//cbc:EmbeddedDocumentBinaryObject/text()")
    reference = re.compile(rb"<cac:AdditionalDocumentReference>.*</cac:AdditionalDocumentReference>\s*", re.S)
    assert reference.sub(b"", delivery) == xml
    assert einvoice.base64.b64decode(embedded) == PDF


@pytest.mark.django_db
def test_xml_is_issued_with_the_number(world, invoice):
    document = invoice.documents.get()
    assert (document.kind, document.format_id, document.format_version) == ("xml", einvoice.FORMAT_ID, "1")
    assert bytes(document.content) == einvoice.build(Invoice.objects.get(pk=invoice.pk))
    assert strict_findings(bytes(document.content)) == []


@pytest.mark.django_db
def test_xml_of_every_means_is_issued(world, settings):
    settings.EINVOICE_VERSION = einvoice.LETTERS
    factories.seller(world.network, by=world.finance, **factories.paid_by(Means.IBAN))
    document = issue(world.membership, by=world.finance).documents.get()
    assert (document.format_version, findings(bytes(document.content))) == (einvoice.LETTERS, [])
    assert strict_findings(bytes(document.content)) == []
