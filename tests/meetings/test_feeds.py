"""The subscription: read by two libraries, opened by its token alone, and true after every change."""

import datetime as dt
import json
import logging

import icalendar
import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting, OwnCalendar
from members.models import Role
from members.rules import RoleKind
from network.logs import JsonFormatter
from tests import factories

from .factories import meeting, part, seminar

pytestmark = pytest.mark.django_db


def subscribe(person):
    """The path of a new subscription."""
    at = timezone.now()
    return reverse(
        "meetings:feed", args=[OwnCalendar.objects.subscribe(person, on=timezone.localdate(), at=at)]
    )


def announced(world, **options):
    made = meeting(world.running, world.facilitator, **{"days": 200, **options})
    made.announce(by=world.facilitator, at=timezone.now())
    return Meeting.objects.in_full().get(pk=made.pk)


def read(path):
    """The events by uid, as both libraries read them; they agree."""
    content = Client().get(path).content
    ours = {str(one["UID"]): one for one in icalendar.Calendar.from_ical(content).walk("VEVENT")}
    theirs = {one.uid.value: one for one in vobject.readOne(content.decode()).contents.get("vevent", [])}
    assert ours.keys() == theirs.keys()
    for uid, one in ours.items():
        other = theirs[uid]
        assert (one["DTSTART"].dt, one["DTEND"].dt) == (other.dtstart.value, other.dtend.value)
        assert (str(one["STATUS"]), int(one["SEQUENCE"])) == (other.status.value, int(other.sequence.value))
        assert (str(one["SUMMARY"]), str(one["LOCATION"])) == (other.summary.value, other.location.value)
    return ours


def only(path):
    (one,) = read(path).values()
    return one


@pytest.fixture
def path(world):
    return subscribe(world.member)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (dt.date(2017, 3, 24), 1),
        (dt.date(2017, 3, 27), 2),
        (dt.date(2017, 10, 27), 2),
        (dt.date(2017, 10, 30), 1),
    ],
)
def test_hours_are_right_on_both_sides_of_summer_time(world, day, hours):
    meeting(world.past, world.facilitator, on=day).hold(by=world.facilitator, at=timezone.now())
    path = subscribe(world.facilitator)

    one = only(path)

    assert one["DTSTART"].dt == dt.datetime(day.year, day.month, day.day, 10 - hours, tzinfo=dt.UTC)
    assert one["DTEND"].dt == dt.datetime(day.year, day.month, day.day, 16 - hours, tzinfo=dt.UTC)
    # The zone that the file itself brings says the same.
    zone = vobject.readOne(Client().get(path).content.decode()).vtimezone
    told = dt.datetime(day.year, day.month, day.day, 10, tzinfo=zone.gettzinfo())
    assert told.utcoffset() == dt.timedelta(hours=hours)


def test_moved_meeting_is_the_same_event_in_a_newer_version(world, path):
    made = announced(world)
    before = only(path)
    day = made.starts_at.date() + dt.timedelta(days=7)

    made.move([part(day, "11", "17", key=made.parts.get().pk)], by=world.facilitator, at=timezone.now())

    after = only(path)
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert (after["DTSTART"].dt.date(), after["DTSTART"].dt.hour) == (day, 11)


def test_meeting_split_in_parts_keeps_its_event_and_gets_new_ones(world, path):
    made = announced(world)
    (uid,) = read(path)
    day = timezone.localdate(made.starts_at)

    first = part(day, "10", "12", key=made.parts.get().pk, title_da="Formiddag")
    made.move([first, part(day, "13", "16", title_da="Eftermiddag")], by=world.facilitator, at=timezone.now())

    found = read(path)
    assert len(found) == 2
    assert uid in found
    assert {str(one["SUMMARY"]).rpartition(" ")[2] for one in found.values()} == {
        "(Formiddag)",
        "(Eftermiddag)",
    }


def test_part_that_is_dropped_stays_as_cancelled(world, path):
    made = announced(world, parts=seminar(world.running.starts_on + dt.timedelta(days=200)))
    first, night, second = made.parts.all()
    before = read(path)

    kept = [part(timezone.localdate(one.starts_at), "10", "12", key=one.pk) for one in (first, second)]
    made.move(kept, by=world.facilitator, at=timezone.now())

    after = read(path)
    gone = f"{made.uid}-{night.pk}"
    assert after.keys() == before.keys()
    assert {uid for uid, one in after.items() if one["STATUS"] == "CANCELLED"} == {gone}
    assert (after[gone]["DTSTART"].dt, after[gone]["SEQUENCE"]) == (before[gone]["DTSTART"].dt, 1)


def test_cancelled_meeting_stays_and_a_planned_one_is_not_there(world, path):
    made = announced(world)
    meeting(world.running, world.facilitator, days=210, number=7)
    meeting(world.running, world.facilitator, days=220, number=8).cancel(
        by=world.facilitator, at=timezone.now()
    )

    made.cancel(by=world.facilitator, at=timezone.now())

    assert (only(path)["STATUS"], only(path)["SEQUENCE"]) == ("CANCELLED", 1)


def test_new_host_and_address_are_a_newer_version(world, path):
    made = announced(world)
    made.give_host(membership=world.membership, town="Vejle", by=world.facilitator, at=timezone.now())
    made.describe(address="Skolegade 1\n7100 Vejle", by=world.facilitator, at=timezone.now())

    one = only(path)

    assert one["SEQUENCE"] == 2
    assert str(one["LOCATION"]).endswith("Skolegade 1, 7100 Vejle")


