"""The main job, walked in a real browser: from a visitor's first click to a paid invoice."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import expect

from billing.models import Invoice
from billing.tasks.documents import make_documents
from billing.tasks.issuing import issue as issue_ordered
from members.models import Membership
from members.tasks.letters import send_letters
from tests import factories
from tests.billing.factories import seller
from tests.meetings.factories import meeting

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ADDRESS = "nora.chef@example.dk"


@pytest.fixture
def network(transactional_db):
    """A network with open intake, two people who run it, a seller and a listed employer."""
    made = factories.network("innovationschefer", name_da="Netværk for innovationschefer")
    made.facilitator = factories.person("facilitator@example.dk", name="Fie Facilitator")
    made.finance = factories.person("finance@example.dk", name="Finn Finans")
    factories.role(made, made.facilitator)
    factories.role(made, made.finance, "finance")
    made.year = factories.cohort(made, starts_in=-5, published_by=made.facilitator)
    seller(made, by=made.finance)
    factories.organisation("Prøvestrup Kommune", cvr="99000015", municipality="0630")
    gathering = meeting(made.year, made.facilitator, days=40, theme_da="Innovation i sparetider")
    gathering.describe(by=made.facilitator, at=made.year.opens_at, address="Rådhuset, Prøvegade 1")
    gathering.give_host(secretariat=True, by=made.facilitator, at=made.year.opens_at)
    gathering.announce(by=made.facilitator, at=made.year.opens_at)
    return made


def press(page, label):
    follow(page, page.get_by_role("button", name=label, exact=True))


def follow(page, what):
    """Click and wait for the page that comes: what is asked next is asked of that one."""
    with page.expect_navigation():
        what.first.click()


def accessible(page):
    """Axe finds nothing on the page as it stands: not on one that is still being fetched or left."""
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options={"preload": False})
    assert [violation["id"] for violation in found.response["violations"]] == []


def apply(page, url):
    """A visitor proves an address, fills in the steps and submits."""
    page.goto(f"{url}/innovationschefer/")
    accessible(page)
    follow(page, page.get_by_role("link", name="Søg optagelse"))
    follow(page, page.locator("main a.button"))
    page.locator("input[type=email]").fill(ADDRESS)
    press(page, "Send mig en kode")
    page.wait_for_url("**/login/code/**")
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body).group()
    page.locator("input[name=code]").fill(code)
    follow(page, page.locator("main form button"))
    follow(page, page.locator("main a.button"))
    page.get_by_label("Navn").fill("Nora Chef")
    page.get_by_label("Stilling").fill("Innovationschef")
    accessible(page)
    press(page, "Gem og fortsæt")
    page.locator("input[name=organisation]").fill("Prøvestrup Kommune")
    press(page, "Gem og fortsæt")
    page.get_by_label("Leder en innovationsenhed").check()
    page.get_by_label("Beskriv dit ansvar").fill("Jeg leder innovationsenheden.")
    press(page, "Gem og fortsæt")
    page.wait_for_url("**/apply/commitments/")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    press(page, "Gem og fortsæt")
    for field, value in (
        ("street", "Torvet 1"), ("postcode", "7100"), ("city", "Vejle"), ("gln", "9520000000004"),
        ("person_reference", "NC"),
    ):  # fmt: skip
        page.locator(f"input[name={field}]").fill(value)
    press(page, "Gem og fortsæt")
    accessible(page)
    press(page, "Indsend ansøgningen")
    expect(page.locator("main")).to_contain_text("Modtaget")


def admit(page, url, year):
    """The facilitator confirms the responsibility, which prepares the admission, and announces."""
    page.goto(f"{url}/innovationschefer/{year}/desk/")
    accessible(page)
    page.goto(f"{url}/innovationschefer/{year}/applications/")
    accessible(page)
    follow(page, page.get_by_role("link", name="Nora Chef"))
    accessible(page)
    follow(page, page.locator("#decision button[value=admit]"))
    page.goto(f"{url}/innovationschefer/{year}/applications/announcement/")
    accessible(page)
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("Nora Chef")


def bill(page, url, year):
    """Finance issues what is ready, sees it done, fetches the PDF and notes the payment."""
    page.goto(f"{url}/innovationschefer/{year}/billing/")
    accessible(page)
    page.locator("form[action$='/billing/runs/'] button").last.click()
    page.wait_for_url("**/billing/runs/*/")
    issue_ordered()
    make_documents()
    page.reload()
    accessible(page)
    number = Invoice.objects.get().number
    page.goto(f"{url}/invoices/{number}/")
    accessible(page)
    answer = page.request.get(f"{url}/invoices/{number}.pdf")
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    page.locator("details:has(form[action$='/payments/']) summary").click()
    page.locator("main form[action$='/payments/'] button").click()
    expect(page.locator("main")).to_contain_text("betalt", ignore_case=True)


def test_the_year_runs_from_application_to_paid_invoice(page, live_server, network, page_of):
    apply(page, live_server.url)
    admit(page_of(network.facilitator), live_server.url, network.year.year)
    send_letters()
    seat = Membership.objects.get()
    assert {letter.to[0] for letter in mail.outbox if ADDRESS in letter.to[0]}
    assert seat.agreed_fee == 8000
    member = page_of(seat.person)
    member.goto(f"{live_server.url}/innovationschefer/{network.year.year}/meetings/")
    accessible(member)
    follow(member, member.get_by_role("link", name="Innovation i sparetider"))
    expect(member.locator("main")).to_contain_text("Rådhuset, Prøvegade 1")
    member.goto(f"{live_server.url}/memberships/{seat.pk}/")
    expect(member.locator("main")).to_contain_text("8.000")
    accessible(member)
    bill(page_of(network.finance), live_server.url, network.year.year)
