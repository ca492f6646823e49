"""The pages of billing: who may open them, and what they do."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from billing.forms.sellers import SellerForm
from billing.models import Document, Invoice, Payment, Run, Seller, issue
from members.models import Cohort, Network, Payer, Role
from members.rules import RoleKind
from tests import factories as people
from tests.billing import factories

pytestmark = pytest.mark.django_db
STAFF = {"facilitator", "second_facilitator", "finance"}
PEOPLE = [
    "facilitator", "second_facilitator", "finance", "sister", "member", "former", "applicant", "stranger",
    "sister_member", "superuser",
]  # fmt: skip


@pytest.fixture
def year(world):
    """The keyword arguments of the running year's addresses."""
    return {"network": "innovationschefer", "year": world.running.year}


@pytest.fixture
def overview(year):
    return reverse("billing:overview", kwargs=year)


@pytest.fixture
def document(invoice):
    return Document.objects.put(
        invoice, "pdf", b"%PDF-made", format_id="pdf", format_version="1", at=timezone.now()
    )


def may(world, sign_in, address, method="get", data=None):
    """Who of the people is answered; all others get 404."""
    statuses = {
        name: getattr(sign_in(getattr(world, name)), method)(address, data or {}).status_code
        for name in PEOPLE
    }
    assert set(statuses.values()) <= {200, 302, 404}
    return {name for name, status in statuses.items() if status != 404}


def payment(**changes):
    return {
        "key": uuid.uuid4(), "amount": "10.000,00", "received_on": timezone.localdate().isoformat(),
        "direction": "in", "note": "", **changes,
    }  # fmt: skip


# Who may -----------------------------------------------------------------------------------------------------


def test_visitor_is_asked_to_sign_in(client, invoice, overview):
    for address in (overview, reverse("billing:invoices"), reverse("billing:invoice", args=[invoice.number])):
        assert client.get(address).headers["Location"].startswith("/accounts/login/")


def test_overview_is_for_facilitators_and_finance(world, sign_in, overview):
    assert may(world, sign_in, overview) == STAFF


def test_run_is_for_facilitators_and_finance(world, sign_in, seller, year):
    address = reverse("billing:run", kwargs=year)
    assert may(world, sign_in, address, "post", {"key": uuid.uuid4()}) == STAFF
    assert Run.objects.count() == 1


def test_progress_is_for_facilitators_and_finance(world, sign_in, seller, year):
    run = Run.objects.order(world.running, key=uuid.uuid4(), by=world.finance, at=timezone.now())
    assert may(world, sign_in, reverse("billing:run_progress", kwargs={**year, "pk": run.pk})) == STAFF


def test_progress_belongs_to_its_year(world, sign_in, seller, year):
    run = Run.objects.order(world.running, key=uuid.uuid4(), by=world.finance, at=timezone.now())
    elsewhere = reverse("billing:run_progress", kwargs={**year, "year": world.next.year, "pk": run.pk})
    assert sign_in(world.finance).get(elsewhere).status_code == 404


def test_invoice_and_pdf_are_for_the_member_and_staff(world, sign_in, document):
    number = [document.invoice.number]
    assert may(world, sign_in, reverse("billing:invoice", args=number)) == {*STAFF, "member"}
    assert may(world, sign_in, reverse("billing:invoice_pdf", args=number)) == {*STAFF, "member"}


def test_payments_are_for_finance(world, sign_in, invoice):
    address = reverse("billing:payments", args=[invoice.number])
    assert may(world, sign_in, address, "post", payment()) == {"finance"}
    assert Payment.objects.count() == 1


def test_payments_are_for_facilitators_where_nobody_is_finance(world, sign_in, invoice):
    Role.objects.filter(kind=RoleKind.FINANCE).delete()
    address = reverse("billing:payments", args=[invoice.number])
    assert may(world, sign_in, address, "post", payment()) == {"facilitator", "second_facilitator"}


def test_payer_is_for_the_member_and_staff(world, sign_in):
    address = reverse("billing:payer", kwargs={"pk": world.membership.pk})
    assert may(world, sign_in, address) == {*STAFF, "member"}
    assert may(world, sign_in, address, "post") == {*STAFF, "member"}


