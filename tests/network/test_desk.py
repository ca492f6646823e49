"""The facilitator's page for one year."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language

from billing.models import Payment, issue
from members.models import Role
from members.rules import RoleKind
from network.desk import drawn, lede, seats, yearbook
from network.desk.yearbook import Yearbook
from network.views import desk
from tests.billing.factories import credit, seller
from tests.factories import cohort, membership, person, submitted
from tests.meetings.factories import meeting

DENMARK = ZoneInfo("Europe/Copenhagen")

pytestmark = pytest.mark.django_db


def text(answer):
    """The page as one line."""
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def url(cohort):
    return f"/{cohort.network.slug}/{cohort.year}/desk/"


def reread(cohort, at=None):
    """The year's book as it stands in the database."""
    years = yearbook.with_house(type(cohort).objects.filter(network=cohort.network))
    return yearbook.read_one(list(years), cohort.year, at or timezone.now())


# Who may open it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("facilitator", 200),
        ("second_facilitator", 200),
        ("finance", 404),
        ("sister", 404),
        ("member", 404),
        ("former", 404),
        ("applicant", 404),
        ("stranger", 404),
        ("superuser", 404),
    ],
)
def test_desk_is_for_the_facilitators_of_the_network(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(url(world.running)).status_code == status


def test_desk_asks_a_visitor_to_sign_in(world):
    answer = Client().get(url(world.running))

    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/login/")


def test_desk_of_an_unknown_year_is_not_found(world, sign_in):
    assert sign_in(world.facilitator).get("/innovationschefer/1999/desk/").status_code == 404


def test_desk_follows_the_money_where_nobody_else_does(world, sign_in):
    seller(world.network, by=world.finance)
    invoice = issue(world.membership, by=world.finance)
    browser = sign_in(world.facilitator)
    waiting = "Send en faktura til betaleren"
    assert waiting not in text(browser.get(url(world.running)))
    Role.objects.filter(kind=RoleKind.FINANCE).delete()
    page = text(browser.get(url(world.running)))
    assert (waiting in page, invoice.number in page) == (True, True)


def test_desk_shows_nothing_of_the_sister_network(world, sign_in):
    submitted(world.sister_year, world.stranger)
    meeting(world.sister_year, world.sister, theme_da="KANARIEFUGL")

    page = text(sign_in(world.facilitator).get(url(world.running)))

    assert "KANARIEFUGL" not in page
    assert "<b>1</b><span class=\"muted small\">af 25 pladser" in page  # fmt: skip


# Phases --------------------------------------------------------------------------------------------------


@pytest.fixture
def planned(world):
    """A year of 2028 with its intake in the autumn of 2027, in the sister network."""
    made = cohort(
        world.sister_network, starts_on=dt.date(2028, 3, 1), opens_in=None, published_by=world.sister
    )
    made.opens_at = dt.datetime(2027, 10, 25, 9, tzinfo=DENMARK)
    made.closes_at = dt.datetime(2027, 12, 5, 23, 59, tzinfo=DENMARK)
    made.last_admission_on = dt.date(2028, 4, 1)
    made.save()
    return made


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (
            dt.date(2027, 10, 1),
            "Optaget til 2028/29 åbner mandag den 25. oktober kl. 9 og lukker søndag den 5. december kl. 23.59."
            " Årgangen begynder onsdag den 1. marts 2028.",
        ),
        (
            dt.date(2027, 11, 1),
            "Optaget til 2028/29 er åbent til søndag den 5. december kl. 23.59."
            " Årgangen begynder onsdag den 1. marts 2028.",
        ),
        (
            dt.date(2027, 12, 20),
            "Optaget til 2028/29 lukkede søndag den 5. december kl. 23.59."
            " Årgangen begynder onsdag den 1. marts 2028.",
        ),
        (dt.date(2028, 6, 1), "Året er i gang. Ét møde er holdt, ét er foran."),
        (dt.date(2029, 6, 1), "Året er slut. To møder blev holdt."),
    ],
)
def test_desk_says_how_far_the_year_has_come(world, planned, sign_in, monkeypatch, today, words):
    meeting(planned, world.sister, on=dt.date(2028, 5, 4))
    meeting(planned, world.sister, on=dt.date(2028, 9, 7))
    at = dt.datetime.combine(today, dt.time(12), tzinfo=DENMARK)
    monkeypatch.setattr(desk, "now", lambda: at)

    page = text(sign_in(world.sister).get("/spredning/2028/desk/"))

    assert f'<p class="lede">{words}</p>' in page
    assert "<svg" in page


@pytest.mark.parametrize(
    ("held", "ahead", "words"),
    [
        (0, 0, "Der er ikke planlagt møder endnu."),
        (0, 1, "Ét møde er foran."),
        (0, 5, "Fem møder er foran."),
        (1, 4, "Ét møde er holdt, fire er foran."),
        (2, 1, "To møder er holdt, ét er foran."),
        (5, 0, "Fem møder er holdt."),
        (12, 11, "12 møder er holdt, 11 er foran."),
    ],
)
def test_meetings_are_counted_in_words(held, ahead, words):
    with translation.override("da"):
        assert lede.meetings_so_far(held, ahead) == words


