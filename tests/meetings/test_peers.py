"""Peer meetings on the pages: noted, confirmed, denied, taken back; suggestions answered."""

import datetime as dt
import uuid

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from meetings.models import Abstention, Participant, PeerMeeting, Suggested
from meetings.peers import notes_of, standing
from members.clock import database_now
from members.models import Cohort
from tests import factories
from tests.meetings.factories import peer_meeting, suggested
from tests.members.test_applying import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(world):
    person = factories.person("nanna@example.dk", name="Nanna Nabo")
    return factories.membership(world.running, person, world.facilitator)


def at(name, cohort, **kwargs):
    return reverse(f"meetings:{name}", kwargs={"network": cohort.network.slug, "year": cohort.year, **kwargs})


def typed(other, **changes):
    day = timezone.localdate() - dt.timedelta(days=2)
    return {
        "key": uuid.uuid4(),
        "companions": other.pk,
        "met_on": day.isoformat(),
        "place": "Rådhuset i Vejle",
        **changes,
    }


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def post(browser, url, data=None):
    answer = browser.post(url, data or {})
    assert answer.status_code == 302
    return told(answer)[-1:]


def test_member_notes_and_the_other_confirms(world, other, sign_in):
    mette, nanna = sign_in(world.member), sign_in(other.person)
    page = at("peer_meetings", world.running)
    assert "Du mangler dit makkermøde." in text_of(mette.get(page))

    sent = mette.post(at("peer_meeting_new", world.running), typed(other, is_practice="on"))

    assert sent.url == page
    noted = PeerMeeting.objects.get()
    assert (noted.noted_by, noted.place, noted.is_practice) == (world.membership, "Rådhuset i Vejle", True)
    assert "venter på den anden" in text_of(mette.get(page))
    asked = text_of(nanna.get(at("peer_meeting", world.running, pk=noted.pk)))
    assert "Mette Medlem har noteret det." in asked
    assert "Ja, vi mødtes" in asked

    assert post(nanna, at("peer_meeting_confirmation", world.running, pk=noted.pk)) == [
        "Tak, makkermødet er bekræftet."
    ]
    for browser in (mette, nanna):
        assert "Du har haft dit makkermøde." in text_of(browser.get(page))
    assert post(mette, at("peer_meeting_removal", world.running, pk=noted.pk)) == [
        "En anden har bekræftet makkermødet, så det bliver stående."
    ]


def test_note_falls_for_who_says_that_it_was_not_so(world, other, sign_in):
    noted = peer_meeting(world.membership, other, silent=True)
    nanna = sign_in(other.person)
    post(nanna, at("peer_meeting_denial", world.running, pk=noted.pk))
    assert [note.counts for note in (*notes_of(world.membership), *notes_of(other))] == [False, False]
    assert "Nanna Nabo siger, at det ikke passer." in text_of(
        sign_in(world.member).get(at("peer_meetings", world.running))
    )
    post(nanna, at("peer_meeting_confirmation", world.running, pk=noted.pk))
    assert [note.counts for note in notes_of(other)] == [True]


def test_peer_meeting_of_three_counts_for_those_who_have_confirmed(world, other):
    third = factories.membership(world.running, factories.person(), world.facilitator)
    noted = peer_meeting(world.membership, other, third, silent=True)
    noted.participants.get(membership=other).confirm(by=other.person, at=timezone.now())
    met = set(Participant.objects.counting().values_list("membership", flat=True))
    assert met == {world.membership.pk, other.pk}


def test_double_click_notes_once(world, other, sign_in):
    browser, data = sign_in(world.member), typed(other)
    for _click in range(2):
        assert browser.post(at("peer_meeting_new", world.running), data).status_code == 302
    assert PeerMeeting.objects.count() == 1


def test_note_is_taken_back_by_the_one_who_noted_it(world, other, sign_in):
    noted = peer_meeting(world.membership, other, silent=True)
    removal = at("peer_meeting_removal", world.running, pk=noted.pk)
    assert post(sign_in(other.person), removal) == [
        "Kun den, der noterede makkermødet, kan trække det tilbage."
    ]
    post(sign_in(world.member), removal)
    assert PeerMeeting.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"companions": ""}, "companions", "Vælg, hvem du mødtes med."),
        ({"place": "  "}, "place", "Skriv, hvor I mødtes."),
        ({"place": "x" * 121}, "place", "Skriv højst 120 tegn. Der er 121."),
        ({"met_on": ""}, "met_on", "Vælg den dag, I mødtes."),
        ({"met_on": "2999-01-01"}, "met_on", "Datoen skal ligge mellem 2000 og 2100."),
        ({"met_on": (timezone.localdate() + dt.timedelta(days=2)).isoformat()}, "met_on", "Dagen er ikke kommet endnu. Notér makkermødet, når I har mødtes."),
        ({"met_on": (timezone.localdate() - dt.timedelta(days=200)).isoformat()}, "met_on", "Dagen ligger uden for årgangens periode."),
    ],
)  # fmt: skip
def test_refused_note_says_why_and_keeps_what_was_typed(world, other, sign_in, change, field, sentence):
    answer = sign_in(world.member).post(
        at("peer_meeting_new", world.running), typed(other, is_practice="on", **change)
    )
    form = answer.context["form"]
    assert (form.errors, form["is_practice"].value(), PeerMeeting.objects.count()) == (
        {field: [sentence]},
        True,
        0,
    )


