"""The calendar pages: who reads what, and in how many queries."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from html5lib import HTMLParser

from tests import factories as people

from .factories import meeting, seminar

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 8, 24)
PRACTICAL = {
    "address": "KANARIE-adresse",
    "entrance": "KANARIE-indgang",
    "train": "KANARIE-tog",
    "parking": "KANARIE-bil",
    "contact_name": "KANARIE-kontakt",
    "contact_phone": "00 00 00 00",
    "food": "KANARIE-mad",
}


def at(name, cohort, **more):
    return reverse(f"meetings:{name}", kwargs={"network": cohort.network.slug, "year": cohort.year, **more})


def pages(made):
    """Every address that shows the meeting."""
    first = made.starts_at.astimezone(timezone.get_current_timezone()).date().replace(day=1)
    return [
        at("list", made.cohort),
        at("month", made.cohort, month_of=first),
        at("detail", made.cohort, number=made.number),
        at("ics", made.cohort, number=made.number),
    ]


def text(answer):
    return answer.content.decode()


@pytest.fixture
def hosted(world):
    """A seminar of 2017, hosted by its only member, with a canary in every practical detail."""
    return meeting(
        world.past, world.facilitator, parts=seminar(DAY), host=world.former_membership, town="Vejle",
        theme_da="De værdifulde mellemrum", remark_da="før valget", **PRACTICAL,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("former", 200),
        ("facilitator", 200),
        ("second_facilitator", 200),
        ("finance", 200),
        ("member", 404),
        ("applicant", 404),
        ("stranger", 404),
        ("sister", 404),
        ("sister_member", 404),
        ("superuser", 404),
    ],
)
def test_calendar_of_a_past_year_opens_to_its_own(world, hosted, sign_in, who, expected):
    visitor = sign_in(getattr(world, who))
    assert {visitor.get(url).status_code for url in pages(hosted)} == {expected}


def test_visitor_is_led_to_sign_in(hosted, client):
    answers = [client.get(url) for url in pages(hosted)]
    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"].split("?")[0] for answer in answers} == {"/accounts/login/"}


def test_annulled_member_no_longer_reads_the_calendar(world, hosted, sign_in):
    world.former_membership.annul(because="Fejl", by=world.second_facilitator, at=timezone.now())
    assert sign_in(world.former).get(at("list", world.past)).status_code == 404


def test_practical_details_are_for_members_and_facilitators(world, hosted, sign_in):
    seen = {}
    for who in ("former", "facilitator", "finance"):
        visitor = sign_in(getattr(world, who))
        seen[who] = sum(text(visitor.get(url)).count("KANARIE") for url in pages(hosted))
    # Six on the page, and the address in each of the file's three events.
    assert seen == {"former": 9, "facilitator": 9, "finance": 0}


def test_host_is_named_to_members_and_not_to_finance(world, hosted, sign_in):
    other = people.membership(world.past, people.person("other-of-2017@example.dk"), world.facilitator)
    seen = {
        who.name: world.former.name in text(sign_in(who).get(at("detail", world.past, number=1)))
        for who in (other.person, world.facilitator, world.finance)
    }
    assert seen == {other.person.name: True, world.facilitator.name: True, world.finance.name: False}


def test_detail_tells_the_parts_in_words(world, hosted, sign_in):
    page = text(sign_in(world.former).get(at("detail", world.past, number=1)))
    wanted = [
        "De værdifulde mellemrum",
        "Møde 1, seminar, torsdag den 24. august kl.\xa010 til fredag den 25. august kl.\xa012.30 (før valget)",
        "Torsdag den 24. august, kl.\xa010–18",
        "Torsdag den 24. august kl.\xa018 til fredag den 25. august kl.\xa09",
        "Fredag den 25. august, kl.\xa09–12.30",
    ]
    assert [words for words in wanted if words not in page] == []


def test_detail_draws_where_it_is(world, sign_in):
    meeting(world.past, world.facilitator, on=DAY, secretariat=True, municipality="0630")
    page = text(sign_in(world.former).get(at("detail", world.past, number=1)))
    assert "Danmarkskort med en prik ved Vejle" in page


def test_buttons_are_for_facilitators(world, hosted, sign_in):
    seen = {}
    for who in ("former", "finance", "facilitator"):
        page = text(sign_in(getattr(world, who)).get(at("detail", world.past, number=1)))
        seen[who] = [
            act for act in ("edit", "parts", "host", "cancellation", "deletion") if f"/1/{act}/" in page
        ]
    acts = ["edit", "parts", "host", "deletion"]
    assert seen == {"former": [], "finance": [], "facilitator": acts}


def test_empty_year_says_what_to_do(world, sign_in):
    page = text(sign_in(world.facilitator).get(at("list", world.past)))
    assert at("new", world.past) in page
    page = text(sign_in(world.former).get(at("list", world.past)))
    assert "De står her, så snart facilitatoren har planlagt dem." in page
    assert at("new", world.past) not in page


def test_list_is_summed_up(world, sign_in):
    meeting(world.running, world.facilitator, days=3)
    meeting(world.running, world.facilitator, days=200)
    off = meeting(world.running, world.facilitator, days=150)
    off.cancel(by=world.facilitator, at=timezone.now())
    page = " ".join(text(sign_in(world.member).get(at("list", world.running))).split())
    assert "To møder, heraf er ét overstået. Det næste er" in page
    assert page.count('class="tag late">aflyst') == 1


def test_meeting_without_a_day_is_shown(world, sign_in):
    meeting(world.running, world.facilitator, parts=[])
    visitor = sign_in(world.member)
    assert "dato følger" in text(visitor.get(at("list", world.running)))
    assert "Møde 1, dato følger" in text(visitor.get(at("detail", world.running, number=1)))
    assert visitor.get(at("ics", world.running, number=1)).status_code == 404


def test_month_is_a_table_of_weeks(world, hosted, sign_in):
    answer = sign_in(world.former).get(at("month", world.past, month_of=dt.date(2017, 8, 1)))
    table = HTMLParser(strict=False, namespaceHTMLElements=False).parse(text(answer)).find(".//table")
    rows = table.findall("./tbody/tr")
    assert ["".join(row.find("th").itertext()).strip() for row in rows] == [f"Uge {n}" for n in range(31, 36)]
    assert ["".join(head.itertext()).strip() for head in table.findall("./thead/tr/th")] == [
        "Uge", "man", "tir", "ons", "tor", "fre", "lør", "søn",
    ]  # fmt: skip
    busy = [
        " ".join("".join(cell.itertext()).split()) for cell in table.iter("td") if cell.find("a") is not None
    ]
    assert busy == [
        "24.Torsdag den 24. august Møde 1, fra kl. 10 De værdifulde mellemrum",
        "25.Fredag den 25. august Møde 1, til kl. 12.30 De værdifulde mellemrum",
    ]


@pytest.mark.parametrize("month", ["2016-12", "2018-01", "2017-13", "2017-00", "0001-01", "9999-12"])
def test_month_outside_the_term_is_not_found(world, sign_in, month):
    assert sign_in(world.former).get(f"{at('list', world.past)}month/{month}/").status_code == 404


@pytest.mark.parametrize(
    ("month", "ways"), [(1, ["2017-02"]), (6, ["2017-05", "2017-07"]), (12, ["2017-11"])]
)
def test_month_leads_to_its_neighbours_in_the_term(world, sign_in, month, ways):
    page = text(sign_in(world.former).get(at("month", world.past, month_of=dt.date(2017, month, 1))))
    assert re.findall(r'rel="(?:prev|next)" href="[^"]*/month/([0-9-]+)/"', page) == ways


def test_calendar_file_is_an_attachment(world, hosted, sign_in):
    answer = sign_in(world.former).get(at("ics", world.past, number=1))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="innovationschefer-2017-moede-1.ics"'
    assert answer.content.count(b"BEGIN:VEVENT") == 3


@pytest.mark.parametrize("number", [2, 0, 99999999999999999999])
def test_meeting_that_does_not_exist_is_not_found(world, hosted, sign_in, number):
    assert sign_in(world.former).get(at("detail", world.past, number=number)).status_code == 404


def test_meeting_is_found_in_its_own_year_only(world, hosted, sign_in):
    assert sign_in(world.facilitator).get(at("detail", world.running, number=1)).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("name", "who", "queries"),
    [
        ("list", "former", 8),
        ("list", "facilitator", 8),
        ("month", "former", 8),
        ("detail", "former", 10),
        ("detail", "facilitator", 9),
        ("ics", "former", 6),
    ],
)
def test_pages_take_a_constant_number_of_queries(
    world, sign_in, django_assert_num_queries, count, name, who, queries
):
    for day in range(count):
        made = meeting(world.past, world.facilitator, days=day, host=world.former_membership)
        if 0 < day < 20:
            people.membership(world.past, people.person(), world.facilitator)
    made.hold(by=world.facilitator, at=timezone.now())
    more = {"list": {}, "month": {"month_of": dt.date(2017, 1, 1)}}.get(name, {"number": made.number})
    visitor = sign_in(getattr(world, who))
    with django_assert_num_queries(queries):
        assert visitor.get(at(name, world.past, **more)).status_code == 200
