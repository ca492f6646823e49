"""The wish to be erased: at once where nothing must be kept, else when its period ends."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from billing.models import issue
from members.letters import post
from members.models import Application, Decision, Erasure, Letter, Notice, Person, Tally
from members.rules import Outcome
from members.tasks.keeping import end_data
from network.tasks.keeping import end_people
from tests import factories
from tests.billing.factories import seller

from .test_end_people import midnight_after

pytestmark = pytest.mark.django_db


def ask(browser, **data):
    return browser.post(reverse("erasure"), {"understood": "on", **data})


def farewell():
    return Letter.objects.get(kind="members/erased")


def test_login_with_nothing_else_is_erased_at_once(world, sign_in):
    browser = sign_in(world.stranger)
    answer = ask(browser)
    assert answer["Location"] == reverse("networks")
    assert not Person.objects.filter(pk=world.stranger.pk).exists()
    assert browser.get(reverse("home")).status_code == 302
    assert (farewell().to_email, farewell().person, farewell().network) == ("stranger@example.dk", None, None)
    assert "Der er ikke gemt noget om dig." in farewell().text


def test_last_letter_is_gone_as_soon_as_it_has_left(world, sign_in):
    ask(sign_in(world.stranger))
    end_data()
    assert farewell().to_email == "stranger@example.dk"
    farewell().note_sent(at=timezone.now())
    assert Letter.objects.filter(to_email="stranger@example.dk").count() == 0


def test_applicant_with_a_draft_is_erased_at_once(world, sign_in):
    factories.draft(world.next, world.stranger)
    ask(sign_in(world.stranger))
    assert not Application.objects.filter(person=world.stranger.pk).exists()
    assert not Person.objects.filter(pk=world.stranger.pk).exists()


def test_undecided_application_is_withdrawn_and_erased(world, sign_in):
    factories.prepared(world.application, world.facilitator)
    ask(sign_in(world.applicant))
    assert not Person.objects.filter(pk=world.applicant.pk).exists()
    assert (Tally.objects.get().state, Decision.objects.filter(application=world.application.pk).count()) == (
        "withdrawn", 0,
    )  # fmt: skip
    noted = set(Erasure.objects.values_list("network__slug", "kind", "because"))
    assert noted == {("innovationschefer", "application", "asked"), (None, "login", "asked")}


def test_page_says_that_the_application_is_withdrawn_first(world, sign_in):
    assert "som først trækkes tilbage" in sign_in(world.applicant).get(reverse("own_data")).content.decode()


def test_declined_applicant_is_erased_and_counted(world, sign_in):
    application = factories.submitted(world.next, world.stranger, world.employer)
    factories.prepared(application, world.facilitator, Outcome.DECLINE).announce(
        by=world.facilitator, at=timezone.now()
    )
    ask(sign_in(world.stranger))
    assert not Application.objects.filter(pk=application.pk).exists()
    assert Tally.objects.get().state == "declined"


def test_member_of_this_year_is_noted_and_keeps_the_seat(world, sign_in):
    world.member.describe(title="Chef", phone="11 11 11 11", name_public_at=timezone.now())
    browser = sign_in(world.member)
    answer = ask(browser)
    world.member.refresh_from_db()
    assert answer["Location"] == reverse("own_data")
    assert (world.member.title, world.member.phone, world.member.name_public_at) == ("", "", None)
    assert (world.member.erasure_asked_at is not None, world.member.is_active) == (True, True)
    letter = Letter.objects.get(kind="members/erasure_noted")
    assert "Dit medlemskab af" in letter.text
    assert "til 31. december" in letter.text
    assert browser.get(reverse("home")).status_code == 200


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_wish_to_be_told_of_an_intake_goes_at_once(world, sign_in, who):
    person = getattr(world, who)
    Notice.objects.ask(world.network, email=person.email.upper(), language="da", at=timezone.now())
    Notice.objects.ask(world.network, email="else@example.dk", language="da", at=timezone.now())
    ask(sign_in(person))
    assert [notice.email for notice in Notice.objects.all()] == ["else@example.dk"]


def test_member_who_asked_is_erased_when_the_term_is_over(world, sign_in, set_clock):
    seller(world.network, by=world.finance)
    invoice = issue(world.membership, by=world.finance)
    ask(sign_in(world.member))
    set_clock(midnight_after(world.membership.ends_on).replace(hour=0) - timezone.timedelta(seconds=1))
    end_people()
    assert Person.objects.filter(email="member@example.dk").exists()
    set_clock(midnight_after(world.membership.ends_on))
    end_people()
    gone = Person.objects.get(pk=world.member.pk)
    assert (gone.name, gone.is_active, gone.erased_at is None) == ("", False, False)
    world.membership.refresh_from_db()
    assert world.membership.agreed_name == "Mette Medlem"  # the accounts go by it
    assert f"Faktura {invoice.number}" in farewell().text
    set_clock(midnight_after(invoice.keep_until))


def test_draft_begun_after_the_wish_goes_with_its_person(world, sign_in, set_clock):
    seller(world.network, by=world.finance)
    issue(world.membership, by=world.finance)
    ask(sign_in(world.member))
    factories.draft(world.next, world.member)
    set_clock(midnight_after(world.membership.ends_on))
    Session.objects.update(expire_date=midnight_after(world.membership.ends_on) + timezone.timedelta(days=1))
    end_people()
    assert not Person.objects.filter(email="member@example.dk").exists()
    assert not Application.objects.own(world.member).filter(cohort=world.next).exists()
    assert Session.objects.count() == 0


def test_member_whose_invoice_is_still_to_come_waits_for_it(world, sign_in, set_clock):
    ask(sign_in(world.member))
    set_clock(midnight_after(world.membership.ends_on))
    end_people()
    assert Person.objects.filter(email="member@example.dk").exists()


def test_member_of_an_old_year_goes_the_next_night(world, sign_in):
    """The seat of 2017 was entered just now: its accounts are kept, the login is not."""
    type(world.former_membership).objects.filter(pk=world.former_membership.pk).update(billed_elsewhere=True)
    ask(sign_in(world.former))
    end_people()
    gone = Person.objects.get(pk=world.former.pk)
    world.former_membership.refresh_from_db()
    assert (str(gone), world.former_membership.agreed_name) == ("Slettet person", "Frode Før")


@pytest.mark.parametrize("who", ["facilitator", "finance", "superuser", "sister"])
def test_whoever_has_a_role_hands_it_over_first(world, sign_in, who):
    person = getattr(world, who)
    browser = sign_in(person)
    answer = ask(browser)
    assert answer.status_code == 200
    assert Person.objects.filter(pk=person.pk, erasure_asked_at=None).exists()
    words = "Få den taget tilbage først" if who == "superuser" else "Giv først rollen til en anden"
    assert words in answer.content.decode()
    assert "Slet mig" not in browser.get(reverse("own_data")).content.decode()


def test_former_facilitator_is_erased_and_what_was_decided_stays(world, sign_in):
    world.network.roles.get(person=world.facilitator).take_back(by=world.second_facilitator)
    ask(sign_in(world.facilitator))
    world.membership.refresh_from_db()
    assert str(world.membership.admitted_by) == "Slettet person"
    assert Person.objects.get(pk=world.facilitator.pk).is_active is False


def test_wish_without_a_tick_is_refused_in_words(world, sign_in):
    answer = sign_in(world.stranger).post(reverse("erasure"), {})
    assert "Sæt kryds, hvis du vil slettes." in answer.content.decode()
    assert Person.objects.filter(pk=world.stranger.pk).exists()


def test_other_browsers_are_signed_out(world, sign_in):
    other, own = sign_in(world.stranger), sign_in(world.stranger)
    bystander = sign_in(world.member)
    ask(own)
    assert other.get(reverse("home")).status_code == 302
    assert bystander.get(reverse("home")).status_code == 200
    left = [session.get_decoded().get("_auth_user_id") for session in Session.objects.all()]
    assert str(world.stranger.pk) not in left


def test_asking_twice_is_asking_once(world, sign_in):
    browser = sign_in(world.member)
    ask(browser)
    first = Person.objects.get(pk=world.member.pk).erasure_asked_at
    ask(browser)
    assert Person.objects.get(pk=world.member.pk).erasure_asked_at == first
    assert Letter.objects.filter(kind="members/erasure_noted").count() == 1


# What the facilitator sees -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 30])
def test_log_costs_the_same_for_1_and_30_rows(world, sign_in, django_assert_num_queries, rows):
    for _ in range(rows):
        Erasure.objects.note("draft", {world.network.pk: 1}, at=timezone.now())
    browser = sign_in(world.facilitator)
    with django_assert_num_queries(19):
        answer = browser.get(reverse("erasures", args=[world.network.slug]))
    assert len(answer.context["page"].object_list) == rows


def test_log_shows_the_own_network_only_and_no_names(world, sign_in):
    Erasure.objects.note(
        "application", {world.network.pk: 3, world.sister_network.pk: 7, None: 9}, at=timezone.now()
    )
    text = sign_in(world.facilitator).get(reverse("erasures", args=[world.network.slug])).content.decode()
    assert "Ansøgninger: 3" in text
    assert "Ansøgninger: 7" not in text
    assert "Ansøgninger: 9" not in text
    assert "Mette Medlem" not in text


def test_log_says_what_ends_next_and_what_is_counted(world, sign_in):
    application = factories.submitted(world.next, world.stranger, world.employer)
    Tally.objects.add(application)
    answer = sign_in(world.facilitator).get(reverse("erasures", args=[world.network.slug]))
    assert [row.words for row in answer.context["due"]] != []
    assert [tally.count for tally in answer.context["tallies"]] == [1]


def test_settings_lead_to_the_log(world, sign_in):
    text = sign_in(world.facilitator).get(reverse("members:network_settings", args=[world.network.slug]))
    assert f'href="{reverse("erasures", args=[world.network.slug])}"' in text.content.decode()


def test_who_applies_anew_after_asking_stays(world, sign_in, set_clock):
    browser = sign_in(world.member)
    ask(browser)
    assert "som du har bedt om" in browser.get(reverse("own_data")).content.decode()
    factories.submitted(world.next, world.member, world.employer)
    page = browser.get(reverse("own_data")).content.decode()
    for words in ("Du bad om at blive slettet", "som du har bedt om"):
        assert words not in page
    set_clock(midnight_after(world.membership.ends_on))
    end_people()
    assert Person.objects.filter(email="member@example.dk").exists()


def test_who_applied_anew_and_asks_again_is_erased_when_the_new_term_is_over(world, sign_in, set_clock):
    browser = sign_in(world.member)
    ask(browser)
    seat = factories.membership(world.next, world.member, world.facilitator, world.employer)
    assert not Person.objects.get(pk=world.member.pk).wants_erasure()
    ask(browser)
    assert Person.objects.get(pk=world.member.pk).wants_erasure()
    assert Letter.objects.filter(kind="members/erasure_noted").count() == 2
    seller(world.network, by=world.finance)
    issue(world.membership, by=world.finance)
    issue(seat, by=world.finance)
    set_clock(midnight_after(seat.ends_on))
    end_people()
    assert not Person.objects.filter(email="member@example.dk").exists()


def test_nobody_writes_to_an_address_that_was_erased(world):
    nobody = Person.objects.nameless(timezone.now())
    letter = post("members/erasure_noted", nobody, about="x", at=timezone.now(), context={"kept": []})
    assert letter.gave_up_at is not None