def test_seller_is_for_who_keeps_books(world, sign_in, seller):
    # The sister network has no finance: its facilitator keeps the books.
    keepers = {"finance", "sister", "superuser"}
    assert may(world, sign_in, reverse("billing:seller")) == keepers
    assert may(world, sign_in, reverse("billing:seller_new")) == keepers
    assert may(world, sign_in, reverse("billing:seller_edit", args=[seller.pk])) == keepers - {"sister"}


def test_seller_without_a_network_is_open_to_who_wrote_it_and_to_a_superuser(world, sign_in, seller):
    people.role(world.network, world.second_facilitator, RoleKind.FINANCE)
    world.network.seller_link.delete()
    address = reverse("billing:seller_edit", args=[seller.pk])
    everybody = (world.finance, world.second_facilitator, world.facilitator, world.sister, world.superuser)
    opened = [sign_in(person).get(address).status_code for person in everybody]
    assert opened == [200, 404, 404, 404, 200]
    assert "Intet netværk" in sign_in(world.superuser).get(reverse("billing:seller"), follow=True).text
    sign_in(world.superuser).post(address, {**typed_seller(world.network), "street": "Nygade 2"})
    seller.refresh_from_db()
    assert (seller.street, [link.network for link in seller.networks.all()]) == ("Nygade 2", [world.network])


def test_seller_without_a_network_is_closed_to_who_wrote_it_once(world, sign_in, seller):
    """Somebody who has lost the role there and keeps another network's books: whoever wrote it since opens it."""
    people.role(world.network, world.second_facilitator, RoleKind.FINANCE)
    address = reverse("billing:seller_edit", args=[seller.pk])
    typed = {**typed_seller(world.network), "street": "Nygade 2"}
    sign_in(world.second_facilitator).post(address, typed)
    world.network.roles.get(person=world.finance).take_back(by=world.facilitator)
    people.role(world.sister_network, world.finance, RoleKind.FINANCE)
    world.network.seller_link.delete()
    opened = [
        sign_in(person).get(address).status_code for person in (world.finance, world.second_facilitator)
    ]
    assert opened == [404, 200]


def test_seller_is_saved_by_the_clock_of_the_database(world, sign_in, seller, set_clock):
    """Also where the web's clock is ahead: what is written ahead of time is refused."""
    at = timezone.now() - dt.timedelta(minutes=5)
    set_clock(at)
    Seller.objects.update(changed_at=at - dt.timedelta(1))
    typed = {**typed_seller(world.network), "street": "Nygade 2"}
    sign_in(world.finance).post(reverse("billing:seller_edit", args=[seller.pk]), typed)
    assert seller.details.get(street="Nygade 2").written_at == at


def test_who_keeps_no_books_any_more_opens_no_seller(world, sign_in, seller):
    world.network.seller_link.delete()
    world.network.roles.get(person=world.finance).take_back(by=world.facilitator)
    assert sign_in(world.finance).get(reverse("billing:seller_edit", args=[seller.pk])).status_code == 404


def test_who_wrote_it_once_and_keeps_other_books_opens_no_seller(world, sign_in, seller):
    people.role(world.network, world.second_facilitator, RoleKind.FINANCE)
    people.role(world.sister_network, world.finance, RoleKind.FINANCE)
    address = reverse("billing:seller_edit", args=[seller.pk])
    ahead = (timezone.localdate() + dt.timedelta(days=9)).isoformat()
    sign_in(world.second_facilitator).post(
        address, typed_seller(world.network, street="Nygade 2", valid_from=ahead)
    )
    world.network.seller_link.delete()
    assert sign_in(world.second_facilitator).get(address).status_code == 200
    assert sign_in(world.finance).get(address).status_code == 404


def test_facilitator_keeps_the_books_where_finance_cannot_sign_in(world, sign_in, seller):
    address = reverse("billing:seller_edit", args=[seller.pk])
    assert sign_in(world.facilitator).get(address).status_code == 404
    world.finance.is_active = False
    world.finance.save()
    assert sign_in(world.facilitator).get(address).status_code == 200


