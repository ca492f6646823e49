"""The pages that everybody may read."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from billing.models import VatRate
from network.views import public
from network.visitors import fragments, programme
from tests.factories import cohort, membership, network, organisation, person
from tests.meetings.factories import meeting, part, seminar

DENMARK = ZoneInfo("Europe/Copenhagen")
NOON = dt.datetime(2027, 11, 20, 12, 0, tzinfo=DENMARK)
OPENS = dt.datetime(2027, 10, 25, 9, 0, tzinfo=DENMARK)
CLOSES = dt.datetime(2027, 12, 5, 23, 59, tzinfo=DENMARK)
MICROSECOND = dt.timedelta(microseconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def set_now(monkeypatch):
    """A function that sets what the public pages take for now; nothing is kept from before."""
    cache.clear()

    def put(at):
        monkeypatch.setattr(public, "now", lambda: at)

    put(NOON)
    return put


@pytest.fixture
def facilitator():
    return person("facilitator@example.dk")


@pytest.fixture
def innovation():
    return network("innovationschefer", name_da="Netværk for innovationschefer")


def year(network, by, number, opens_at=None, closes_at=None, published=True, **fields):
    """A calendar year with this intake window."""
    made = cohort(
        network,
        starts_on=dt.date(number, 1, 1),
        opens_in=None,
        published_by=by if published else None,
        **fields,
    )
    if opens_at:
        made.opens_at, made.closes_at = opens_at, closes_at
        made.last_admission_on = dt.date(number, 6, 1)
        made.save()
    return made


def shown(path, language=None):
    """What a visitor gets who has no cookie, or has clicked for that language, as one line of text."""
    visitor = Client()
    if language:
        visitor.post(reverse("set_language"), {"language": language})
    answer = visitor.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# Intake in words -----------------------------------------------------------------------------------------


def test_network_says_that_intake_is_open_and_when_it_closes(set_now, innovation, facilitator):
    year(innovation, facilitator, 2028, OPENS, CLOSES)

    page = shown("/innovationschefer/")

    assert (
        "<b>Optaget til 2028 er åbent</b> til søndag den 5. december kl. 23.59."
        " Derefter optages først nye medlemmer om et år." in page
    )
    assert 'href="/innovationschefer/apply/"' in page


def test_network_says_when_intake_opens(set_now, innovation, facilitator):
    set_now(OPENS - MICROSECOND)
    year(innovation, facilitator, 2028, OPENS, CLOSES)

    page = shown("/innovationschefer/")

    assert (
        "<b>Optaget til 2028 åbner mandag den 25. oktober kl. 9</b>"
        " og lukker søndag den 5. december kl. 23.59." in page
    )
    assert 'href="/innovationschefer/apply/"' not in page


def test_network_says_that_intake_closed_and_that_the_next_has_no_date(set_now, innovation, facilitator):
    set_now(CLOSES)
    year(innovation, facilitator, 2028, OPENS, CLOSES)

    page = shown("/innovationschefer/")

    assert (
        "<b>Optaget til 2028 lukkede søndag den 5. december kl. 23.59.</b>"
        " Nye medlemmer optages én gang om året; det næste optag er ikke fastsat endnu." in page
    )
    assert 'href="/innovationschefer/apply/"' not in page


def test_network_names_the_planned_year_after_the_one_that_closed(set_now, innovation, facilitator):
    set_now(CLOSES)
    year(innovation, facilitator, 2028, OPENS, CLOSES)
    year(innovation, facilitator, 2029)

    assert "Hvornår optaget til 2029 åbner, er ikke fastsat endnu." in shown("/innovationschefer/")


def test_network_says_the_next_intake_rather_than_the_last(set_now, innovation, facilitator):
    year(innovation, facilitator, 2027, OPENS.replace(year=2026), CLOSES.replace(year=2026))
    year(innovation, facilitator, 2029, OPENS.replace(year=2028), CLOSES.replace(year=2028))

    page = shown("/innovationschefer/")

    assert "Optaget til 2029 åbner onsdag den 25. oktober 2028 kl. 9" in page


def test_network_says_that_a_year_without_dates_is_being_planned(set_now, innovation, facilitator):
    year(innovation, facilitator, 2028)

    page = shown("/innovationschefer/")

    assert "<b>Optaget til 2028 er ved at blive planlagt.</b> Datoen er ikke fastsat endnu." in page


def test_network_with_a_taken_over_year_only_is_closed(set_now, innovation, facilitator):
    year(innovation, facilitator, 2017, taken_over=True)

    assert "<b>Der er lukket for optag for 2017.</b>" in shown("/innovationschefer/")


def test_network_without_years_says_so(set_now, innovation):
    assert "<b>Der er endnu ikke planlagt et optag.</b>" in shown("/innovationschefer/")


@pytest.mark.parametrize(
    ("at", "is_open"),
    [(OPENS - MICROSECOND, False), (OPENS, True), (CLOSES - MICROSECOND, True), (CLOSES, False)],
)
def test_network_can_be_applied_to_to_the_second(set_now, innovation, facilitator, at, is_open):
    set_now(at)
    year(innovation, facilitator, 2028, OPENS, CLOSES)

    assert ("/innovationschefer/apply/" in shown("/innovationschefer/")) is is_open


def test_year_page_of_a_past_year_leads_to_the_open_intake(set_now, innovation, facilitator):
    year(innovation, facilitator, 2017, taken_over=True)
    year(innovation, facilitator, 2028, OPENS, CLOSES)

    page = shown("/innovationschefer/2017/")

    assert "<b>Der er lukket for optag for 2017.</b> Optaget til 2028 er åbent til søndag" in page
    assert 'href="/innovationschefer/apply/"' in page


# Price ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fee", "approximate", "words"),
    [
        (8000, False, "8.000 kr. om året <span class=\"muted small\">+ moms (i alt 10.000 kr.)</span>"),
        (8000, True, "Ca. 8.000 kr. om året <span class=\"muted small\">+ moms (i alt ca. 10.000 kr.)</span>"),
        ("8000.50", False, "8.000,50 kr. om året <span class=\"muted small\">+ moms (i alt 10.000,63 kr.)</span>"),
    ],
)  # fmt: skip
def test_price_is_said_without_and_with_vat(set_now, innovation, facilitator, fee, approximate, words):
    year(innovation, facilitator, 2028, OPENS, CLOSES, fee=fee, fee_is_approximate=approximate)

    assert words in shown("/innovationschefer/")


def test_price_uses_the_rate_in_force_when_the_term_begins(set_now, innovation, facilitator):
    VatRate.objects.create(rate=20, valid_from=dt.date(2028, 1, 1))
    year(innovation, facilitator, 2028, OPENS, CLOSES)
    year(innovation, facilitator, 2027)

    assert "i alt 9.600 kr." in shown("/innovationschefer/2028/")
    assert "i alt 10.000 kr." in shown("/innovationschefer/2027/")


def test_terms_say_what_is_covered_how_it_binds_and_how_many_seats(set_now, innovation, facilitator):
    year(innovation, facilitator, 2028, OPENS, CLOSES, seats=25)

    page = shown("/innovationschefer/2028/")

    assert "Forplejning og oplægsholdere." in page
    assert "Et år. Afbud giver ikke penge retur." in page
    assert "25 pladser" in page
    assert "1. januar 2028 til 31. december 2028" in page
    assert "Tilmeldingen er bindende for et år." in page
    assert "Du deler åbent." in page


def test_taken_over_year_offers_no_seats(set_now, innovation, facilitator):
    year(innovation, facilitator, 2017, taken_over=True)

    assert "pladser" not in shown("/innovationschefer/2017/")


# Meetings ------------------------------------------------------------------------------------------------


@pytest.fixture
def hosted(innovation, facilitator):
    """A taken-over year with a member who hosts the first meeting."""
    past = year(innovation, facilitator, 2017, taken_over=True)
    helle = person("helle@example.dk", name="Helle Vibeke")
    seat = membership(past, helle, facilitator, organisation("Furesø Kommune"))
    meeting(past, facilitator, on=dt.date(2017, 3, 9), theme_da="Paradokser", host=seat)
    return past, helle


def test_host_is_named_by_organisation_without_consent(set_now, hosted):
    page = shown("/innovationschefer/2017/")

    assert "Møde 1, torsdag den 9. marts, kl. 10–16" in page
    assert "Vært: Furesø Kommune" in page
    assert "Helle" not in page


def test_host_is_named_with_consent_and_no_longer_when_it_is_withdrawn(set_now, hosted):
    _, helle = hosted
    helle.consent_to_public_name(given=True, at=timezone.now())
    assert "Vært: Helle Vibeke, Furesø Kommune" in shown("/innovationschefer/2017/")

    helle.consent_to_public_name(given=False, at=timezone.now())
    set_now(NOON + fragments.LIFE)

    assert "Helle" not in shown("/innovationschefer/2017/")


def test_planned_meeting_has_a_provisional_date_and_needs_no_theme(innovation, facilitator):
    year = cohort(innovation, year=2031, starts_on=dt.date(2031, 8, 1))
    made = meeting(year, facilitator, on=dt.date(2031, 9, 9), theme_da="Tema følger")

    def shown():
        context = {"programme": programme.programme(year)}
        return " ".join(render_to_string("network/_meetings.html", context).split())

    with translation.override("da"):
        text = shown()
        assert "<h3>Møde 1</h3>" in text
        assert "tirsdag den 9. september 2031, kl. 10–16" in text.replace("\xa0", " ")
        assert "foreløbig dato" in text
        made.announce(by=facilitator, at=timezone.now())
        assert "foreløbig dato" not in shown()


def test_programme_shows_seminar_remark_and_a_missing_host(set_now, innovation, facilitator):
    past = year(innovation, facilitator, 2017, taken_over=True)
    meeting(past, facilitator, parts=seminar(dt.date(2017, 8, 24)), secretariat=True, town="Vejle")
    on_eve = part(dt.date(2017, 11, 20))
    meeting(past, facilitator, parts=[on_eve], remark_da="dagen før kommunalvalget")

    page = shown("/innovationschefer/2017/")

    assert "seminar, torsdag den 24. august kl. 10 til fredag den 25. august kl. 12.30" in page
    assert "Vært: COI, afholdes i Vejle" in page
    assert "mandag den 20. november, kl. 10–16 (dagen før kommunalvalget)" in page
    assert "Vært søges" in page


def test_map_shows_where_the_hosts_are_and_no_other_member(set_now, innovation, facilitator):
    past = year(innovation, facilitator, 2017, taken_over=True)
    host = membership(past, person(), facilitator, organisation("Furesø Kommune"))
    membership(past, person(), facilitator, organisation("Viborg Kommune"))
    meeting(past, facilitator, host=host)
    meeting(past, facilitator, days=60, secretariat=True, municipality="0630")

    page = shown("/innovationschefer/2017/")

    facts = page.split('<desc id="map-facts">')[1].split("</desc>")[0]
    assert sorted(facts.split(", ")) == ["Furesø (vært)", "Vejle (vært)"]
    assert "Viborg" not in page


def test_network_shows_the_year_applied_for_and_the_running_one(set_now, innovation, facilitator):
    year(innovation, facilitator, 2028, OPENS, CLOSES)
    running = year(innovation, facilitator, 2027)
    meeting(running, facilitator, on=dt.date(2027, 3, 9), theme_da="Paradokser")

    page = shown("/innovationschefer/")

    assert page.index("Møderne i 2028") < page.index("Datoerne følger.") < page.index("Møderne i 2027")
    assert "Paradokser" in page


# What is shown -------------------------------------------------------------------------------------------


def test_front_page_of_an_empty_installation_says_what_to_do(set_now):
    assert "manage.py start_network" in shown("/")


def test_front_page_lists_every_network_with_its_intake(set_now, innovation, facilitator):
    network("spredning", name_da="Spredningsnetværket")
    year(innovation, facilitator, 2028, OPENS, CLOSES)

    page = shown("/")

    assert "Optaget til 2028 er åbent" in page
    assert "Spredningsnetværket" in page


def test_network_links_its_sisters_and_earlier_years(set_now, innovation, facilitator):
    network("spredning", name_da="Spredningsnetværket")
    year(innovation, facilitator, 2017, taken_over=True)
    year(innovation, facilitator, 2028, OPENS, CLOSES)

    page = shown("/innovationschefer/")

    assert 'href="/spredning/"' in page
    assert 'href="/innovationschefer/2017/"' in page


def test_network_says_whom_to_ask(set_now):
    network("spredning", contact_name="Majken", contact_email="mmp@example.dk", contact_phone="00 00 00 00")

    page = shown("/spredning/")

    assert 'id="contact"' in page
    assert 'href="mailto:mmp@example.dk"' in page
    assert "tlf. 00 00 00 00" in page


def test_unpublished_year_is_nowhere(set_now, innovation, facilitator, sign_in):
    year(innovation, facilitator, 2028, OPENS, CLOSES, published=False)

    assert Client().get("/innovationschefer/2028/").status_code == 404
    assert sign_in(facilitator).get("/innovationschefer/2028/").status_code == 404
    assert "2028" not in shown("/innovationschefer/")
    assert "2028" not in shown("/")


@pytest.mark.parametrize(
    "path", ["/findes-ikke/", "/innovationschefer/1999/", f"/innovationschefer/{9**30}/"]
)
def test_what_does_not_exist_is_not_found(set_now, innovation, path):
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/innovationschefer/", "/innovationschefer/2028/"])
def test_public_pages_are_only_read(set_now, innovation, facilitator, path):
    year(innovation, facilitator, 2028, OPENS, CLOSES)

    assert Client().post(path).status_code == 405


def test_public_pages_speak_english(set_now, innovation, facilitator):
    year(innovation, facilitator, 2028, OPENS, CLOSES)
    shown("/innovationschefer/", "da")

    page = shown("/innovationschefer/", "en")

    assert "Intake for 2028 is open" in page
    assert "DKK 8,000 a year" in page


# What is kept for the next visitor -----------------------------------------------------------------------


def test_page_is_kept_for_the_next_visitor(set_now, innovation, facilitator, django_assert_num_queries):
    year(innovation, facilitator, 2028, OPENS, CLOSES)
    shown("/innovationschefer/")

    with django_assert_num_queries(0):
        shown("/innovationschefer/")


def test_page_is_never_kept_past_the_second_intake_closes(set_now, innovation, facilitator):
    year(innovation, facilitator, 2028, OPENS, CLOSES)
    set_now(CLOSES - dt.timedelta(seconds=1))
    assert "er åbent" in shown("/innovationschefer/")

    set_now(CLOSES - MICROSECOND)
    assert "er åbent" in shown("/innovationschefer/")
    set_now(CLOSES)

    assert "lukkede" in shown("/innovationschefer/")
    assert "lukkede" in shown("/")


def test_page_is_never_kept_past_the_second_intake_opens(set_now, innovation, facilitator):
    year(innovation, facilitator, 2028, OPENS, CLOSES)
    set_now(OPENS - MICROSECOND)
    assert "åbner" in shown("/innovationschefer/")

    set_now(OPENS)

    assert "er åbent" in shown("/innovationschefer/")


def test_page_shows_a_change_when_its_life_is_over(set_now, innovation, facilitator):
    shown("/innovationschefer/")
    innovation.headline_da = "Ny overskrift"
    innovation.save()
    set_now(NOON + fragments.LIFE)

    assert "Ny overskrift" in shown("/innovationschefer/")


def test_whoever_is_signed_in_sees_a_change_at_once(set_now, innovation, facilitator, sign_in):
    shown("/innovationschefer/")
    innovation.headline_da = "Ny overskrift"
    innovation.save()

    assert "Ny overskrift" in sign_in(facilitator).get("/innovationschefer/").content.decode()


def test_what_is_kept_holds_nothing_of_a_person(set_now, innovation, facilitator, sign_in):
    sign_in(facilitator).get("/innovationschefer/")

    answer = Client().get("/innovationschefer/")

    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert facilitator.name not in answer.content.decode()
    assert dict(answer.cookies) == {}


# Queries -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
def test_network_takes_eight_queries(set_now, innovation, facilitator, django_assert_num_queries, count):
    year(innovation, facilitator, 2028, OPENS, CLOSES)
    running = year(innovation, facilitator, 2027)
    seat = membership_of(running, facilitator)
    for day in range(count):
        meeting(running, facilitator, days=day, host=seat)

    with django_assert_num_queries(8):
        shown("/innovationschefer/")


@pytest.mark.parametrize("count", [1, 30])
def test_year_takes_five_queries(set_now, innovation, facilitator, django_assert_num_queries, count):
    running = year(innovation, facilitator, 2027)
    seat = membership_of(running, facilitator)
    for day in range(count):
        meeting(running, facilitator, days=day, host=seat)

    with django_assert_num_queries(5):
        shown("/innovationschefer/2027/")


@pytest.mark.parametrize("count", [1, 30])
def test_front_page_takes_two_queries(set_now, facilitator, django_assert_num_queries, count):
    for number in range(count):
        year(network(f"netvaerk-nummer-{number}"), facilitator, 2028, OPENS, CLOSES)

    with django_assert_num_queries(2):
        shown("/")


def membership_of(cohort, by):
    """A seat in a year whose intake was long ago."""
    cohort.opens_at, cohort.closes_at = timezone.now() - dt.timedelta(1), timezone.now() + dt.timedelta(1)
    cohort.last_admission_on = cohort.ends_on - dt.timedelta(1)
    cohort.save()
    return membership(cohort, person(), by)
