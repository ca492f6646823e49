"""A thousand posts of what nobody would send, to every form that the site shows: each is answered in words, none by an error.

The forms are those that the pages of the table of routes hold, as the person sees them who may press them; what is posted
keeps some of their fields, leaves some out, and fills others with what has broken programs before. `POSTS=20000 bin/test
tests/test_random_posts.py` tries more.
"""

import os
import random
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from .scene import PEOPLE
from .test_routes import FORGEABLE, ROWS, browser_of, browsers, scene  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
POSTS, TURNS = int(os.environ.get("POSTS", "1000")), 4
# Signing in is allauth's own, and counts how often one tries.
LEFT_OUT = ("account_", "mfa_", "set_language", "demo")
NOT_OURS = ("/accounts/", "/i18n/", "/demo/")
# As many as may see a page are too many: these do most, and two of them show most of its forms.
PRESSERS, MOST = ("facilitator", "applicant", "member", "colleague", "finance", "sister", "visitor"), 2
# Shown again with what is wrong, or done, or gone: nothing that tells of an error.
ANSWERED = {200, 302, 303, 404}
TEXTS = [
    "", " ", "x", "0", "-1", "1", "7", "99999999999999999999", "1e400", "NaN", "8.5", "8.000,00", "-8.000", "\0", "a\0b", "\r\n\r\n",
    "\t", "'", "'; DROP TABLE members_person; --", "<script>alert(1)</script>", "{{ 7*7 }}", "{% now 'Y' %}", "$link", "${", "$", "$$",
    "%s", "%(x)s", "../../../etc/passwd", "=HYPERLINK(\"//x\")", "æøåÆØÅ", "\u202etxet", "\ufeff", "\ud83d\udc7e".encode("utf-16", "surrogatepass").decode("utf-16"),
    "é" * 300, "x" * 20_001, "2027-02-29", "2027-02-30", "0001-01-01", "9999-12-31", "29/2-2027", "2026-03-29", "02.30", "25.00", "9.30",
    "2026-10-25", "on", "off", "true", "None", "null", "[]", "[1,2]", "admit", "wait", "decline", "coming", "up", "1,2,3", "en", "da",
    "a@b", "nobody@example.dk", "member@example.dk", "a@example.dk\nBcc: b@example.dk", "99000015", "9520000000004", "0" * 13,
    "00000000-0000-0000-0000-000000000000", "http://example.dk/", "javascript:alert(1)", "//example.dk", "\U0001f9ea", "\u2028",
]  # fmt: skip
FILES = [
    b"", b"\0" * 50, b"%PDF-1.7", b"PK\x03\x04broken", b"navn;e-mail;organisation\nA;a@example.dk;Vejle Kommune\n",
    "navn;e-mail;organisation\nÆ;æ@example.dk;=1+1\n".encode("cp1252"), b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>",
    b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><BkToCstmrStmt/></Document>", b"\xff\xfe\x00\xd8", b"Dato;Tekst;Beloeb\n1;2;3\n",
]  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A form on a page, and who may press it; each field with what it offers."""

    person: str
    action: str
    fields: tuple[tuple[str, str, tuple[str, ...]], ...]  # name, kind, values


def forms_on(page, person, url):
    """The forms of a page that post."""
    if not page.strip():
        return
    document = html.document_fromstring(page)
    document.make_links_absolute(f"http://testserver{url}")
    for form in document.forms:
        action = (form.action or f"http://testserver{url}").removeprefix("http://testserver")
        if form.method == "POST" and action.startswith("/") and not action.startswith(NOT_OURS):
            yield Form(person, action.partition("#")[0], tuple(fields_of(form)))


def fields_of(form):
    """The fields that a browser would send, its buttons among them."""
    for field in form.iter("input", "select", "textarea", "button"):
        name = field.get("name")
        if name and name != "csrfmiddlewaretoken":
            options = [option.get("value") or "" for option in field.iter("option")]
            own = field.text if field.tag == "textarea" else field.get("value")
            yield name, field.get("type") or field.tag, tuple(options or [own or ""])


@pytest.fixture(scope="module")
def forms(scene, browsers, django_db_blocker):  # noqa: F811 - fixtures
    """Every form that somebody can press, and every address that takes a post without one."""
    found = set()
    with django_db_blocker.unblock(), transaction.atomic():
        for name, row in ROWS.items():
            if name.startswith(LEFT_OUT):
                continue
            url = reverse(name, kwargs=row.at(scene))
            for person in [who for who in PRESSERS if who in (row.get or ())][:MOST]:
                answer = browser_of(browsers, person).get(url)
                if answer["Content-Type"].startswith("text/html"):
                    found |= set(forms_on(answer.content.decode(), person, url))
            if row.post and name not in FORGEABLE:
                person = next(who for who in PEOPLE if who in row.post)
                named = tuple((key, "text", (str(value),)) for key, value in row.data(scene).items())
                found.add(Form(person, url, named))
        transaction.set_rollback(True)
    return sorted(found, key=repr)


def filled(form, dice):
    """What is posted: of each field its own value, nothing, or something strange."""
    data = {}
    for name, kind, values in form.fields:
        way = dice.random()
        if way < 0.15:
            continue
        if kind == "file":
            data[name] = SimpleUploadedFile(
                dice.choice(["x.csv", "x.xlsx", "x.pdf", "..\\x"]), dice.choice(FILES)
            )
        elif way < 0.55:
            data[name] = dice.choice(values)
        else:
            data[name] = dice.choice(TEXTS)
    if dice.random() < 0.2:
        data[dice.choice(["year", "seen", "next", "page", "pk", "key", "message", "items-TOTAL_FORMS"])] = (
            dice.choice(TEXTS)
        )
    return data


def holds_nul(data):
    """Whether somebody posts what no browser can: that is refused before anything else is asked (a page of its own)."""
    return any("\0" in value for value in data.values() if isinstance(value, str))


def test_forms_are_found_for_everybody_who_presses_some(forms):
    assert {form.person for form in forms} >= {
        "visitor",
        "applicant",
        "member",
        "facilitator",
        "sister",
        "finance",
    }
    assert len({form.action for form in forms}) > 100


@pytest.mark.parametrize("turn", range(TURNS))
def test_random_posts_are_answered_without_an_error(turn, forms, scene, browsers):  # noqa: F811 - fixtures
    browser = Client(raise_request_exception=False)
    dice, wrong = random.Random(turn), []  # noqa: S311 - the same posts each time
    for number in range(POSTS // TURNS):
        form = forms[(turn + TURNS * number) % len(forms)] if number < len(forms) else dice.choice(forms)
        data, headers = filled(form, dice), {"HX-Request": "true"} if dice.random() < 0.2 else {}
        browser.cookies.clear()
        browser.cookies.load(browsers[form.person])
        savepoint = transaction.savepoint()
        answer = browser.post(form.action, data, headers=headers)
        transaction.savepoint_rollback(savepoint)
        if answer.status_code not in ANSWERED | ({400} if holds_nul(data) else set()):
            wrong.append(
                (
                    answer.status_code,
                    form.person,
                    form.action,
                    data,
                    repr(answer.exc_info and answer.exc_info[1]),
                )
            )
    assert wrong == []