def test_own_list_is_for_everybody_and_shows_ones_own(world, sign_in, invoice):
    address = reverse("billing:invoices")
    assert may(world, sign_in, address) == set(PEOPLE)
    listed = {name for name in PEOPLE if invoice.number in sign_in(getattr(world, name)).get(address).text}
    assert listed == {"member"}


# What they do ------------------------------------------------------------------------------------------------


def test_overview_shows_what_is_ready_and_what_is_missing(world, sign_in, seller, other, overview):
    Payer.objects.filter(pk=other.payer_id).update(gln="")
    page = sign_in(world.finance).get(overview).text
    assert "Udsted fakturaen nu" in page
    assert "EAN-nummeret mangler." in page
    assert reverse("billing:payer", kwargs={"pk": other.pk}) in page


def test_overview_without_seller_says_so(world, sign_in, overview):
    page = sign_in(world.finance).get(overview).text
    assert reverse("billing:seller") in page
    assert "Udsted fakturaen nu" not in page


def test_overview_of_an_empty_year(world, sign_in):
    page = sign_in(world.finance).get(
        reverse("billing:overview", kwargs={"network": "innovationschefer", "year": world.next.year})
    )
    assert "Der er ikke noget at fakturere endnu" in page.text


def test_overview_says_what_was_billed_elsewhere(world, sign_in, seller):
    people.membership(world.past, people.person(), world.facilitator, billed_elsewhere=True)
    page = sign_in(world.finance).get(
        reverse("billing:overview", kwargs={"network": "innovationschefer", "year": 2017})
    )
    assert "Et medlem er faktureret et andet sted" in page.text


def test_press_orders_a_run_and_shows_its_progress(world, sign_in, seller, year):
    client, key = sign_in(world.finance), uuid.uuid4()
    answer = client.post(reverse("billing:run", kwargs=year), {"key": key}, follow=True)
    assert answer.redirect_chain[0][0] == reverse(
        "billing:run_progress", kwargs={**year, "pk": Run.objects.get().pk}
    )
    assert "0 af 1 faktura er udstedt." in answer.text
    assert 'http-equiv="refresh"' in answer.text
    Run.objects.get().items.get().carry_out()
    Document.objects.put(
        Invoice.objects.get(), "pdf", b"%", format_id="p", format_version="1", at=timezone.now()
    )
    done = client.get(answer.redirect_chain[0][0]).text
    assert "1 af 1 faktura er udstedt." in done
    assert 'http-equiv="refresh"' not in done


def test_run_is_stopped_by_staff_of_its_year_alone(world, sign_in, seller, year):
    run = Run.objects.order(world.running, key=uuid.uuid4(), by=world.finance, at=timezone.now())
    address = reverse("billing:run_stop", kwargs={**year, "pk": run.pk})
    elsewhere = reverse("billing:run_stop", kwargs={**year, "year": world.next.year, "pk": run.pk})
    assert sign_in(world.finance).post(elsewhere).status_code == 404
    page = sign_in(world.finance).get(reverse("billing:run_progress", kwargs={**year, "pk": run.pk}))
    assert address in page.text
    assert run.items.open().count() == 1
    stopped = sign_in(world.finance).post(address, follow=True).text
    assert "Udstedelsen er standset. Én faktura blev ikke udstedt." in stopped
    assert (run.items.open().count(), address in stopped) == (0, False)
    assert "Alt var allerede udstedt." in sign_in(world.finance).post(address, follow=True).text


def test_double_press_of_one_membership_is_told_kindly(world, sign_in, seller, year):
    client, address = sign_in(world.finance), reverse("billing:run", kwargs=year)
    issue(world.membership, by=world.finance)
    answer = client.post(address, {"key": uuid.uuid4(), "membership": world.membership.pk}, follow=True)
    assert "Måske har en anden lige gjort det." in answer.text
    assert Run.objects.count() == 0


def test_membership_of_another_network_is_never_ordered(world, sign_in, seller, year):
    address = reverse("billing:run", kwargs=year)
    sign_in(world.finance).post(address, {"key": uuid.uuid4(), "membership": world.sister_membership.pk})
    assert Run.objects.count() == 0


