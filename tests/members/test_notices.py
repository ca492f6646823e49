""" "Tell me when intake opens": one address once, confirmed by mail, told once, then erased."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from members import notices
from members.letters import Address, post
from members.models import Letter, Notice
from members.models.notices import digest
from members.tasks.letters import send_letters
from members.tasks.notices import tell_open_intake
from tests import factories
from tests.sql import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def ahead(world):
    """A network whose intake opens in ten days."""
    network = factories.network("kommende", name_da="Det kommende netværk")
    factories.role(network, world.facilitator)
    factories.cohort(network, opens_in=10, closes_in=30, published_by=world.facilitator)
    return network


@pytest.fixture
def page(ahead):
    return reverse("members:notify", args=[ahead.slug])


def asked(network, email="anna@example.dk", at=None, **facts):
    """The token of an address that has just asked."""
    facts.setdefault("language", "da")
    return Notice.objects.ask(network, email=email, at=at or timezone.now(), **facts)


def confirmed(network, email="anna@example.dk"):
    token = asked(network, email)
    Notice.objects.get(link_digest=digest(token)).confirm(at=timezone.now())
    return token


def link_in(letter):
    return re.search(r"https?://[^/]+(/\S+/notify/\S+/)", letter)[1]


def opens(network):
    return network.cohorts.get().opens_at


def test_visitor_asks_confirms_and_is_told_once(client, page, ahead, set_clock):
    answer = client.post(page, {"email": "Anna@example.dk", "language": "da"})
    assert answer["Location"] == reverse("members:notice_asked", args=[ahead.slug])
    send_letters()
    [asking] = mail.outbox
    url = link_in(asking.body)
    assert (asking.to, "Ja, giv mig besked" in client.get(url).text) == (["Anna@example.dk"], True)
    client.post(f"{url}confirmation/")
    assert "Du står på listen" in client.get(url).text
    tell_open_intake()
    assert (Notice.objects.confirmed().count(), len(mail.outbox)) == (1, 1)

    set_clock(opens(ahead))
    tell_open_intake()
    tell_open_intake()
    send_letters()
    assert [sent.to for sent in mail.outbox] == [["Anna@example.dk"]] * 2
    assert "/kommende/apply/" in mail.outbox[1].body
    assert (Notice.objects.exists(), Letter.objects.exists()) == (False, False)


def test_opening_the_link_changes_nothing(client, ahead):
    token = asked(ahead)
    client.get(reverse("members:notice", args=[ahead.slug, token]))
    assert not Notice.objects.confirmed().exists()
    refused = client.get(reverse("members:notice_confirmation", args=[ahead.slug, token]))
    assert (refused.status_code, Notice.objects.confirmed().exists()) == (405, False)


def test_answer_is_the_same_for_an_address_that_is_known(client, page, ahead):
    confirmed(ahead, "known@example.dk")
    answers = [
        client.post(page, {"email": f"{who}@example.dk", "language": "da"}) for who in ("known", "new")
    ]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert list(Letter.objects.values_list("to_email", flat=True)) == ["new@example.dk"]


def test_asking_again_gives_a_new_link_until_one_is_confirmed(ahead):
    first, second = asked(ahead), asked(ahead, "ANNA@example.dk")
    known = [Notice.objects.known_by(token, timezone.now()).exists() for token in (first, second)]
    assert known == [False, True]
    Notice.objects.get().confirm(at=timezone.now())
    assert (asked(ahead), Notice.objects.count()) == (None, 1)


def test_only_a_digest_of_the_token_is_kept(ahead):
    token = asked(ahead)
    assert (len(token), token in str(Notice.objects.values())) == (43, False)


def test_unconfirmed_addresses_are_erased_after_seven_days(ahead, client, set_clock):
    now = timezone.now()
    token = asked(ahead, at=now)
    confirmed(ahead, "other@example.dk")
    set_clock(now + dt.timedelta(days=7, seconds=-1))
    tell_open_intake()
    assert Notice.objects.count() == 2
    set_clock(now + dt.timedelta(days=7))
    gone = client.get(reverse("members:notice", args=[ahead.slug, token]))
    assert (gone.status_code, "Linket virker ikke længere" in gone.text) == (404, True)
    assert "ikke blev bekræftet inden for 7 dage" in gone.text
    tell_open_intake()
    assert [notice.email for notice in Notice.objects.all()] == ["other@example.dk"]


def test_address_is_taken_back(client, ahead):
    token = confirmed(ahead)
    client.post(reverse("members:notice_removal", args=[ahead.slug, token]))
    assert not Notice.objects.exists()


def test_token_of_one_network_opens_nothing_in_another(client, ahead, world):
    token = asked(ahead)
    other = reverse("members:notice_removal", args=[world.sister_network.slug, token])
    assert (client.post(other).status_code, Notice.objects.count()) == (404, 1)


def test_while_intake_is_open_one_applies(client, world):
    page = reverse("members:notify", args=[world.network.slug])
    apply = reverse("members:apply", args=[world.network.slug])
    answers = [client.get(page), client.post(page, {"email": "a@example.dk", "language": "da"})]
    assert ([answer["Location"] for answer in answers], Notice.objects.exists()) == ([apply, apply], False)


def test_confirming_when_intake_has_opened_leads_to_applying(client, world):
    token = asked(world.network)
    answer = client.post(reverse("members:notice_confirmation", args=[world.network.slug, token]))
    assert answer["Location"] == reverse("members:apply", args=[world.network.slug])
    assert (Notice.objects.exists(), Letter.objects.filter(kind="members/intake_open").exists()) == (
        False,
        False,
    )


def test_nobody_is_told_before_one_can_apply(world):
    """A year that nobody sees, or whose fee is not exact, takes no applications."""
    for number, facts in enumerate([{"published_by": None}, {"fee_is_approximate": True}]):
        network = factories.network(f"lukket-{number}")
        factories.cohort(network, **{"published_by": world.facilitator, **facts})
        confirmed(network)
    tell_open_intake()
    assert (Notice.objects.count(), Letter.objects.filter(kind="members/intake_open").count()) == (2, 0)


def test_showing_an_open_year_wakes_the_sweep(world, monkeypatch):
    woken = []
    monkeypatch.setattr("members.models.years.cohort.wake", woken.append)
    year = factories.cohort(factories.network())
    year.publish(by=world.facilitator, at=timezone.now())
    assert woken == ["members.tell_open_intake"]


def test_each_is_told_in_the_language_chosen(ahead, set_clock):
    token = asked(ahead, language="en")
    Notice.objects.get(link_digest=digest(token)).confirm(at=timezone.now())
    set_clock(opens(ahead))
    tell_open_intake()
    assert Letter.objects.get().subject.startswith("You can now apply")


def test_an_empty_or_wrong_address_is_told_at_the_field(client, page):
    assert "Skriv din e-mailadresse" in client.post(page, {"email": "", "language": "da"}).text
    wrong = client.post(page, {"email": "anna@", "language": "da"})
    assert ('value="anna@"' in wrong.text, 'class="error-summary"' in wrong.text) == (True, True)


def test_asking_is_limited_as_the_sign_in_is(client, page):
    answers = [client.post(page, {"email": "a@example.dk", "language": "da"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "Det var mange forsøg. Vent nogle minutter" in answers[3].text


def test_facilitator_sees_a_number_and_no_address(ahead, world, sign_in):
    confirmed(ahead)
    asked(ahead, "unconfirmed@example.dk")
    notices.ask(ahead, email="third@example.dk", language="da", at=timezone.now())
    browser = sign_in(world.facilitator)
    settings = browser.get(reverse("members:network_settings", args=[ahead.slug])).text
    outbox = browser.get(reverse("members:letters", args=[ahead.slug])).text
    desk = browser.get(reverse("desk", args=[ahead.slug, ahead.cohorts.get().year])).text
    assert ("1 person har bedt om besked" in settings, "<b>1</b>" in desk) == (True, True)
    assert not [text for text in (settings, outbox, desk) if "anna@" in text or "third@" in text]


@pytest.mark.parametrize("fails", [False, True])
def test_fleeting_letter_is_erased_when_its_work_is_done(ahead, fails):
    letter = post(
        "members/notice_asked", Address("a@example.dk"), about="x", at=timezone.now(), network=ahead,
        context={"token": "t"}, is_fleeting=True,
    )  # fmt: skip
    if fails:
        letter.note_failed("no such address", at=timezone.now(), for_good=True)
    else:
        letter.note_sent(at=timezone.now())
    assert not Letter.objects.exists()


def test_fleeting_letter_is_kept_while_it_is_tried_again(ahead):
    notices.ask(ahead, email="a@example.dk", language="da", at=timezone.now())
    Letter.objects.get().note_failed("busy", at=timezone.now())
    assert Letter.objects.get().attempts == 1


INSERT = (
    "INSERT INTO members_notice (network_id, email, language, link_digest, asked_at) "
    "VALUES (%(network)s, %(email)s, %(language)s, %(digest)s, now())"
)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"email": "ANNA@example.dk"}, "notice_once"),
        ({"digest": digest("taken")}, "notice_token_once"),
        ({"digest": "a plain token"}, "notice_keeps_no_token"),
        ({"language": "de"}, "notice_language_known"),
        ({}, ""),
    ],
)
def test_database_refuses(ahead, facts, constraint):
    Notice.objects.create(
        network=ahead, email="anna@example.dk", link_digest=digest("taken"), asked_at=timezone.now()
    )
    given = {"network": ahead.pk, "email": "new@example.dk", "language": "da", "digest": digest("new")}
    assert refused_by(INSERT, **{**given, **facts}) == constraint