def test_text_is_escaped_and_folded(world, path):
    theme = "Æble; pære, \\n og ”citat” – " * 5
    announced(world, theme_da=theme.strip())

    content = Client().get(path).content

    assert str(only(path)["SUMMARY"]) == f"Møde 1: {theme.strip()}"
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert content.count(b"\n") == content.count(b"\r\n")


def test_no_name_of_a_member_is_in_it(world, path):
    made = announced(world, contact_name="Kontakt Kanarie", food="Kanariefrø")
    made.give_host(membership=world.membership, by=world.facilitator, at=timezone.now())

    content = Client().get(path).content.decode().replace("\r\n ", "")

    assert [word for word in (world.member.name, "Kanarie", "@") if word in content] == []


def test_unchanged_subscription_is_not_sent_again(world, path):
    made = announced(world)
    first = Client().get(path)
    again = Client().get(path, headers={"if-none-match": first["ETag"]})
    since = Client().get(path, headers={"if-modified-since": first["Last-Modified"]})
    head = Client().head(path)
    assert (first.status_code, again.status_code, since.status_code) == (200, 304, 304)
    assert (head.status_code, head["ETag"], head.content) == (200, first["ETag"], b"")
    assert (again.content, again["ETag"]) == (b"", first["ETag"])

    made.cancel(by=world.facilitator, at=timezone.now())

    changed = Client().get(path, headers={"if-none-match": first["ETag"]})
    since = Client().get(path, headers={"if-modified-since": first["Last-Modified"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"], since.status_code) == (200, False, 200)


def test_answer_knows_no_cookie(world, path, sign_in, django_assert_num_queries):
    announced(world)
    browser = sign_in(world.stranger)
    with django_assert_num_queries(5):
        answer = browser.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (answer["Cache-Control"], answer.cookies.output()) == ("private", "")
    assert "Cookie" not in answer.get("Vary", "")
    assert answer.wsgi_request.session.session_key is None


def test_many_meetings_cost_no_more(world, path, django_assert_num_queries):
    for number in range(1, 31):
        announced(world, days=150 + 5 * number, number=number)
    with django_assert_num_queries(5):
        assert len(read_once(path)) == 30


def read_once(path):
    return icalendar.Calendar.from_ical(Client().get(path).content).walk("VEVENT")


def test_wrong_old_and_dead_addresses_find_nothing_in_the_same_way(world, path):
    wrong = Client().get("/calendar/" + "x" * 43 + ".ics")
    renewed = subscribe(world.member)
    assert Client().get(renewed).status_code == 200
    old = Client().get(path)
    OwnCalendar.objects.choose(world.member, "neither", on=timezone.localdate())
    ended = Client().get(renewed)

    answers = [wrong, old, ended]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert {(answer.content, str(answer.headers)) for answer in answers} == {(b"", str(wrong.headers))}
    assert [answer.cookies.output() for answer in answers] == [""] * 3


def test_address_dies_with_the_last_seat(world, path):
    assert Client().get(path).status_code == 200
    on = world.running.ends_on + dt.timedelta(days=1)
    token = path.removeprefix("/calendar/").removesuffix(".ics")

    assert OwnCalendar.objects.known_by(token, world.running.ends_on) is not None
    assert OwnCalendar.objects.known_by(token, on) is None


@pytest.mark.parametrize("end", ["withdrawal", "annulment"])
def test_address_dies_with_the_seat(world, path, end):
    if end == "withdrawal":
        world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    else:
        world.membership.annul(because="x", by=world.second_facilitator, at=timezone.now())
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "applicant", "former"])
def test_whoever_has_no_running_seat_gets_no_subscription(world, who, sign_in):
    answer = sign_in(getattr(world, who)).post(reverse("meetings:subscription"))
    assert (answer.status_code, OwnCalendar.objects.count()) == (404, 0)


def test_each_reads_the_own_years(world):
    announced(world)
    sister = subscribe(world.sister_member)
    assert read(sister) == {}
    assert len(read(subscribe(world.facilitator))) == 1
    Role.objects.filter(person=world.facilitator, kind=RoleKind.FACILITATOR).delete()
    assert OwnCalendar.objects.over(timezone.localdate()).get().person == world.facilitator


def test_who_was_a_member_before_reads_that_year_too(world):
    old = meeting(world.past, world.facilitator, days=20)
    old.hold(by=world.facilitator, at=timezone.now())
    factories.membership(world.running, world.former, world.facilitator)
    assert [str(one["STATUS"]) for one in read(subscribe(world.former)).values()] == ["CONFIRMED"]


def test_token_is_stored_as_a_digest_and_never_logged(world, path, caplog):
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    own = OwnCalendar.objects.get()
    assert token not in str(vars(own))
    assert len(token) == 43
    caplog.set_level(logging.DEBUG)
    Client().get(path)
    Client().get(path.replace(".ics", "x.ics"))
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert [line for line in lines if token in line] == []
    assert [json.loads(line).get("route") for line in lines if "Not Found" in line] == [
        "calendar/<str:token>.ics"
    ]


def test_who_reads_too_often_must_wait(world, path, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "read_calendar": "2/m/key"}
    answers = [Client().get(path).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert Client().get("/calendar/another.ics").status_code == 404