def test_pdf_is_a_download(world, sign_in, document):
    answer = sign_in(world.member).get(reverse("billing:invoice_pdf", args=[document.invoice.number]))
    assert (answer.content, answer.headers["Content-Type"]) == (b"%PDF-made", "application/pdf")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{document.invoice.number}.pdf"'


def test_pdf_that_is_being_made_is_said_so(world, sign_in, invoice):
    answer = sign_in(world.member).get(reverse("billing:invoice_pdf", args=[invoice.number]), follow=True)
    assert answer.redirect_chain == [(reverse("billing:invoice", args=[invoice.number]), 302)]
    assert "PDF'en bliver lavet lige nu." in answer.text


def test_payment_is_noted_once(world, sign_in, invoice):
    client, address = sign_in(world.finance), reverse("billing:payments", args=[invoice.number])
    same = payment(amount="4.000")
    client.post(address, same)
    page = client.post(address, same, follow=True).text
    assert Payment.objects.get().amount == Decimal(4000)
    assert "delvist betalt" in page
    assert "Der mangler at blive betalt 6.000,00 kr., og fristen er" in page


def test_too_much_is_shown_and_paid_back(world, sign_in, invoice):
    client, address = sign_in(world.finance), reverse("billing:payments", args=[invoice.number])
    assert (
        "Der er betalt 500,00 kr. for meget."
        in client.post(address, payment(amount="10500"), follow=True).text
    )
    page = client.post(address, payment(amount="500", direction="out"), follow=True).text
    assert "Hele beløbet er betalt." in page
    assert sorted(Payment.objects.values_list("amount", flat=True)) == [Decimal(-500), Decimal(10500)]


def test_no_more_goes_back_than_was_paid(world, sign_in, invoice):
    client, address = sign_in(world.finance), reverse("billing:payments", args=[invoice.number])
    client.post(address, payment(amount="500"))
    form = client.post(address, payment(amount="500,01", direction="out")).context["form"]
    assert form.errors == {"amount": ["Der kan ikke gå mere tilbage, end der er betalt."]}
    back = payment(amount="500", direction="out")
    for _ in range(2):  # the same press twice is one, and is told so
        assert client.post(address, back, follow=True).redirect_chain != []
    assert sorted(Payment.objects.values_list("amount", flat=True)) == [Decimal(-500), Decimal(500)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"amount": "0"}, "Skriv et beløb, der ikke er nul."),
        ({"amount": ""}, "Skriv beløbet."),
        ({"amount": "8.5"}, "kan læses på to måder"),
        ({"received_on": "2098-01-01"}, "Betalingen ligger i fremtiden."),
        ({"received_on": "1999-01-01"}, "mellem 2000 og 2100"),
    ],
)
def test_payment_that_is_refused_keeps_what_was_typed(world, sign_in, invoice, change, sentence):
    address = reverse("billing:payments", args=[invoice.number])
    answer = sign_in(world.finance).post(address, payment(note="fra banken", **change))
    assert sentence in answer.text
    assert 'value="fra banken"' in answer.text
    assert Payment.objects.count() == 0