def test_nobody_of_another_year_can_be_named(world, other, sign_in):
    answer = sign_in(world.member).post(
        at("peer_meeting_new", world.running), typed(other, companions=world.former_membership.pk)
    )
    assert list(answer.context["form"].errors) == ["companions"]


def test_facilitator_sees_who_lacks_one_but_neither_where_nor_with_whom(world, other, sign_in):
    third = factories.membership(world.running, factories.person(name="Tove Tavs"), world.facilitator)
    peer_meeting(world.membership, other, place="En meget hemmelig bænk")
    answer = sign_in(world.facilitator).get(at("peer_meetings", world.running))
    page = text_of(answer)
    assert "2 har haft deres makkermøde, 0 venter på en bekræftelse, 1 har ikke noteret noget" in page
    assert [line.membership for line in answer.context["missing"]] == [third]
    assert "En meget hemmelig bænk" not in page
    noted = PeerMeeting.objects.get()
    assert sign_in(world.facilitator).get(at("peer_meeting", world.running, pk=noted.pk)).status_code == 404
    assert sign_in(third.person).get(at("peer_meeting", world.running, pk=noted.pk)).status_code == 404


def test_member_sees_only_the_own_standing(world, other, sign_in):
    third = factories.membership(world.running, factories.person(name="Tove Tavs"), world.facilitator)
    peer_meeting(other, third)
    page = text_of(sign_in(world.member).get(at("peer_meetings", world.running)))
    assert "Tove Tavs" not in page
    assert "Nanna Nabo" not in page


def test_pages_close_with_the_year_and_with_the_seat(world, other, sign_in, set_clock):
    noted = peer_meeting(world.membership, other, silent=True)
    urls = [at("peer_meetings", world.running), at("peer_meeting", world.running, pk=noted.pk)]
    browser = sign_in(world.member)
    assert [browser.get(url).status_code for url in urls] == [200, 200]
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    assert [browser.get(url).status_code for url in urls] == [404, 404]
    set_clock(timezone.now() + dt.timedelta(days=300))
    assert sign_in(other.person).get(urls[0]).status_code == 404
    assert sign_in(world.facilitator).get(at("peer_meetings", world.past)).status_code == 404


def test_suggestion_is_read_and_answered_by_its_members(world, other, sign_in):
    world.member.describe(topics=["effects"])
    other.person.describe(topics=["effects"], helps_with="Alt om nabohjælp")
    own = suggested(world.running, world.membership, other, by=world.facilitator)
    browser = sign_in(world.member)
    page = text_of(browser.get(at("peer_meetings", world.running)))
    assert "begge optaget af måling af effekter" in page
    assert "Alt om nabohjælp" in page
    assert "Nanna Nabo viser hverken mailadresse eller telefonnummer her." in page
    assert "nanna@example.dk" not in page

    other.person.share(email=True, phone=False, at=timezone.now())
    reply = at("suggestion_reply", world.running, pk=own.pk)
    assert post(browser, reply, {"answer": "yes"}) == ["Tak, dit svar er noteret."]
    assert "nanna@example.dk" in text_of(browser.get(at("peer_meetings", world.running)))
    post(browser, reply, {"answer": "perhaps"})
    own.refresh_from_db()
    assert own.answer == "yes"
    theirs = Suggested.objects.get(membership=other)
    assert (
        browser.post(at("suggestion_reply", world.running, pk=theirs.pk), {"answer": "no"}).status_code == 404
    )


def test_member_opts_out_and_in_again(world, sign_in):
    browser, wish = sign_in(world.member), at("suggestion_wish", world.running)
    for _click in range(2):
        post(browser, wish, {"suggestions": "no"})
    assert [one.membership for one in Abstention.objects.all()] == [world.membership]
    assert "Du har valgt ikke at få forslag i år." in text_of(browser.get(at("peer_meetings", world.running)))
    post(browser, wish, {"suggestions": "yes"})
    assert Abstention.objects.count() == 0


@pytest.mark.parametrize("count", [1, 30])
def test_pages_take_a_constant_number_of_queries(world, other, sign_in, django_assert_num_queries, count):
    Cohort.objects.filter(pk=world.running.pk).update(seats=60)
    for _number in range(count):
        more = factories.membership(world.running, factories.person(), world.facilitator)
        peer_meeting(more, world.membership, silent=True)
    suggested(world.running, world.membership, other, by=world.facilitator)
    member, desk = sign_in(world.member), sign_in(world.facilitator)
    with django_assert_num_queries(10):
        member.get(at("peer_meetings", world.running))
    with django_assert_num_queries(7):
        member.get(at("peer_meeting_new", world.running))
    with django_assert_num_queries(8):
        desk.get(at("peer_meetings", world.running))


def test_note_that_the_other_denies_waits_for_nobody(world):
    other = factories.membership(world.running, factories.person(), world.facilitator)
    noted = peer_meeting(world.membership, other, silent=True)
    states = lambda: {line.membership: line.state for line in standing(world.running, database_now())}  # noqa: E731
    assert states()[world.membership] == "waiting"
    noted.participants.get(membership=other).deny(by=other.person, at=database_now())
    assert states()[world.membership] == "lacks"
