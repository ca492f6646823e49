"""The PDF, read back: everything § 58 of the VAT order asks for, archival, accessible, the same bytes every time."""

import re
from io import BytesIO

import page
import pikepdf
import pytest
import weasyprint
from django.utils import translation
from pypdf import PdfReader

from billing import einvoice, pdf
from billing.models import Invoice, Line, issue
from billing.rules import Means
from members import wording
from members.models import Payer
from tests.billing import factories

pytestmark = pytest.mark.django_db
LONG = (
    "Styrelsen for Undervisning, Kvalitet og Langvarige Tværministerielle Digitaliseringsprogrammer i Øresund"
)
PARTICIPANT = "Deltager: Anne-Sofie Kjærsgaard-Østergaard von Blixen-Finecke"


def text_of(content):
    """The words of the PDF, on one line."""
    pages = PdfReader(BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def with_lines(invoice, count):
    """The invoice as if it had so many lines; not stored."""
    lines = [
        Line(invoice=invoice, position=place, text="Deltagelse i Netværk for innovationschefer 2026/27", detail=PARTICIPANT, quantity=1,
             unit_price=8000, net=8000)
        for place in range(1, count + 1)
    ]  # fmt: skip
    invoice._prefetched_objects_cache = {"lines": lines}
    return invoice


def test_pdf_says_what_the_law_asks_for(world, invoice):
    text = text_of(pdf.build(invoice))
    asked = {
        "number": f"Faktura {invoice.number}",
        "date of issue": f"Fakturadato {wording.yeardate(invoice.issued_on)}",
        "seller": "Eksempelcenter for Innovation",
        "seller's address": "Prøvegade 1, 2. sal, 1000 København K",
        "seller's registration": "CVR-nr. 99000007",
        "buyer": "Vejle Kommune",
        "buyer's address": "Rådhuspladsen 1 7100 Vejle",
        "kind": f"Deltagelse i Netværk for innovationschefer {world.running.label}",
        "quantity and price": "1 8.000,00 8.000,00",
        "period": f"For perioden {wording.yeardate(invoice.period_start)} til {wording.yeardate(invoice.period_end)}",
        "net": "Beløb uden moms 8.000,00",
        "rate and VAT": "Moms, 25 % af 8.000,00 2.000,00",
        "total": "At betale 10.000,00 kr.",
    }
    assert {name: words for name, words in asked.items() if words not in text} == {}


def test_pdf_says_how_and_when_to_pay(invoice):
    text = text_of(pdf.build(invoice))
    assert f"Betal 10.000,00 kr. senest den {wording.yeardate(invoice.due_on)}" in text
    assert f"Betalingslinje +71<{invoice.payment_id}+87654321<" in text
    assert "EAN 9520000000004" in text
    assert "Jeres reference AZ12345" in text


@pytest.mark.parametrize(
    ("means", "words"),
    [
        (Means.IBAN, "IBAN DK50 0040 0440 1162 43 Skriv ved betalingen"),
        (Means.ACCOUNT, "Reg.nr. og kontonummer 0040 0440116243 Skriv ved betalingen"),
    ],
)
def test_pdf_names_the_one_way_of_paying(world, means, words):
    factories.seller(world.network, by=world.finance, **factories.paid_by(means))
    text = text_of(pdf.build(issue(world.membership, by=world.finance)))
    assert f"{words} " in text
    assert "+71<" not in text


def test_pdf_is_danish_whatever_language_is_spoken(invoice):
    with translation.override("en"):
        assert "Beløb uden moms" in text_of(pdf.build(invoice))


def test_pdf_is_the_same_bytes_every_time(invoice):
    xml = einvoice.build(invoice)
    assert pdf.build(invoice, xml) == pdf.build(Invoice.objects.get(pk=invoice.pk), xml)


def test_pdf_declares_both_standards(invoice):
    with pikepdf.open(BytesIO(pdf.build(invoice))) as document:
        metadata = document.Root.Metadata.read_raw_bytes().decode()
        assert metadata.count("<rdf:RDF") == 1
        assert 'pdfaid:part="3"' in metadata
        assert 'pdfaid:conformance="A"' in metadata
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert (document.Root.Lang, document.Root.MarkInfo.Marked) == ("da", True)
        assert str(document.docinfo.Title) == f"Faktura {invoice.number}"


def test_xml_is_attached_once_as_the_same_in_another_form(invoice):
    xml = einvoice.build(invoice)
    with pikepdf.open(BytesIO(pdf.build(invoice, xml))) as document:
        [attached] = document.Root.AF
        name = f"{invoice.number}.xml"
        assert (attached.AFRelationship, attached.UF) == ("/Alternative", name)
        assert document.attachments[name].get_file().read_bytes() == xml


def test_credit_note_names_its_invoice_and_asks_for_nothing(world, invoice):
    note = factories.credit(invoice, by=world.finance)
    text = text_of(pdf.build(note))
    assert f"Kreditnota {note.number}" in text
    assert f"Kreditnota til faktura {invoice.number}." in text
    assert "Det, der allerede er betalt, betales tilbage." in text
    assert "Krediteret i alt 10.000,00 kr." in text
    assert "Betal " not in text


def test_hostile_names_are_words(world, seller, caplog):
    hostile = '<img src="file:///etc/passwd"> & "Æblegård" <script>alert(1)</script>'
    Payer.objects.filter(pk=world.membership.payer_id).update(legal_name=hostile)
    text = text_of(pdf.build(issue(world.membership, by=world.finance)))
    assert hostile in text
    assert "root:" not in text


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_emoji_and_foreign_letters_break_neither_standard(invoice, profile):
    invoice.buyer_name = "Kommunen 🇩🇰👩‍💻 北京 Şahin Ω"
    content = pdf.build(invoice, einvoice.build(invoice))
    assert findings(content, profile) == []
    assert "Kommunen □□ Şahin □" in text_of(content)


def test_nothing_is_fetched(invoice):
    for url in ("file:///etc/passwd", "http://localhost/", "https://example.dk/logo.png", "asset:unknown"):
        with pytest.raises(weasyprint.urls.URLFetchingError):
            pdf.fetch(url)


@pytest.mark.parametrize(("lines", "pages"), [(1, 1), (6, 1), (30, 2)])
def test_long_names_and_many_lines_still_fit(invoice, lines, pages):
    invoice.buyer_name = invoice.buyer_department = invoice.seller_name = LONG
    content = pdf.build(with_lines(invoice, lines))
    assert len(PdfReader(BytesIO(content)).pages) == pages
    assert text_of(content).count("Deltager: Anne-Sofie") == lines


def findings(content, profile):
    """What a conformance checker finds in the PDF, in its words."""
    return [str(failure.message) for failure in page.validate_pdf_bytes(content, profile=profile).failures]


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize("lines", [1, 30])
def test_pdf_keeps_both_standards(invoice, profile, lines):
    invoice.buyer_name = invoice.buyer_department = invoice.seller_name = LONG
    invoice = with_lines(invoice, lines)
    assert findings(pdf.build(invoice, einvoice.build(invoice)), profile) == []


def test_credit_note_keeps_both_standards(world, invoice):
    note = factories.credit(invoice, by=world.finance)
    content = pdf.build(note, einvoice.build(note))
    assert (findings(content, "3a"), findings(content, "ua1")) == ([], [])


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_plain_pdf_keeps_neither_standard(profile):
    assert findings(weasyprint.HTML(string="<p>Faktura").write_pdf(), profile) != []