def test_payer_is_stated_with_spaces(world, sign_in):
    address = reverse("billing:payer", kwargs={"pk": world.membership.pk})
    typed = {
        "legal_name": "Aarhus Kommune", "street": "Rådhuspladsen 2", "postcode": "8000", "city": "Aarhus C",
        "cvr": "DK 99 00 00 15", "gln": "9520 0000 0000 4", "person_reference": "AZ 9",
    }  # fmt: skip
    answer = sign_in(world.member).post(address, typed, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    world.membership.payer.refresh_from_db()
    assert (world.membership.payer.cvr, world.membership.payer.gln) == ("99000015", "9520000000004")


def test_payer_with_a_wrong_check_digit_is_refused(world, sign_in):
    address = reverse("billing:payer", kwargs={"pk": world.membership.pk})
    answer = sign_in(world.member).post(address, {"cvr": "12345678", "gln": "9520000000005"})
    assert set(answer.context["form"].errors) == {"cvr", "gln"}


def test_payer_is_read_only_once_invoiced(world, sign_in, invoice):
    client, address = sign_in(world.member), reverse("billing:payer", kwargs={"pk": world.membership.pk})
    assert '<form method="post" novalidate' not in client.get(address).text
    late = client.post(address, {"legal_name": "En anden"}).text
    assert "Fakturaen er udstedt, så betaleren kan ikke længere ændres." in late
    world.membership.payer.refresh_from_db()
    assert world.membership.payer.legal_name == "Vejle Kommune"


# The seller --------------------------------------------------------------------------------------------------


def typed_seller(*networks, **changes):
    return {
        **{name: value for name, value in factories.SELLER.items() if name != "vat_number"},
        "vat_number": "", "networks": [network.pk for network in networks], **changes,
    }  # fmt: skip


def test_what_is_missing_for_everybody_is_said_once(world, sign_in, other, overview):
    Payer.objects.filter(pk=other.payer_id).update(gln="")
    client = sign_in(world.finance)
    without = client.get(overview)
    assert "Én faktura mangler ikke andet." in without.text
    factories.seller(world.network, by=world.finance, cvr="99000008", vat_number="DK99000008")
    wrong = client.get(overview)
    assert wrong.text.count("CVR-nummer eller IBAN er ikke gyldigt") == 1
    for page in (without, wrong):
        assert [one.membership for one in page.context["unready"]] == [other]
        assert page.context["held"] == 1


def test_overview_says_what_is_not_sent_to_its_payer(world, sign_in, invoice, overview):
    for person in (world.finance, world.facilitator):
        assert (
            "Én faktura eller kreditnota er ikke sendt til betaleren." in sign_in(person).get(overview).text
        )


def test_seller_leads_back_to_the_year(world, sign_in, seller):
    page = sign_in(world.finance).get(reverse("billing:seller_edit", args=[seller.pk])).content.decode()
    assert f'<p class="back"><a href="/innovationschefer/{world.running.year}/billing/">Fakturaer' in page


def test_seller_is_made_and_changed(world, sign_in):
    client = sign_in(world.finance)
    client.post(reverse("billing:seller_new"), typed_seller(world.network))
    made = Seller.objects.of_network(world.network)
    assert (made.vat_number, made.changed_by, made.number_prefix) == ("DK99000007", world.finance, "")
    edit = reverse("billing:seller_edit", args=[made.pk])
    client.post(edit, typed_seller(world.network, means="iban", iban="dk50 0040 0440 1162 43"))
    made.refresh_from_db()
    assert (made.means, made.iban, made.fik_creditor) == ("iban", "DK5000400440116243", "")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"legal_name": ""}, "legal_name"),
        ({"cvr": "12345678"}, "cvr"),
        ({"vat_number": "99000007"}, "vat_number"),
        ({"means": ""}, "means"),
        ({"means": "iban", "iban": "DK5000400440116244"}, "iban"),
        ({"means": "account", "reg_number": "40", "account_number": "1"}, "reg_number"),
        ({"fik_creditor": "123"}, "fik_creditor"),
        ({"networks": []}, "networks"),
    ],
)
def test_seller_is_refused_at_the_field(world, sign_in, change, field):
    answer = sign_in(world.finance).post(reverse("billing:seller_new"), typed_seller(world.network, **change))
    assert set(answer.context["form"].errors) == {field}
    assert Seller.objects.count() == 0


def test_refused_seller_keeps_what_was_typed_of_every_way_of_paying(world, sign_in):
    typed = typed_seller(
        world.network, means="iban", iban="DK1", reg_number="0040", account_number="440116243"
    )
    answer = sign_in(world.finance).post(reverse("billing:seller_new"), typed)
    kept = [f'value="{value}"' in answer.text for value in ("DK1", "0040", "440116243", "87654321")]
    assert (set(answer.context["form"].errors), kept) == ({"iban"}, [True] * 4)


def test_field_of_another_way_of_paying_stops_nobody(world, sign_in):
    typed = typed_seller(world.network, reg_number="12345678", iban="x" * 50)
    sign_in(world.finance).post(reverse("billing:seller_new"), typed)
    assert (Seller.objects.get().reg_number, Seller.objects.get().iban) == ("", "")


