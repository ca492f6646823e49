"""The page on which a credit note is asked for, and approved or declined by somebody else."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from billing.models import CreditRequest, Document, Invoice, issue
from tests.billing import factories
from tests.billing.test_crediting import ask

pytestmark = pytest.mark.django_db


def page(invoice, name="credit", **more):
    return reverse(f"billing:{name}", kwargs={"number": invoice.number, **more})


def typed(invoice, **changes):
    line = invoice.lines.get()
    return {"key": uuid.uuid4(), f"line_{line.pk}": "3.000", "reason": "wrong_amount", "note": "x", **changes}


def test_one_asks_and_another_issues_the_credit_note(world, sign_in, invoice):
    facilitator, finance = sign_in(world.facilitator), sign_in(world.finance)
    facilitator.post(page(invoice), typed(invoice))
    asked = CreditRequest.objects.get()
    assert (asked.asked_by, asked.net, asked.note) == (world.facilitator, 3000, "x")
    answer = finance.post(page(invoice, "credit_approval", pk=asked.pk))
    note = Invoice.objects.get(credits=invoice)
    assert answer.headers["Location"] == reverse("billing:invoice", args=[note.number])
    assert "Krediteret i alt" in finance.get(answer.headers["Location"]).text
    assert (
        f"Krediteret med kreditnota {note.number}."
        in finance.get(reverse("billing:invoice", args=[invoice.number])).text
    )


def test_who_asked_sees_no_button_and_cannot_press_it_either(world, sign_in, invoice):
    asked = ask(invoice, world.facilitator)
    assert "Godkend og udsted" in sign_in(world.finance).get(page(invoice)).text
    browser = sign_in(world.facilitator)
    assert "Godkend og udsted" not in browser.get(page(invoice)).text
    answer = browser.post(page(invoice, "credit_approval", pk=asked.pk), follow=True)
    assert "En anden skal godkende den. Du har selv bestilt kreditnotaen." in answer.text
    assert Invoice.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": "9.000"}, "Der er ikke så meget tilbage af fakturaen at kreditere."),
        (
            {"amount": "0,50"},
            "Krediter 0,49 kr. eller 0,51 kr. i alt, eller alt, hvad der er tilbage af fakturaen.",
        ),
        ({"amount": ""}, "Skriv beløbet."),
        ({"reason": ""}, "Vælg den fejl, som kreditnotaen retter."),
        ({"reason": "regrets"}, "regrets"),
    ],
)
def test_refusal_stands_at_its_field_and_nothing_typed_is_lost(world, sign_in, invoice, changes, sentence):
    if "amount" in changes:
        changes = {f"line_{invoice.lines.get().pk}": changes["amount"]}
    answer = sign_in(world.finance).post(page(invoice), typed(invoice, note="Bevares", **changes))
    assert sentence in answer.text
    assert 'value="Bevares"' in answer.text
    assert not CreditRequest.objects.exists()


def test_declined_with_a_reason_that_is_shown(world, sign_in, invoice):
    asked = ask(invoice, world.facilitator)
    browser = sign_in(world.finance)
    decline = page(invoice, "credit_decline", pk=asked.pk)
    assert "Skriv, hvorfor fakturaen ikke skal krediteres." in browser.post(decline, {"because": ""}).text
    browser.post(decline, {"because": "Fakturaen er rigtig."})
    assert "Afvist: Fakturaen er rigtig." in browser.get(page(invoice)).text


def test_request_of_another_invoice_is_not_found(world, sign_in, invoice, other):
    asked, second = ask(invoice, world.facilitator), issue(other, by=world.finance)
    assert sign_in(world.finance).post(page(second, "credit_approval", pk=asked.pk)).status_code == 404


def test_credit_note_has_no_page_to_credit_it(world, sign_in, invoice):
    note = factories.credit(invoice, by=world.finance)
    assert sign_in(world.finance).get(page(note)).status_code == 404


def test_member_reads_the_credit_note_and_cannot_ask_for_one(world, sign_in, invoice):
    note = factories.credit(invoice, by=world.finance)
    browser = sign_in(world.member)
    assert f"Kreditnota {note.number}" in browser.get(reverse("billing:invoice", args=[note.number])).text
    assert page(invoice) not in browser.get(reverse("billing:invoice", args=[invoice.number])).text
    assert browser.get(page(invoice)).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_page_asks_the_database_as_often_however_much_was_answered(
    world, sign_in, invoice, rows, django_assert_num_queries
):
    for _ in range(rows):
        ask(invoice, world.facilitator).decline(because="nej", by=world.finance, at=timezone.now())
    browser = sign_in(world.finance)
    browser.get(page(invoice))
    with django_assert_num_queries(9):
        browser.get(page(invoice))


# Files -------------------------------------------------------------------------------------------------------


def test_files_are_shown_with_their_checksums_and_served_as_attachments(world, sign_in, invoice):
    for kind, content in (("pdf", b"%PDF-"), ("delivery", b"<Invoice/>")):
        Document.objects.put(invoice, kind, content, format_id="f", format_version="1", at=timezone.now())
    browser = sign_in(world.member)
    text = browser.get(reverse("billing:invoice", args=[invoice.number])).text
    assert all(document.sha256 in text for document in invoice.documents.all())
    for name, ending in (("pdf", ".pdf"), ("xml", ".xml"), ("original", "-uden-pdf.xml")):
        answer = browser.get(reverse(f"billing:invoice_{name}", args=[invoice.number]))
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{invoice.number}{ending}"'
    assert answer.content == bytes(invoice.documents.get(kind="xml").content)
    assert browser.get(f"/invoices/{invoice.number}.xml").content == b"<Invoice/>"


def test_file_that_is_not_made_yet_says_so(world, sign_in, invoice):
    answer = sign_in(world.member).get(reverse("billing:invoice_xml", args=[invoice.number]), follow=True)
    assert "Filen er ved at blive lavet." in answer.text


def test_files_of_a_credit_note_are_called_so(world, sign_in, invoice):
    note = factories.credit(invoice, by=world.finance)
    client = sign_in(world.finance)
    pages = [client.get(reverse("billing:invoice", args=[one.number])).text for one in (invoice, note)]
    assert [("E-faktura" in page, "E-kreditnota" in page) for page in pages] == [(True, False), (False, True)]
