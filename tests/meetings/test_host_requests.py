"""A member is asked to host, and says yes or no; whatever happened meanwhile is said in a sentence."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import asking, candidates
from meetings.models import HostRequest, Meeting
from members import announcing
from members.clock import database_now
from members.models import Letter
from members.rules import Refused
from tests import factories
from tests.sql import refused_by

from .factories import meeting

pytestmark = pytest.mark.django_db
SECRET = "kanariefugl: vi er midt i en fyringsrunde"


@pytest.fixture
def lacking(world):
    """An announced meeting without a host."""
    made = meeting(world.running, world.facilitator, days=200)
    made.announce(by=world.facilitator, at=timezone.now())
    return made


@pytest.fixture
def asked(world, lacking):
    """The member, asked to host it."""
    asking.ask([(lacking, world.membership)], by=world.facilitator, at=database_now())
    return HostRequest.objects.get()


def url(name, made, **more):
    cohort = made.meeting.cohort
    return reverse(f"meetings:{name}", args=[cohort.network.slug, cohort.year, made.pk])


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def pressed(browser, address, **data):
    """What the page says after the press, as one line."""
    return " ".join(browser.post(address, data, follow=True).content.decode().split())


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return str(refused.value)


def test_member_gets_a_letter_and_says_yes(world, lacking, asked, sign_in):
    letter = Letter.objects.get(kind="meetings/host_asked")
    assert (letter.to_email, url("host_request", asked) in letter.text) == ("member@example.dk", True)
    before = fresh(lacking).sequence
    member = sign_in(world.member)
    assert "Vil du være vært?" in member.get(url("host_request", asked)).content.decode()
    page = pressed(member, url("host_acceptance", asked), reason="Vi glæder os.")
    assert "Tak, fordi du vil være vært." in page
    made, hosted = fresh(asked), fresh(lacking)
    assert (made.accepted_by, made.reason, hosted.host_membership) == (
        world.member,
        "Vi glæder os.",
        world.membership,
    )
    assert hosted.sequence == before + 1


def test_member_says_no_and_only_the_facilitator_reads_why(world, lacking, asked, sign_in):
    page = pressed(sign_in(world.member), url("host_refusal", asked), reason=SECRET)
    assert "Facilitatoren finder en anden vært." in page
    assert (fresh(asked).declined_by, fresh(lacking).host_membership) == (world.member, None)
    plan = reverse("meetings:hosts", args=[world.network.slug, world.running.year])
    assert SECRET in sign_in(world.facilitator).get(plan).content.decode()


def test_reason_that_is_too_long_is_kept_on_the_page(world, asked, sign_in):
    page = pressed(sign_in(world.member), url("host_refusal", asked), reason="x" * 501)
    assert "x" * 501 in page
    assert fresh(asked).declined_at is None


def test_request_that_was_withdrawn_is_not_accepted(world, lacking, asked, sign_in):
    facilitator = sign_in(world.facilitator)
    assert "bliver ikke længere spurgt" in pressed(facilitator, url("host_withdrawal", asked))
    assert Letter.objects.filter(kind="meetings/host_not_asked", to_email="member@example.dk").exists()
    page = pressed(sign_in(world.member), url("host_acceptance", asked))
    assert "Forespørgslen er trukket tilbage. Tak alligevel." in page
    assert fresh(lacking).host_membership is None


def test_meeting_cancelled_meanwhile_is_not_hosted(world, lacking, asked):
    lacking.cancel(by=world.facilitator, at=database_now())
    said = refusal(lambda: asked.accept(by=world.member, at=database_now()))
    assert said == "Mødet er aflyst, så der er ikke brug for en vært."


def test_meeting_that_got_another_host_stays_with_that_host(world, lacking, asked):
    lacking.give_host(secretariat=True, by=world.facilitator, at=database_now())
    said = refusal(lambda: asked.accept(by=world.member, at=database_now()))
    assert said == "Mødet har allerede en vært, eller det er holdt."
    assert fresh(lacking).host_secretariat is True


def test_meeting_that_is_over_waits_for_no_answer(world, lacking, asked):
    end = lacking.ends_at
    waiting = HostRequest.objects.waiting_for
    assert list(waiting(world.member, end - dt.timedelta(seconds=1))) == [asked]
    assert list(waiting(world.member, end)) == []
    said = refusal(lambda: asked.accept(by=world.member, at=end))
    assert said == "Mødet er slut, så der er ikke brug for en vært."


def test_member_who_left_meanwhile_does_not_host(world, lacking, asked):
    announcing.note_withdrawal(
        world.membership, on=timezone.localdate(), by=world.facilitator, at=database_now()
    )
    made = HostRequest.objects.select_related("membership").get()
    said = refusal(lambda: made.accept(by=world.member, at=database_now()))
    assert said == "Kun årgangens medlemmer kan være værter."
    other = factories.membership(world.running, factories.person(), world.facilitator)
    asking.ask([(lacking, other)], by=world.facilitator, at=database_now())
    assert (fresh(made).standing, HostRequest.objects.open().get().membership) == ("withdrawn", other)


def test_request_is_answered_once_whatever_the_page_still_shows(world, asked):
    stale = fresh(asked)
    asked.decline(by=world.member, at=database_now())
    for act in (stale.accept, stale.decline, stale.withdraw):
        assert refusal(lambda act=act: act(by=world.member, at=database_now())) == (
            "Forespørgslen er allerede besvaret."
        )


def test_nobody_else_is_asked_while_one_has_not_answered(world, lacking, asked):
    other = factories.membership(world.running, factories.person(), world.facilitator)
    said = refusal(lambda: asking.ask([(lacking, other)], by=world.facilitator, at=database_now()))
    assert said == "Der er allerede spurgt en vært til mødet, som endnu ikke har svaret."
    asked.decline(by=world.member, at=database_now())
    asking.ask([(lacking, other)], by=world.facilitator, at=database_now())
    assert HostRequest.objects.open().get().membership == other


def test_all_are_asked_or_nobody(world, lacking):
    hosted = meeting(world.running, world.facilitator, days=220, number=2, secretariat=True)
    other = factories.membership(world.running, factories.person(), world.facilitator)
    pairs = [(lacking, world.membership), (hosted, other)]
    refusal(lambda: asking.ask(pairs, by=world.facilitator, at=database_now()))
    assert (HostRequest.objects.count(), Letter.objects.filter(kind="meetings/host_asked").count()) == (0, 0)


# What the database refuses, past the form ---------------------------------------------------------------

INSERT = (
    "INSERT INTO meetings_hostrequest (meeting_id, membership_id, asked_by_id, asked_at, reason) "
    "VALUES (%(meeting)s, %(seat)s, %(by)s, now(), %(reason)s)"
)


def inserted(world, made, seat, reason=""):
    return refused_by(INSERT, meeting=made.pk, seat=seat.pk, by=world.facilitator.pk, reason=reason)


def changed(made, what, **values):
    return refused_by(f"UPDATE meetings_hostrequest SET {what} WHERE id = %(pk)s", pk=made.pk, **values)


def test_database_refuses_requests_that_should_not_be(world, lacking):
    assert inserted(world, lacking, world.sister_membership) == "host_request_to_a_member_of_the_year"
    assert inserted(world, lacking, world.membership, reason="x") == "host_request_reason_with_an_answer"
    assert inserted(world, lacking, world.membership) == ""
    assert inserted(world, lacking, world.membership) == "host_request_one_open"
    HostRequest.objects.all().delete()
    lacking.give_host(secretariat=True, by=world.facilitator, at=database_now())
    assert inserted(world, lacking, world.membership) == "host_request_for_a_meeting_without_host"


def test_database_refuses_answers_that_should_not_be(world, asked):
    by = {"member": world.member.pk, "other": world.facilitator.pk}
    assert (
        changed(asked, "accepted_at = now(), accepted_by_id = %(member)s", **by)
        == "host_request_accepted_gives_the_meeting"
    )
    assert (
        changed(asked, "declined_at = now(), declined_by_id = %(other)s", **by)
        == "host_request_answered_by_the_member"
    )
    for answer in ("accepted", "declined", "withdrawn"):
        assert changed(asked, f"{answer}_by_id = %(member)s", **by) == f"host_request_{answer}_by_someone"
    both = (
        "declined_at = now(), declined_by_id = %(member)s, withdrawn_at = now(), withdrawn_by_id = %(other)s"
    )
    assert changed(asked, both, **by) == "host_request_ends_once"
    assert changed(asked, "asked_at = now() - interval '1 day'") == "host_request_stays_as_asked"
    assert changed(asked, "declined_at = now(), declined_by_id = %(member)s", **by) == ""
    assert changed(asked, "declined_at = NULL, declined_by_id = NULL") == "host_request_answered_once"


def test_deleting_a_planned_meeting_takes_its_requests_along(world):
    planned = meeting(world.running, world.facilitator, days=210, number=4)
    asking.ask([(planned, world.membership)], by=world.facilitator, at=database_now())
    planned.take_off()
    assert (Meeting.objects.filter(pk=planned.pk).exists(), HostRequest.objects.count()) == (False, 0)


def test_meeting_whose_host_has_left_lacks_a_host_everywhere(world, lacking):
    """The planner proposes, the desk tells, a member is asked and accepts."""
    other = factories.membership(world.running, factories.person(name="Ole Anden"), world.facilitator)
    for leave in ("note_withdrawal", "annul"):
        fresh(lacking).give_host(membership=other, by=world.facilitator, at=database_now())
        if leave == "annul":
            other.annul(because="Fejl", by=world.second_facilitator, at=database_now())
        else:
            other.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=database_now())
        left = Meeting.objects.in_full().get(pk=lacking.pk)
        assert left.lacks_host
        assert candidates.read(world.running, timezone.now()).open == [left]
        made = HostRequest.objects.ask(left, world.membership, by=world.facilitator, at=database_now())
        assert list(HostRequest.objects.waiting_for(world.member, timezone.now())) == [made]
        made.accept(by=world.member, at=database_now())
        assert fresh(lacking).host_membership == world.membership
        other = factories.membership(world.running, factories.person(), world.facilitator)


def test_host_given_by_hand_ends_the_request_with_a_letter(world, lacking, asked):
    asking.give_host(lacking, secretariat=True, by=world.facilitator, at=database_now())
    assert fresh(asked).withdrawn_by == world.facilitator
    assert Letter.objects.get(kind="meetings/host_not_asked").to_email == "member@example.dk"


def test_deleting_a_meeting_says_what_goes_along_and_tells_who_was_asked(world, sign_in):
    planned = meeting(world.running, world.facilitator, days=210, number=4)
    asking.ask([(planned, world.membership)], by=world.facilitator, at=database_now())
    page = reverse("meetings:deletion", args=[world.network.slug, world.running.year, 4])
    browser = sign_in(world.facilitator)
    assert "Mette Medlem er spurgt som vært" in browser.get(page).content.decode()
    browser.post(page)
    assert (Meeting.objects.filter(pk=planned.pk).exists(), HostRequest.objects.count()) == (False, 0)
    assert Letter.objects.filter(kind="meetings/host_not_asked").count() == 1


def test_who_has_left_neither_reads_nor_declines_the_request(world, asked, sign_in):
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=database_now())
    browser = sign_in(world.member)
    answers = [
        browser.get(url("host_request", asked)),
        browser.post(url("host_refusal", asked), {"reason": ""}),
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    said = refusal(lambda: fresh(asked).decline(by=world.member, at=database_now()))
    assert said == "Kun årgangens medlemmer kan være værter."
