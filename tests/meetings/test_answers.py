"""Members answer; a facilitator sees who comes."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from meetings import telling
from meetings.correspondence import Correspondence
from meetings.models import Attendance
from meetings.roll import roll
from meetings.rules import Message, PartFacts
from tests import factories as people

from .factories import meeting, part, seminar

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
    coming.describe(answers_close_at=closes, by=world.facilitator, at=closes)
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
    for name in ("detail", "answer"):
        page = " ".join(member.get(at(name, late)).content.decode().split())
        assert f'action="{at("answer", late)}"' not in page
        assert sentence in page
        world.network.describe(contact_name="Karen", contact_email="karen@example.dk", at=timezone.now())
        page = " ".join(member.get(at(name, late)).content.decode().split())
        assert "Svarfristen er udløbet. Hvis noget har ændret sig, så skriv til Karen:" in page
        assert "mailto:karen@example.dk" in page
        world.network.describe(contact_name="", contact_email="", at=timezone.now())


def test_answers_to_an_earlier_day_are_counted_until_they_are_given_anew(world, sign_in, set_clock):
    coming = meeting(world.running, world.facilitator, days=200)
    telling.announce(coming, seen=seen(coming, Message.ANNOUNCEMENT), by=world.facilitator, at=timezone.now())
    answer = {"by": world.member, "by_facilitator": False}
    Attendance.objects.answer(coming, world.membership, "coming", at=timezone.now(), **answer)
    desk, sentence = sign_in(world.facilitator), "Én svarede, før mødet blev flyttet."
    assert sentence not in desk.get(at("answers", coming)).content.decode()

    coming.move(
        [part(coming.cohort.starts_on + dt.timedelta(days=201))], by=world.facilitator, at=timezone.now()
    )
    for name in ("answers", "guests"):
        assert sentence in desk.get(at(name, coming)).content.decode()
    set_clock(timezone.now() + dt.timedelta(hours=1))
    telling.tell(coming, Message.CHANGE, seen=None, by=world.facilitator, at=timezone.now())
    assert sentence in desk.get(at("answers", coming)).content.decode()

    set_clock(timezone.now() + dt.timedelta(hours=1))
    Attendance.objects.answer(coming, world.membership, "regrets", at=timezone.now(), **answer)
    assert sentence not in desk.get(at("answers", coming)).content.decode()


def seen(made, message):
    """The letters as somebody has seen them."""
    return telling.fingerprint(telling.outgoing(Correspondence(made, timezone.now()), message))


def test_page_of_a_cancelled_meeting_says_so(world, made, sign_in):
    made.cancel(by=world.facilitator, at=timezone.now())
    page = sign_in(world.member).get(at("answer", made)).content.decode()
    assert "Mødet er aflyst." in page


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
    with django_assert_num_queries(8):
        desk.get(at("answers", made))


# Answers in full -----------------------------------------------------------------------------------------


@pytest.fixture
def over_night(world):
    """An announced seminar to come."""
    days = seminar(world.running.starts_on + dt.timedelta(200))
    coming = meeting(world.running, world.facilitator, parts=days)
    coming.announce(by=world.facilitator, at=timezone.now())
    return coming


def page_of(browser, url):
    return " ".join(browser.get(url).content.decode().split())


def test_link_of_a_letter_leads_through_the_sign_in_to_both_buttons(world, made, sign_in, client):
    url = at("answer", made)
    assert client.get(url)["Location"] == f"/accounts/login/?next={url}"
    page = page_of(sign_in(world.member), url)
    assert '<button class="button" form="coming">Jeg kommer</button>' in page
    assert '<button class="button quiet" form="regrets">Jeg kan ikke komme</button>' in page
    assert "Afbud giver ikke penge retur" in page


def test_member_comes_to_some_of_a_seminar_and_tells_about_food(world, over_night, sign_in):
    member, url = sign_in(world.member), at("answer", over_night)
    first, night, second = over_night.parts.all()
    sent = {
        "answer": "coming",
        "detailed": "1",
        "parts": [first.pk, second.pk],
        "food": " Ingen\tnødder\u202e ",
    }
    assert member.post(url, sent)["Location"] == at("detail", over_night)
    given = Attendance.objects.get()
    assert (given.missed_parts, given.food, given.reason) == ([night.pk], "Ingen nødder", "")
    page = page_of(member, at("detail", over_night))
    assert "Du har svaret, at du kommer til en del af mødet: Første dag, Anden dag." in page
    # The next meeting is answered with what was told last; a click alone tells the host nothing.
    later = meeting(world.running, world.facilitator, days=230)
    later.announce(by=world.facilitator, at=timezone.now())
    assert 'value="Ingen nødder"' in page_of(member, at("answer", later))
    member.post(at("answer", later), {"answer": "coming"})
    assert later.attendances.get().food == ""


def test_who_comes_to_nothing_is_told_so_and_loses_nothing(world, over_night, sign_in):
    sent = {"answer": "coming", "detailed": "1", "food": "x" * 201}
    page = sign_in(world.member).post(at("answer", over_night), sent).content.decode()
    assert "Vælg mindst én del, eller svar, at du ikke kan komme." in page
    assert "x" * 201 in page
    assert Attendance.objects.count() == 0


def test_late_answer_in_full_is_refused_and_loses_nothing(world, made, sign_in, set_clock):
    set_clock(made.starts_at)
    sent = {"answer": "regrets", "detailed": "1", "reason": "Ministeren kommer"}
    page = sign_in(world.member).post(at("answer", made), sent).content.decode()
    assert "Svarfristen er udløbet." in page
    assert Attendance.objects.count() == 0


def test_a_click_keeps_what_was_told_until_the_answer_turns(world, made, sign_in):
    member, url = sign_in(world.member), at("answer", made)
    member.post(url, {"answer": "coming", "detailed": "1", "food": "Vegetar"})
    member.post(url, {"answer": "coming"})
    assert made.attendances.get().food == "Vegetar"
    member.post(url, {"answer": "regrets", "detailed": "1", "reason": "Barn syg"})
    given = made.attendances.get()
    assert (given.food, given.reason) == ("", "Barn syg")
    member.post(url, {"answer": "coming"})
    assert made.attendances.get().reason == ""


def test_host_sees_numbers_and_food_without_names_and_reasons(world, over_night, sign_in):
    night = over_night.parts.all()[1].pk
    told = [("coming", {"food": food, "missed": missed}) for food, missed in
            (("Vegetar", [night]), ("vegetar.", []), ("Ingen nødder", []))]  # fmt: skip
    for answer, more in [*told, ("regrets", {"reason": "Kanariefugl"})]:
        seat = people.membership(world.running, people.person(name="Gerda Gæst"), world.facilitator)
        Attendance.objects.answer(over_night, seat, answer, by=seat.person, at=timezone.now(), **more)
    member, url = sign_in(world.member), at("guests", over_night)
    assert member.get(url).status_code == 404
    over_night.give_host(membership=world.membership, by=world.facilitator, at=timezone.now())
    assert url in page_of(member, at("detail", over_night))
    page = page_of(member, url)
    assert "3 kommer, 1 har meldt afbud, 1 har ikke svaret." in page
    assert "<dt>Aften og nat</dt><dd>2 kommer</dd>" in page
    assert "<dt>2 gæster</dt><dd>Vegetar</dd>" in page
    assert ("Gerda" in page, "Kanariefugl" in page) == (False, False)
    seen = page_of(sign_in(world.facilitator), at("answers", over_night))
    assert ("Kanariefugl" in seen, "Ingen nødder" in seen) == (True, True)


def test_one_press_keeps_the_parts_that_were_chosen(world, over_night, sign_in):
    first, night, _second = (part.pk for part in over_night.parts.all())
    member, url = sign_in(world.member), at("answer", over_night)
    member.post(url, {"answer": "coming", "detailed": "1", "parts": [first], "food": "Vegetar"})
    chosen = over_night.attendances.get().missed_parts
    member.post(url, {"answer": "coming"})
    of = at("answer_of", over_night, membership=world.membership.pk)
    sign_in(world.facilitator).post(of, {"answer": "coming"})
    given = over_night.attendances.get()
    assert (night in chosen, given.missed_parts, given.food) == (True, chosen, "Vegetar")
    member.post(url, {"answer": "regrets"})
    assert over_night.attendances.get().missed_parts == []


def test_answer_that_is_none_is_refused_and_loses_nothing(world, over_night, sign_in):
    first = over_night.parts.first().pk
    sent = {
        "answer": "maybe",
        "detailed": "1",
        "parts": [first],
        "food": "Ingen nødder",
        "reason": "Barn syg",
    }
    answer = sign_in(world.member).post(at("answer", over_night), sent)
    page = answer.content.decode()
    assert said(answer) == ["Svar, at du kommer, eller at du ikke kan."]
    assert ("Ingen nødder" in page, "Barn syg" in page, page.count(" checked")) == (True, True, 1)
    assert Attendance.objects.count() == 0


def test_who_has_no_part_left_has_not_answered(world, over_night):
    """A part is taken off: nobody misses it any longer, and nobody comes to nothing."""
    first, night, second = over_night.parts.all()
    seats = [people.membership(world.running, people.person(), world.facilitator) for _number in range(3)]
    missing = [[night.pk, second.pk], [first.pk], []]
    for seat, missed in zip(seats, missing, strict=True):
        Attendance.objects.answer(
            over_night, seat, "coming", by=seat.person, at=timezone.now(), missed=missed
        )
    # Neither a deadline that has passed nor a member who has left is in the way.
    over_night.answers_close_at = timezone.now()
    over_night.save()
    seats[1].note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    left = [PartFacts(one.starts_at, one.ends_at, one.title_da, key=one.pk) for one in (night, second)]
    over_night.move(left, by=world.facilitator, at=timezone.now())
    found = dict(over_night.attendances.values_list("membership", "missed_parts"))
    assert found == {seats[1].pk: [], seats[2].pk: []}


def test_deadline_moves_along_with_the_meeting(world, made):
    closes = made.starts_at - dt.timedelta(days=7)
    made.describe(answers_close_at=closes, by=world.facilitator, at=timezone.now())
    earlier = made.starts_at.date() - dt.timedelta(days=40)
    made.move([part(earlier, key=made.parts.get().pk)], by=world.facilitator, at=timezone.now())
    made.refresh_from_db()
    days = (earlier - localdate(made.answers_close_at)).days
    assert (days, made.answers_close_at < made.starts_at) == (7, True)
