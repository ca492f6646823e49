"""Members answer; a facilitator sees who comes."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from meetings.models import Attendance
from meetings.roll import roll
from tests import factories as people

from .factories import meeting

pytestmark = pytest.mark.django_db


def at(name, made, **more):
    kwargs = {"network": made.cohort.network.slug, "year": made.cohort.year, "number": made.number, **more}
    return reverse(f"meetings:{name}", kwargs=kwargs)


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def made(world):
    """An announced meeting to come."""
    coming = meeting(world.running, world.facilitator, days=200)
    coming.announce(by=world.facilitator, at=timezone.now())
    return coming


@pytest.fixture
def late(world, set_clock):
    """An announced meeting whose deadline has passed."""
    coming = meeting(world.running, world.facilitator, days=200)
    coming.announce(by=world.facilitator, at=timezone.now())
    closes = timezone.now() - dt.timedelta(minutes=1)
    coming.describe(answers_close_at=closes, by=world.facilitator, at=timezone.now())
    return coming


def test_member_answers_and_changes_it(world, made, sign_in):
    member = sign_in(world.member)
    answer = member.post(at("answer", made), {"answer": "coming"})
    assert (answer["Location"], said(answer)) == (at("detail", made), ["Tak, dit svar er noteret."])
    assert "Du har svaret, at du kommer." in member.get(at("detail", made)).content.decode()
    member.post(at("answer", made), {"answer": "regrets"})
    given = Attendance.objects.get()
    assert (given.answer, given.membership, given.answered_by) == ("regrets", world.membership, world.member)
    page = member.get(at("detail", made)).content.decode()
    assert "Du har meldt afbud." in page
    assert "Afbud giver ikke penge retur" in page


def test_page_says_that_regrets_give_no_refund_before_the_answer(world, made, sign_in):
    assert "Afbud giver ikke penge retur" in sign_in(world.member).get(at("detail", made)).content.decode()


@pytest.mark.parametrize("answer", ["", "maybe", "coming\n"])
def test_answer_is_one_of_two(world, made, sign_in, answer):
    found = said(sign_in(world.member).post(at("answer", made), {"answer": answer}))
    assert found == ["Svar, at du kommer, eller at du ikke kan."]
    assert Attendance.objects.count() == 0


def test_late_answer_is_refused_in_words(world, late, sign_in):
    member = sign_in(world.member)
    sentence = "Svarfristen er udløbet. Skriv til facilitatoren, hvis noget har ændret sig."
    assert said(member.post(at("answer", late), {"answer": "regrets"})) == [sentence]
    assert Attendance.objects.count() == 0
    assert at("answer", late) not in member.get(at("detail", late)).content.decode()


def test_facilitator_answers_for_a_member_after_the_deadline(world, late, sign_in):
    desk = sign_in(world.facilitator)
    answer = desk.post(at("answer_of", late, membership=world.membership.pk), {"answer": "regrets"})
    assert (answer["Location"], said(answer)) == (
        at("answers", late), [f"Svaret fra {world.member.name} er noteret."],
    )  # fmt: skip
    page = " ".join(desk.get(at("answers", late)).content.decode().split())
    assert f"noteret af {world.facilitator.name}" in page
    assert "0 kommer, 1 har meldt afbud, 0 har ikke svaret." in page


def test_facilitator_who_is_no_member_does_not_answer(world, made, sign_in):
    assert sign_in(world.facilitator).post(at("answer", made), {"answer": "coming"}).status_code == 404


def test_member_of_another_year_is_not_answered_for(world, made, sign_in):
    url = at("answer_of", made, membership=world.former_membership.pk)
    assert sign_in(world.facilitator).post(url, {"answer": "coming"}).status_code == 404
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize("who", ["member", "finance", "former", "sister", "stranger"])
def test_answers_of_others_are_the_facilitators(world, made, sign_in, who):
    person = sign_in(getattr(world, who))
    url = at("answer_of", made, membership=world.membership.pk)
    assert person.get(at("answers", made)).status_code == 404
    assert person.post(url, {"answer": "coming"}).status_code == 404
    assert Attendance.objects.count() == 0


def test_planned_meeting_asks_nobody(world, sign_in):
    plan = meeting(world.running, world.facilitator, days=200)
    assert at("answer", plan) not in sign_in(world.member).get(at("detail", plan)).content.decode()


def test_roll_counts_those_who_are_still_there(world, made):
    left = people.membership(world.running, people.person(), world.facilitator)
    Attendance.objects.answer(made, left, "coming", by=left.person, at=timezone.now())
    left.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    found = roll(made)
    assert (found.coming, found.regrets, found.silent) == (0, 0, 1)


@pytest.mark.parametrize("count", [1, 24])
def test_answers_take_a_constant_number_of_queries(world, made, sign_in, django_assert_num_queries, count):
    for _number in range(count - 1):
        more = people.membership(world.running, people.person(), world.facilitator)
        Attendance.objects.answer(made, more, "coming", by=more.person, at=timezone.now())
    desk = sign_in(world.facilitator)
    with django_assert_num_queries(7):
        desk.get(at("answers", made))
