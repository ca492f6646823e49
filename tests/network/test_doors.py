"""The demonstration's doors, and that they are there in demo mode only."""

import os
import subprocess
import sys

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from django.urls import reverse

from network.models import DemoMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox():
    return get_connection("network.demo.mailbox.MailboxBackend")


def letter(**options):
    made = EmailMultiAlternatives("Emne to", "Kære Mette\n\n  AB12", to=["member@example.dk"], **options)
    made.attach_alternative("<p>Kære <b>Mette</b></p><script>alert(1)</script>", "text/html")
    made.attach("moede.ics", "BEGIN:VCALENDAR", "text/calendar")
    return made


def test_people_lists_the_leads_first_and_everybody_once(client, world):
    page = client.get(reverse("demo"))
    leads = [person.email for person, _ in page.context["leads"]]
    everybody = [*leads, *(person.email for person in page.context["others"])]
    assert leads == [
        f"{who}@example.dk" for who in ("facilitator", "finance", "member", "applicant", "stranger", "sister")
    ]
    assert sorted(everybody) == sorted(set(everybody))
    assert "former@example.dk" in everybody


@pytest.mark.parametrize("many", [1, 30])
def test_people_costs_one_query(client, db, django_assert_num_queries, many):
    from tests import factories

    for _ in range(many):
        factories.person()
    with django_assert_num_queries(1):
        client.get(reverse("demo"))


def test_login_counts_as_second_factor(client, world):
    answer = client.post(reverse("demo_login"), {"email": "Facilitator@example.dk"})
    assert answer.url == reverse("home")
    assert client.get(reverse("members:profile")).status_code == 200


@pytest.mark.parametrize(
    ("onward", "led_to"),
    [("/profile/", "/profile/"), ("https://evil.example/", "/home/"), ("//evil.example", "/home/")],
)
def test_login_leads_onward_within_the_site(client, world, onward, led_to):
    answer = client.post(reverse("demo_login"), {"email": "member@example.dk", "next": onward})
    assert answer.url == led_to


def test_login_needs_no_token(world):
    script = Client(enforce_csrf_checks=True)
    assert script.post(reverse("demo_login"), {"email": "member@example.dk"}).url == reverse("home")


def test_login_as_nobody_is_not_found(client, world):
    assert client.post(reverse("demo_login"), {"email": "nobody@example.dk"}).status_code == 404
    assert client.get(reverse("demo_login")).status_code == 405


def test_mailbox_keeps_what_was_sent(client, mailbox):
    assert mailbox.send_messages([letter(), letter(cc=["pay@example.dk"])]) == 2
    page = client.get(reverse("demo_mail"))
    assert [mail.to for mail in page.context["mails"]] == [
        "member@example.dk, pay@example.dk",
        "member@example.dk",
    ]
    assert page.context["mails"][0].subject == "Emne to"


def test_mail_shows_text_and_attachments(client, mailbox):
    mailbox.send_messages([letter()])
    page = client.get(reverse("demo_mail_one", args=[DemoMail.objects.get().pk]))
    assert page.context["text"].strip() == "Kære Mette\n\n  AB12"
    assert page.context["attachments"] == ["moede.ics"]


def test_mail_html_runs_nothing(client, mailbox):
    mailbox.send_messages([letter()])
    page = client.get(reverse("demo_mail_html", args=[DemoMail.objects.get().pk]))
    policy = page["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src 'none'" in policy


def test_doors_are_walled_up_without_demo_mode():
    """In a process of its own, because the site map is made once."""
    program = (
        "import django; django.setup()\n"
        "from django.urls import resolve, Resolver404\n"
        "for path in ['/demo/', '/demo/login/', '/demo/mail/', '/demo/mail/1/']:\n"
        "    try: found = resolve(path).url_name\n"
        "    except Resolver404: found = None\n"
        "    assert found in (None, 'network'), (path, found)\n"
    )
    environment = {**os.environ, "DEMO": "0", "DJANGO_SETTINGS_MODULE": "network.settings"}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
