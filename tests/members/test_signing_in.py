"""The one door: an address, the code from the mail, and for some a second factor."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from members.models import Person
from tests import factories

CODE = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def closed_intake(db):
    """A network whose intake is over."""
    facilitator = factories.person()
    return factories.cohort(
        factories.network(), opens_in=-20, closes_in=-10, starts_in=5, published_by=facilitator
    )


def ask(client, email, onward=""):
    """Ask for a code, as the form on the sign-in page does."""
    return client.post(reverse("account_login"), {"email": email, "next": onward})


def code_in(mails):
    return CODE.search(mails[-1].body).group()


def signed_in(client):
    return client.session.get("_auth_user_id")


def totp_code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_code_signs_in_and_leads_onward(client, world, mailoutbox):
    asked = ask(client, "MEMBER@example.dk", "/invoices/")
    entered = client.post(asked.url, {"code": code_in(mailoutbox)})
    assert asked.url == "/accounts/login/code/?next=%2Finvoices%2F"
    assert (entered.status_code, entered.url) == (302, "/invoices/")
    assert signed_in(client) == str(world.member.pk)


def test_code_does_not_lead_to_another_site(client, world, mailoutbox):
    ask(client, "member@example.dk", "https://evil.example/")
    entered = client.post(
        reverse("account_confirm_login_code") + "?next=https://evil.example/", {"code": code_in(mailoutbox)}
    )
    assert entered.url == reverse("home")


def test_code_goes_to_the_address_as_stored(client, world, mailoutbox):
    ask(client, "Member@Example.DK")
    assert mailoutbox[0].to == ["member@example.dk"]


def test_code_that_is_wrong_lets_nobody_in(client, world, mailoutbox):
    asked = ask(client, "member@example.dk")
    answers = [client.post(asked.url, {"code": "BBBB-BBBB"}).status_code for _ in range(3)]
    assert answers == [200, 200, 302]
    client.post(asked.url, {"code": code_in(mailoutbox)})
    assert signed_in(client) is None


def test_code_can_be_sent_anew(client, world, mailoutbox):
    asked = ask(client, "member@example.dk")
    client.post(asked.url, {"action": "resend"})
    first, second = (CODE.search(mail.body).group() for mail in mailoutbox)
    assert client.post(asked.url, {"code": first}).status_code == 200
    assert client.post(asked.url, {"code": second}).url == reverse("home")


def test_code_is_mailed_in_the_language_of_the_page(client, world, mailoutbox):
    ask(client, "member@example.dk")
    english = Client()
    english.post(reverse("set_language"), {"language": "en"})
    ask(english, "member@example.dk")
    assert [re.sub(CODE, "…", mail.subject) for mail in mailoutbox] == ["Din kode: …", "Your code: …"]


def test_unknown_address_becomes_a_person_while_intake_is_open(client, world, mailoutbox):
    asked = ask(client, "new@example.dk")
    client.post(asked.url, {"code": code_in(mailoutbox)})
    assert signed_in(client) == str(Person.objects.get(email="new@example.dk").pk)


def test_unknown_address_gets_the_same_answer_and_no_mail(client, closed_intake, mailoutbox):
    known = factories.person("known@example.dk")
    answers = {}
    for email in (known.email, "new@example.dk"):
        client.logout()
        asked = ask(client, email)
        page = client.get(asked.url)
        answers[email] = asked.url, page.status_code, page.content.decode().count("<input")
    assert answers["known@example.dk"] == answers["new@example.dk"]
    assert [mail.to for mail in mailoutbox] == [["known@example.dk"]]
    assert not Person.objects.filter(email="new@example.dk").exists()


@pytest.mark.parametrize("email", ["KNOWN@Example.DK", "NEW@Example.DK"])
def test_page_of_the_code_shows_no_address_as_it_is_stored(client, closed_intake, email):
    factories.person("known@example.dk")
    page = client.get(ask(client, email).url).content.decode()
    assert (f"Hvis {email.lower()} kan logge ind her" in page, email in page) == (True, False)


def test_closed_login_gets_no_mail(client, world, mailoutbox):
    Person.objects.filter(pk=world.member.pk).update(is_active=False)
    assert ask(client, "member@example.dk").status_code == 302
    assert mailoutbox == []


@pytest.mark.parametrize("email", ["member@example.dk", "unknown@example.dk"])
def test_mail_server_that_fails_is_told_in_a_sentence(client, closed_intake, monkeypatch, email):
    factories.person("member@example.dk")

    def fail(*arguments, **options):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", fail, raising=False)
    asked = ask(client, email)
    page = client.get(asked.url)
    assert asked.url == reverse("account_login")
    assert "Vi kunne ikke sende mailen lige nu" in page.content.decode()


def test_codes_for_one_address_are_limited(client, world, mailoutbox):
    for _ in range(3):
        client.logout()
        ask(client, "member@example.dk")
    client.logout()
    refused = ask(client, "member@example.dk")
    assert (refused.status_code, len(mailoutbox)) == (200, 3)
    assert "Der er bedt om for mange koder" in refused.content.decode()


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password"])
def test_other_doors_are_walled_up(client, name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "password/change/",
        "password/set/",
        "password/reset/",
        "social/",
    ],
)
def test_other_doors_are_not_found(client, db, path):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_facilitator_without_second_factor_is_led_to_one(client, world, mailoutbox):
    asked = ask(client, "facilitator@example.dk")
    client.post(asked.url, {"code": code_in(mailoutbox)})
    led = client.get(reverse("home"))
    page = client.get(led.url).content.decode()
    assert led.url == reverse("mfa_index")
    assert "Sæt totrinslogin op, før du går videre." in page


@pytest.mark.django_db(transaction=True)
def test_second_factor_is_in_hand_once_it_is_set_up(client, world, mailoutbox):
    client.force_login(world.facilitator)
    page = client.get(reverse("mfa_activate_totp"))
    done = client.post(reverse("mfa_activate_totp"), {"code": totp_code(page.context["form"].secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert [client.get(url).status_code for url in (done.url, reverse("members:profile"))] == [200, 200]
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    assert "Der er tilsluttet en app til dit login." in mailoutbox[0].body


def test_second_factor_is_asked_for_at_the_next_sign_in(client, world, mailoutbox):
    totp = TOTP.activate(world.facilitator, "A" * 32)
    asked = ask(client, "facilitator@example.dk")
    entered = client.post(asked.url, {"code": code_in(mailoutbox)})
    assert (entered.url, signed_in(client)) == (reverse("mfa_authenticate"), None)
    client.post(entered.url, {"code": "000000"})
    assert signed_in(client) is None
    client.post(entered.url, {"code": totp_code(totp.instance.wrap().instance.data["secret"])})
    assert signed_in(client) == str(world.facilitator.pk)


def test_recovery_code_signs_in_once(client, world, mailoutbox):
    TOTP.activate(world.facilitator, "A" * 32)
    code = RecoveryCodes.activate(world.facilitator).generate_codes()[0]
    for expected in (str(world.facilitator.pk), None):
        client.logout()
        asked = ask(client, "facilitator@example.dk")
        entered = client.post(asked.url, {"code": code_in(mailoutbox)})
        client.post(entered.url, {"code": code})
        assert signed_in(client) == expected


def test_backend_knows_the_role_without_a_query(world, django_assert_num_queries):
    from members.access import needs_second_factor
    from members.signing_in import Backend

    facilitator, member = (Backend().get_user(person.pk) for person in (world.facilitator, world.member))
    with django_assert_num_queries(0):
        assert (needs_second_factor(facilitator), needs_second_factor(member)) == (True, False)


@pytest.mark.parametrize(
    ("who", "needed"),
    [
        ("facilitator", True),
        ("finance", True),
        ("superuser", True),
        ("sister", True),
        ("member", False),
        ("applicant", False),
        ("stranger", False),
    ],
)
def test_second_factor_is_needed_by_those_who_work_here(world, who, needed):
    from members.access import needs_second_factor

    assert needs_second_factor(getattr(world, who)) is needed