def test_second_seller_needs_a_prefix(world, sign_in, seller):
    client, address = sign_in(world.sister), reverse("billing:seller_new")
    other = {"fik_creditor": "11111111"}
    clash = client.post(address, typed_seller(world.sister_network, **other, number_prefix=""))
    assert set(clash.context["form"].errors) == {"number_prefix"}
    client.post(address, typed_seller(world.sister_network, **other, number_prefix="spr"))
    assert Seller.objects.of_network(world.sister_network).number_prefix == "SPR-"


def test_networks_of_others_cannot_be_chosen(world, sign_in):
    answer = sign_in(world.finance).post(reverse("billing:seller_new"), typed_seller(world.sister_network))
    assert set(answer.context["form"].errors) == {"networks"}


def test_shared_seller_keeps_the_networks_of_others(world, sign_in, seller):
    seller.settle([world.sister_network], [world.sister_network], by=world.sister, at=timezone.now())
    sign_in(world.finance).post(reverse("billing:seller_edit", args=[seller.pk]), typed_seller(world.network))
    assert {link.network for link in seller.networks.all()} == {world.network, world.sister_network}


# How much they ask of the database -------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 30])
def test_overview_asks_a_constant_number_of_questions(
    world, sign_in, seller, year, overview, rows, django_assert_num_queries
):
    Cohort.objects.filter(pk=world.running.pk).update(seats=200)
    for seat in factories.seats(world.running, world.facilitator, rows - 1):
        issue(seat, by=world.finance)
    issue(world.membership, by=world.finance)
    factories.seats(world.running, world.facilitator, rows)
    for seat in factories.seats(world.running, world.facilitator, rows):
        Payer.objects.filter(pk=seat.payer_id).update(gln="")
    client = sign_in(world.finance)
    client.get(overview)
    with django_assert_num_queries(10):
        page = client.get(overview)
    assert len(page.context["invoices"]) == len(page.context["ready"]) == len(page.context["unready"]) == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_own_list_asks_a_constant_number_of_questions(
    world, sign_in, invoice, rows, django_assert_num_queries
):
    for _ in range(rows - 1):
        factories.credit(invoice, by=world.finance, net=Decimal(10))
    client = sign_in(world.member)
    client.get(reverse("billing:invoices"))
    with django_assert_num_queries(5):
        page = client.get(reverse("billing:invoices"))
    assert len(page.context["invoices"]) == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_progress_asks_a_constant_number_of_questions(
    world, sign_in, seller, year, rows, django_assert_num_queries
):
    Cohort.objects.filter(pk=world.running.pk).update(seats=200)
    factories.seats(world.running, world.facilitator, rows - 1)
    run = Run.objects.order(world.running, key=uuid.uuid4(), by=world.finance, at=timezone.now())
    for item in run.items.all():
        item.carry_out()
    client, address = sign_in(world.finance), reverse("billing:run_progress", kwargs={**year, "pk": run.pk})
    client.get(address)
    with django_assert_num_queries(6):
        page = client.get(address)
    assert len(page.context["issued"]) == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_invoice_asks_a_constant_number_of_questions(
    world, sign_in, document, rows, django_assert_num_queries
):
    invoice = document.invoice
    for _ in range(rows):
        Payment.objects.create(
            invoice=invoice,
            amount=1,
            received_on=dt.date(2020, 1, 1),
            noted_at=timezone.now(),
            noted_by=world.finance,
        )
    client, address = sign_in(world.finance), reverse("billing:invoice", args=[invoice.number])
    client.get(address)
    with django_assert_num_queries(10):
        page = client.get(address)
    assert len(page.context["invoice"].payments.all()) == rows


def test_wrong_cvr_and_vat_number_are_each_told_at_their_field(world, sign_in):
    data = {"legal_name": "COI", "street": "Vej 1", "postcode": "2100", "city": "København", "cvr": "123"}
    options = {"networks": Network.objects.all(), "today": timezone.localdate()}
    form = SellerForm({**data, "vat_number": "xx"}, **options)
    assert form.errors["vat_number"] == ["Et momsnummer er DK og otte cifre."]
    assert (form.non_field_errors(), "cvr" in form.errors) == ([], True)
    assert SellerForm(data, **options).non_field_errors() == []