def test_desk_of_a_running_year_tells_of_the_next_intake(world, sign_in):
    page = text(sign_in(world.facilitator).get(url(world.running)))

    assert f"Optaget til {world.next.label} er åbent til" in page


# The wheel -----------------------------------------------------------------------------------------------


def test_wheel_says_in_words_what_it_draws(world, sign_in):
    today = timezone.localdate()
    meeting(
        world.running, world.facilitator, on=today + dt.timedelta(days=10), theme_da="Mellemrum", town="Vejle"
    )

    page = text(sign_in(world.facilitator).get(url(world.running)))

    assert f'<title id="wheel-title">Årshjul {world.running.label}</title>' in page
    assert "Møde 1, " in page
    assert ": Mellemrum. Optaget til" in page
    assert "Næste møde" in page
    assert "møde 1 i Vejle · om 10 dage" in page
    assert "prikkerne er møderne, gult er optaget til" in page
    assert "den røde streg er i dag" in page


def test_wheel_of_a_year_without_meetings_says_so(world, sign_in):
    assert "Ingen møder foran" in text(sign_in(world.facilitator).get(url(world.running)))


# Seats and invoices --------------------------------------------------------------------------------------


def test_picture_is_drawn_once_in_each_language(monkeypatch):
    made = []
    monkeypatch.setattr(
        drawn, "render_to_string", lambda template, context: made.append(get_language()) or ""
    )
    for language in ("da", "en", "da"):
        with translation.override(language):
            drawn.drawn("a picture of this test", seats.Seats(("free",), "1 ledig"))
    assert made == ["da", "en"]


def test_seats_are_dots_by_sector(world):
    book = Yearbook(world.next, timezone.now(), [])
    book.seated.update({"municipal": 13, "state": 1, "regional": 1})
    world.next.seats = 17

    with translation.override("da"):
        found = seats.seats(book)

    assert found.words == "13 kommunale, 1 statslig, 1 anden, 2 ledige"
    assert found.dots == ("municipal",) * 13 + ("state", "other", "free", "free")


def test_seats_of_a_taken_over_year_have_none_free(world):
    with translation.override("da"):
        assert seats.seats(reread(world.past)).words == "1 kommunal"


def test_withdrawn_member_leaves_the_seat(world):
    type(world.membership).objects.filter(pk=world.membership.pk).update(
        withdrawn_on=timezone.localdate(), withdrawn_at=timezone.now(), withdrawn_by=world.facilitator
    )

    assert reread(world.running).seated.total() == 0


def test_invoices_are_counted_by_how_they_stand(world, sign_in, monkeypatch):
    seller(world.network, by=world.finance)
    more = [membership(world.running, person(), world.facilitator) for _ in range(2)]
    first, *_ = [issue(seat, by=world.finance) for seat in (world.membership, *more)]
    pay(first, world.finance)
    today = dt.datetime.now(DENMARK) + dt.timedelta(days=40)
    monkeypatch.setattr(desk, "now", lambda: today)

    page = text(sign_in(world.facilitator).get(url(world.running)))

    assert "1 betalt · 2 forfaldne · 30.000,00 kr. faktureret" in page
    assert page.count('<span class="tag late">forfalden</span>') == 2
    assert "To fakturaer er forfaldne" in page
    assert '<span class="tag late">10 dage</span>' in page


@pytest.mark.parametrize(("net", "left"), [(500, "9.375"), (8000, "0")])
def test_desk_and_billing_agree_on_what_is_invoiced(world, sign_in, net, left):
    seller(world.network, by=world.finance)
    credit(issue(world.membership, by=world.finance), by=world.finance, net=net)
    browser = sign_in(world.facilitator)

    assert f"{left},00 kr. faktureret efter kreditering" in text(browser.get(url(world.running)))
    billing = browser.get(reverse("billing:overview", args=["innovationschefer", world.running.year]))
    assert (billing.context["bar"].invoiced, billing.context["bar"].is_credited) == (
        Decimal(left.replace(".", "")),
        True,
    )


def test_desk_without_invoices_leads_to_billing(world, sign_in):
    page = text(sign_in(world.facilitator).get(url(world.running)))

    assert "Der er ikke udstedt fakturaer for denne årgang." in page
    assert f'href="/innovationschefer/{world.running.year}/billing/"' in page


def pay(invoice, by):
    Payment.objects.create(
        invoice=invoice,
        amount=invoice.gross,
        received_on=timezone.localdate(),
        noted_at=timezone.now(),
        noted_by=by,
    )


# Queries -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 20])
def test_desk_takes_ten_queries(world, sign_in, django_assert_num_queries, count):
    seller(world.network, by=world.finance)
    browser = sign_in(world.facilitator)
    for day in range(count):
        seat = membership(world.running, person(), world.facilitator)
        issue(seat, by=world.finance)
        meeting(world.running, world.facilitator, days=day, host=seat)
        submitted(world.next, seat.person)

    with django_assert_num_queries(10):  # three of them for session, person and menu
        assert browser.get(url(world.running)).status_code == 200
