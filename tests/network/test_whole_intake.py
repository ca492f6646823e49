"""A whole intake as its facilitator goes through it: real links, real forms, every click, choice and text counted.

From "Make a new year" to "announced" for 60 applicants and 25 seats; the aim is at most 200 actions, none of them twice.
"""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from members.clock import database_now
from members.models import Application, Cohort, Letter, Membership
from members.rules import State
from tests import factories

pytestmark = pytest.mark.django_db
APPLICANTS, SEATS, WAIT = 60, 25, 20
HOUR = dt.timedelta(hours=1)


class Walk:
    """Somebody who reads one page after another and can do what stands there, and nothing else."""

    def __init__(self, browser, url):
        self.browser, self.actions, self.typed = browser, [], []
        self.arrive(browser.get(url))

    def arrive(self, answer):
        """Read the page one has come to, by way of whatever leads there."""
        while answer.status_code in (301, 302, 303):
            answer = self.browser.get(answer.url.partition("#")[0])
        assert answer.status_code == 200
        self.url, self.page = (
            answer.wsgi_request.get_full_path(),
            html.document_fromstring(answer.content.decode()),
        )

    def act(self, what, on):
        self.actions.append((self.url, what, on))

    def follow(self, words):
        """Click the first link with these words."""
        link = next(link for link in self.page.iter("a") if words in said(link))
        self.act("click", words)
        self.arrive(self.browser.get(link.get("href").partition("#")[0]))

    def press(self, words, choose=None, write=None):
        """Choose and write what is given, and press the first button with these words; the rest stays as proposed."""
        button = next(button for button in self.page.iter("button") if said(button).startswith(words))
        form = next(button.iterancestors("form"))
        data = dict(form.form_values())
        for way, given in (("choose", choose or {}), ("write", write or {})):
            for name, value in given.items():
                assert name in form.fields, f"{name} is not on the form"
                self.act(way, name)
                data[name] = value
        self.typed += (write or {}).values()
        self.act("press", words)
        if button.get("name"):
            data[button.get("name")] = button.get("value")
        self.arrive(self.browser.post(form.get("action") or self.url, data))

    def options(self, name):
        """What can be chosen in that field."""
        return [
            one.get("value")
            for one in self.page.xpath(f"//select[@name='{name}']/option")
            if one.get("value")
        ]


def said(element):
    return " ".join(element.text_content().split())


def prepare_the_year(walk):
    """The year as it is proposed, looked at and shown to everybody."""
    walk.follow("Opret en ny årgang")
    walk.press("Opret årgangen")
    walk.press("Offentliggør årgangen")


def judge(walk):
    """Every application is opened once, decided by one press, and leads to the next."""
    walk.follow("Ansøger 00")
    for _ in range(SEATS):
        walk.press("Optag")
    for _ in range(WAIT):
        walk.press("Sæt på venteliste")
    walk.press("Giv afslag", write={"reason": "Uden for målgruppen."})
    for _ in range(APPLICANTS - SEATS - WAIT - 1):
        walk.press("Giv afslag", choose={"earlier": walk.options("earlier")[0]})


def test_intake_of_60_applicants_and_25_seats_takes_few_actions(world, sign_in, set_clock):
    walk = Walk(sign_in(world.sister), reverse("members:network_settings", args=["spredning"]))
    prepare_the_year(walk)
    year = Cohort.objects.get(
        network=world.sister_network, published_at__isnull=False, starts_on__gt=world.sister_year.starts_on
    )
    set_clock(year.opens_at + HOUR)
    for number in range(APPLICANTS):
        factories.submitted(year, factories.person(name=f"Ansøger {number:02}"), world.employer)
    set_clock(year.closes_at + HOUR)

    walk.arrive(walk.browser.get(reverse("desk", args=["spredning", year.year])))
    walk.follow("Tag stilling til")
    judge(walk)
    walk.follow("Se igennem, og meddel")
    walk.press("Meddel alle")

    outcomes = {state: Application.objects.filter(cohort=year, state=state).count() for state in State}
    assert {state: count for state, count in outcomes.items() if count} == {
        State.ADMITTED: SEATS, State.WAITING: WAIT, State.DECLINED: APPLICANTS - SEATS - WAIT,
    }  # fmt: skip
    assert Membership.objects.filter(cohort=year).count() == SEATS
    assert (
        Letter.objects.filter(network=world.sister_network, written_at__gte=database_now() - HOUR).count()
        == APPLICANTS
    )
    assert len(set(walk.actions)) == len(walk.actions)
    assert len(set(walk.typed)) == len(walk.typed)
    assert len(walk.actions) == 82
