"""The host's page: the checklist, the notes, and what a member says about hosting."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from meetings.models import HostingTick, HostNote, HostWish
from members.clock import database_now
from members.rules import Refused
from tests import factories
from tests.sql import refused_by

from .factories import meeting

pytestmark = pytest.mark.django_db
NOTE = "Kanariefugl: gæt ikke på antallet, spørg køkkenet."


@pytest.fixture
def hosted(world):
    """A meeting to come that the member hosts."""
    return meeting(world.running, world.facilitator, days=220, number=3, host=world.membership)


@pytest.fixture
def over(world):
    """A meeting that the member hosted some weeks ago."""
    return meeting(world.running, world.facilitator, days=40, number=1, host=world.membership)


def at(name, made):
    cohort = made.cohort
    return reverse(f"meetings:{name}", args=[cohort.network.slug, cohort.year, made.number])


def page(browser, url, **data):
    answer = browser.post(url, data, follow=True) if data else browser.get(url)
    return " ".join(answer.content.decode().split())


def test_host_ticks_off_and_takes_it_back(world, hosted, sign_in):
    member = sign_in(world.member)
    assert at("hosting", hosted) in page(member, at("detail", hosted))
    assert "noteret af Mette Medlem" in page(member, at("hosting_ticks", hosted), task="rooms", done="on")
    sign_in(world.facilitator).post(at("hosting_ticks", hosted), {"task": "food", "done": "on"})
    member.post(at("hosting_ticks", hosted), {"task": "rooms"})
    member.post(at("hosting_ticks", hosted), {"task": "nothing like it", "done": "on"})
    assert list(HostingTick.objects.values_list("task", "done_by")) == [("food", world.facilitator.pk)]


def test_page_of_a_meeting_that_somebody_else_hosts_is_not_there(world, hosted, sign_in):
    other = factories.person("member2@example.dk")
    factories.membership(world.running, other, world.facilitator)
    browser = sign_in(other)
    assert browser.get(at("detail", hosted)).status_code == 200
    assert at("hosting", hosted) not in page(browser, at("detail", hosted))
    for name in ("hosting", "hosting_ticks", "hosting_note"):
        answer = browser.get(at(name, hosted)) if name == "hosting" else browser.post(at(name, hosted), {})
        assert answer.status_code == 404


def test_note_is_read_by_later_hosts_and_facilitators_alone(world, hosted, over, sign_in):
    host = sign_in(world.member)
    page(host, at("hosting_note", over), text=NOTE)
    note = HostNote.objects.get()
    assert (note.text, note.written_by) == (NOTE, world.member)
    assert HostingTick.objects.filter(meeting=over, task="note").exists()
    heir = factories.person("heir@example.dk")
    seat = factories.membership(world.running, heir, world.facilitator)
    later = meeting(world.running, world.facilitator, days=240, number=4, host=seat)
    assert NOTE in page(sign_in(heir), at("hosting", later))
    assert NOTE in page(sign_in(world.facilitator), at("hosting", later))
    assert NOTE not in page(sign_in(heir), at("detail", over))
    assert sign_in(heir).get(at("hosting", over)).status_code == 404
    sister = meeting(world.sister_year, world.sister, days=60, number=1, host=world.sister_membership)
    assert NOTE not in page(sign_in(world.sister_member), at("hosting", sister))


def test_note_is_not_read_by_the_host_of_an_earlier_meeting(world, over, hosted):
    HostNote.objects.write(over, NOTE, by=world.member, at=database_now())
    first = meeting(world.running, world.facilitator, days=20, number=9, secretariat=True)
    assert list(HostNote.objects.earlier_than(first)) == []
    assert [note.text for note in HostNote.objects.earlier_than(hosted)] == [NOTE]


def test_note_before_the_meeting_is_refused_and_what_was_typed_is_not_lost(world, hosted, over, sign_in):
    assert "Du kan skrive til de næste værter, når mødet er slut." in page(
        sign_in(world.member), at("hosting_note", hosted), text=NOTE
    )
    long = "x" * 4001
    assert long in page(sign_in(world.member), at("hosting_note", over), text=long)
    assert HostNote.objects.count() == 0


def test_new_host_begins_with_an_empty_checklist(world, hosted):
    HostingTick.objects.tick(hosted, "rooms", by=world.member, at=database_now())
    hosted.give_host(membership=world.membership, town="Vejle", by=world.facilitator, at=database_now())
    assert HostingTick.objects.count() == 1
    hosted.give_host(secretariat=True, by=world.facilitator, at=database_now())
    assert HostingTick.objects.count() == 0


def test_cancelled_meeting_is_not_prepared(world, hosted):
    hosted.cancel(by=world.facilitator, at=database_now())
    with pytest.raises(Refused):
        HostingTick.objects.tick(hosted, "food", by=world.member, at=database_now())


def test_member_says_whether_to_host_and_takes_it_back(world, sign_in):
    url = reverse("meetings:host_wish", args=[world.network.slug, world.running.year])
    member = sign_in(world.member)
    listed = reverse("meetings:list", args=[world.network.slug, world.running.year])
    meeting(world.running, world.facilitator, days=200)
    assert url in page(member, listed)
    page(member, url, wish="offers", remark="Helst i foråret.")
    page(member, url, wish="waits", remark="Vi flytter.")
    said = HostWish.objects.get()
    assert (said.wish, said.remark, said.membership) == ("waits", "Vi flytter.", world.membership)
    assert "Vi flytter." in page(member, url)
    member.post(url, {"wish": "", "remark": ""})
    assert HostWish.objects.count() == 0
    text = page(member, url, wish="maybe", remark="Behold mig.")
    assert ("Behold mig." in text, HostWish.objects.count()) == (True, 0)


# What the database refuses, past the form ---------------------------------------------------------------


def test_database_refuses_wishes_that_should_not_be(world):
    insert = "INSERT INTO meetings_hostwish (membership_id, wish, remark, said_at) VALUES (%(seat)s, %(wish)s, '', now())"
    assert refused_by(insert, seat=world.membership.pk, wish="maybe") == "host_wish_known"
    assert refused_by(insert, seat=world.membership.pk, wish="offers") == ""
    assert refused_by(insert, seat=world.membership.pk, wish="waits") == "host_wish_once"
    world.sister_membership.note_withdrawal(on=localdate(), by=world.sister, at=database_now())
    assert refused_by(insert, seat=world.sister_membership.pk, wish="waits") == "host_wish_of_a_member"


def test_database_refuses_ticks_that_should_not_be(world, hosted):
    insert = (
        "INSERT INTO meetings_hostingtick (meeting_id, task, done_by_id, done_at) "
        "VALUES (%(meeting)s, %(task)s, %(by)s, now())"
    )
    row = {"meeting": hosted.pk, "by": world.member.pk}
    assert refused_by(insert, **row, task="dance") == "hosting_tick_known"
    assert refused_by(insert, **row, task="food") == ""
    assert refused_by(insert, **row, task="food") == "hosting_tick_once"
    hosted.cancel(by=world.facilitator, at=database_now())
    assert refused_by(insert, **row, task="rooms") == "hosting_tick_of_a_live_meeting"


def test_database_refuses_notes_that_should_not_be(world, hosted, over):
    insert = (
        "INSERT INTO meetings_hostnote (meeting_id, text, written_by_id, written_at) "
        "VALUES (%(meeting)s, %(text)s, %(by)s, now())"
    )
    row = {"meeting": over.pk, "text": "Husk skilte.", "by": world.member.pk}
    assert refused_by(insert, **{**row, "meeting": hosted.pk}) == "host_note_after_the_meeting"
    assert refused_by(insert, **{**row, "by": world.sister.pk}) == "host_note_by_its_host"
    assert refused_by(insert, **{**row, "text": " \n"}) == "host_note_has_text"
    assert refused_by(insert, **row) == ""
    assert refused_by(insert, **row) == "host_note_once"


@pytest.mark.parametrize("count", [1, 30])
def test_host_page_takes_nine_queries(world, hosted, over, sign_in, django_assert_num_queries, count):
    start = timezone.now() - dt.timedelta(days=1)
    for number in range(10, 10 + count):
        made = meeting(world.past, world.facilitator, days=number, number=number)
        HostNote.objects.write(made, "Husk skilte.", by=world.facilitator, at=start)
    browser = sign_in(world.member)
    with django_assert_num_queries(9):  # three of them for session, person and menu
        browser.get(at("hosting", hosted))


@pytest.mark.parametrize("name", ["hosting", "practical", "guests", "materials", "minutes"])
def test_hosts_doors_close_some_days_after_the_year(world, hosted, sign_in, name):
    long_past = meeting(world.past, world.facilitator, host=world.former_membership)
    host = sign_in(world.former)
    assert host.get(at("detail", long_past)).status_code == 200
    assert host.get(at(name, long_past)).status_code == 404
    assert at(name, long_past) not in page(host, at("detail", long_past))
    assert sign_in(world.member).get(at(name, hosted)).status_code == 200


def test_database_keeps_a_note_within_reason(world, over):
    HostNote.objects.write(over, NOTE, by=world.member, at=database_now())
    sql = "UPDATE meetings_hostnote SET text = repeat('x', %(length)s)"
    assert [refused_by(sql, length=length) for length in (4000, 4001)] == ["", "host_note_within_reason"]
