"""A facilitator notes who was there; the year is read as a grid; a member sees the own mark."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Attendance, Mark
from tests import factories as people

from .factories import meeting
from .test_answers import at, page_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(world, set_clock):
    """A meeting that ended today, to which one came, one sent regrets and one said nothing."""
    made = meeting(world.running, world.facilitator, on=timezone.localdate() + dt.timedelta(days=9))
    made.announce(by=world.facilitator, at=timezone.now())
    for name, answer in (("Rie Regret", "regrets"), ("Stig Stille", None)):
        seat = people.membership(world.running, people.person(name=name), world.facilitator)
        if answer:
            Attendance.objects.answer(made, seat, answer, by=seat.person, at=timezone.now())
    Attendance.objects.answer(made, world.membership, "coming", by=world.member, at=timezone.now())
    return made


@pytest.fixture
def over(ended, set_clock):
    """The same, when it is over."""
    set_clock(ended.ends_at + dt.timedelta(hours=1))
    return ended


def sent(answer):
    """What the browser sends of a page of marks: what stands ticked on it."""
    form = answer.context["form"]
    return {name: form[name].value() for name in form.fields}


def url_of(year, name="attendance", **more):
    return reverse(f"meetings:{name}", kwargs={"network": year.network.slug, "year": year.year, **more})


def test_facilitator_notes_who_was_there_from_the_answers(world, over, sign_in):
    desk, url = sign_in(world.facilitator), at("marks", over)
    proposed = sent(desk.get(url))
    assert sorted(proposed.values()) == ["absent", "excused", "present"]
    answer = desk.post(url, proposed)
    assert (answer["Location"], said(answer)) == (
        url_of(over.cohort), ["Det er noteret, hvem der var til stede."],
    )  # fmt: skip
    over.refresh_from_db()
    assert over.is_held
    assert f'href="{url}"' in page_of(desk, at("detail", over))
    noted = {mark.membership.agreed_name: mark.mark for mark in Mark.objects.select_related("membership")}
    assert noted == {
        world.membership.agreed_name: "present",
        "Rie Regret": "excused",
        "Stig Stille": "absent",
    }


def test_marks_pressed_twice_change_nothing_and_can_be_corrected(world, over, sign_in):
    desk, url = sign_in(world.facilitator), at("marks", over)
    proposed = sent(desk.get(url))
    desk.post(url, proposed)
    before = list(Mark.objects.order_by("pk").values())
    desk.post(url, proposed)
    assert list(Mark.objects.order_by("pk").values()) == before
    own = f"mark-{world.membership.pk}"
    desk.post(url, {**proposed, own: "excused"})
    assert (Mark.objects.count(), world.membership.marks.get().mark) == (3, "excused")


def test_marks_are_refused_before_the_meeting_ended(world, ended, sign_in):
    desk, url = sign_in(world.facilitator), at("marks", ended)
    assert "Mødet er ikke slut endnu." in page_of(desk, url)
    desk.post(url, {f"mark-{world.membership.pk}": "present"})
    assert Mark.objects.count() == 0


def test_who_left_before_the_meeting_is_not_marked(world, over, sign_in):
    gone = people.membership(world.running, people.person(name="Tine Tidligt"), world.facilitator)
    gone.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    assert f"mark-{gone.pk}" not in sent(sign_in(world.facilitator).get(at("marks", over)))


def test_member_sees_the_own_mark_and_nobody_elses(world, over, sign_in):
    desk, member = sign_in(world.facilitator), sign_in(world.member)
    desk.post(at("marks", over), sent(desk.get(at("marks", over))))
    assert "Du var til stede." in page_of(member, at("detail", over))
    listed = page_of(member, url_of(over.cohort, "list"))
    assert ("Du var til stede." in listed, "Rie Regret" in listed) == (True, False)


def test_grid_says_in_signs_and_words_who_was_there(world, over, sign_in):
    desk = sign_in(world.facilitator)
    later = meeting(world.running, world.facilitator, days=250)
    later.announce(by=world.facilitator, at=timezone.now())
    desk.post(at("marks", over), sent(desk.get(at("marks", over))))
    page = page_of(desk, url_of(over.cohort))
    assert '<b aria-hidden="true">✓</b> til stede' in page
    assert '<b aria-hidden="true">✕</b> udeblevet' in page
    assert "1 til stede, 1 afbud, 1 udeblevet" in page
    assert "3 har ikke svaret" in page
    assert '<td data-label="Til stede">1 af 1</td>' in page
    assert url_of(over.cohort) in page_of(desk, url_of(over.cohort, "list"))


def test_grid_is_taken_along_and_no_cell_runs(world, over, sign_in):
    people.membership(world.running, people.person(name="=1+1"), world.facilitator)
    answer = sign_in(world.facilitator).get(url_of(over.cohort, "attendance_export", ending="csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] + rows[0][-1:] == ["Navn", "Organisation", "Til stede"]
    assert ["'=1+1", rows[1][1], "intet svar", ""] in rows
    assert rows[-1][2] == "1 kommer, 1 afbud, 2 har ikke svaret"
    assert (
        sign_in(world.facilitator).get(url_of(over.cohort, "attendance_export", ending="pdf")).status_code
        == 404
    )


@pytest.mark.parametrize("count", [1, 22])
def test_grid_and_marks_take_a_constant_number_of_queries(
    world, over, sign_in, django_assert_num_queries, count
):
    for _number in range(count - 1):
        seat = people.membership(world.running, people.person(), world.facilitator)
        Attendance.objects.answer(
            over, seat, "coming", by=world.facilitator, at=timezone.now(), by_facilitator=True
        )
    desk = sign_in(world.facilitator)
    with django_assert_num_queries(9):
        desk.get(url_of(over.cohort))
    with django_assert_num_queries(9):
        desk.get(at("marks", over))
