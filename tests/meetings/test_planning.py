"""A facilitator makes and changes meetings: what is saved, what is refused where, and what was typed stays."""

import datetime as dt
import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from tests import factories as people

from .factories import danish, meeting, part, seminar

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 8, 24)


def at(name, cohort, **more):
    return reverse(f"meetings:{name}", kwargs={"network": cohort.network.slug, "year": cohort.year, **more})


def rows(*parts, initial=0):
    """The fields of a form of parts: each a dictionary."""
    found = {"parts-TOTAL_FORMS": len(parts), "parts-INITIAL_FORMS": initial}
    for index, values in enumerate(parts):
        found |= {f"parts-{index}-{name}": value for name, value in values.items()}
    return found


def rowed(change):
    """Whether the change brings rows of its own."""
    return "parts-0-day" in change or change.get("parts-INITIAL_FORMS") == 0


ORDINARY = {"day": "2017-08-24", "starts": "9.30", "ends": "16"}
UNDATED = {"number": "1", "theme_da": "Innovation i sparetider", "host": ""}
NEW = {**UNDATED, **rows(ORDINARY)}
PLACE = {"host_place": "", "town": "", "municipality": "", "address": ""}


@pytest.fixture
def desk(world, sign_in):
    """The facilitator's browser."""
    return sign_in(world.facilitator)


def told(answer):
    """The error summary as (field, sentence), read from the page."""
    page = answer.content.decode()
    assert answer.status_code == 200
    links = re.findall(r'<li><a href="#id_([^"]*)">(.*?)</a></li>', page)
    whole = re.findall(r"<li>([^<]*)</li>", page.partition('id="error-summary"')[2].partition("</ul>")[0])
    return [(field, unescape(words)) for field, words in links] + [("", unescape(words)) for words in whole]


def fields(answer):
    return [field for field, _words in told(answer)]


# New -----------------------------------------------------------------------------------------------------


def test_new_meeting_is_planned(world, desk):
    answer = desk.post(at("new", world.past), {
        **NEW, **PLACE, "theme_en": "Innovation", "remark_da": "dagen før", "host": str(world.former_membership.pk),
        "host_place": "Socialforvaltningen", "town": "Vejle", "municipality": "0630", "address": "Skolegade 1\r\n7100 Vejle",
    })  # fmt: skip
    made = Meeting.objects.get()
    assert answer["Location"] == at("detail", world.past, number=1)
    assert (made.theme_da, made.theme_en, made.remark_da, made.host_place, made.town, made.municipality) == (
        "Innovation i sparetider", "Innovation", "dagen før", "Socialforvaltningen", "Vejle", "0630",
    )  # fmt: skip
    assert (made.address, made.host, made.status, made.changed_by, made.sequence) == (
        "Skolegade 1\n7100 Vejle", world.former_membership, "planned", world.facilitator, 0,
    )  # fmt: skip
    assert [(row.starts_at, row.ends_at) for row in made.parts.all()] == [
        (danish(DAY, "9.30"), danish(DAY, "16"))
    ]


def test_new_meeting_needs_a_theme_only(world, desk):
    desk.post(at("new", world.past), {**UNDATED, **rows({})})
    assert Meeting.objects.get().parts.count() == 0


def test_number_is_proposed(world, desk):
    meeting(world.past, world.facilitator, on=DAY, number=4)
    page = desk.get(at("new", world.past)).content.decode()
    assert re.search(r'name="number" value="5"', page)


def test_seminar_is_proposed_with_a_night(world, desk):
    page = desk.get(at("new", world.past) + "?seminar").content.decode()
    assert re.findall(r'name="parts-\d-(?:starts|ends)" value="([^"]*)"', page) == [
        "10.00", "18.00", "18.00", "09.00", "09.00", "12.30",
    ]  # fmt: skip
    desk.post(at("new", world.past) + "?seminar", {
        **NEW, **rows(
            {"title_da": "Første dag", "day": "2017-08-24", "starts": "10.00", "ends": "18.00"},
            {"title_da": "Aften og nat", "day": "2017-08-24", "starts": "18.00", "ends": "09.00", "next_day": "on"},
            {"title_da": "Anden dag", "day": "2017-08-25", "starts": "09.00", "ends": "12.30"},
            {}, initial=3,
        ),
    })  # fmt: skip
    expected = [(facts.starts_at, facts.ends_at) for facts in seminar(DAY)]
    assert [(row.starts_at, row.ends_at) for row in Meeting.objects.get().parts.all()] == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"theme_da": "  "}, ["theme_da"]),
        ({"theme_da": "x" * 301}, ["theme_da"]),
        ({"number": "0"}, ["number"]),
        ({"number": "100"}, ["number"]),
        ({"number": "to"}, ["number"]),
        ({"number": "7"}, ["number"]),
        ({"host": "999999"}, ["host"]),
        ({"municipality": "0001"}, ["municipality"]),
        (rows({"day": "2017-08-24"}), ["parts-0-starts", "parts-0-ends"]),
        (rows({"starts": "10"}), ["parts-0-day", "parts-0-ends"]),
        (rows({**ORDINARY, "day": "9. marts"}), ["parts-0-day"]),
        (rows({**ORDINARY, "day": "0001-01-01"}), ["parts-0-day"]),
        (rows({**ORDINARY, "day": "9999-12-31", "next_day": "on"}), ["parts-0-day"]),
        (rows({**ORDINARY, "starts": "9,30"}), ["parts-0-starts"]),
        (rows({**ORDINARY, "starts": "25"}), ["parts-0-starts"]),
        (rows({**ORDINARY, "ends": "9"}), ["parts-0-ends"]),
        (rows({**ORDINARY, "day": "2018-01-01"}), ["parts-0-day"]),
        (rows({**ORDINARY, "day": "2017-03-26", "starts": "2.30"}), ["parts-0-starts"]),
        (rows({**ORDINARY, "day": "2017-10-28", "ends": "2.30", "next_day": "on"}), ["parts-0-ends"]),
        (rows({**ORDINARY, "day": "2017-05-09"}), ["parts-0-day"]),
        (rows(ORDINARY, {**ORDINARY, "starts": "15", "ends": "18"}), ["parts-1-day"]),
        (rows({}, {**ORDINARY, "day": "2017-05-09"}), ["parts-1-day"]),
        (rows(), [""]),
        (rows(*[ORDINARY] * 5), [""]),
        ({"parts-TOTAL_FORMS": "x"}, [""]),
    ],
)
def test_new_meeting_is_refused_at_its_field(world, desk, change, expected):
    meeting(world.past, world.facilitator, on=dt.date(2017, 5, 9), number=7)
    found = fields(
        desk.post(at("new", world.past), {**UNDATED, **({} if rowed(change) else rows(ORDINARY)), **change})
    )
    assert found == expected
    assert Meeting.objects.count() == 1


def test_clash_is_told_in_words(world, desk):
    meeting(world.past, world.facilitator, on=DAY, number=7)
    answer = desk.post(at("new", world.past), NEW)
    assert told(answer) == [
        ("parts-0-day", "Del 1, dag – På det tidspunkt holdes møde 7. Vælg et andet tidspunkt.")
    ]


def test_what_was_typed_stays(world, desk):
    typed = {
        **NEW,
        **PLACE,
        "theme_da": "",
        "remark_da": "før valget",
        "town": "Fåborg",
        "host": "secretariat",
    }
    page = desk.post(
        at("new", world.past), {**typed, **rows({**ORDINARY, "ends": "kvart i to"})}
    ).content.decode()
    kept = re.findall(r'name="(?:remark_da|town|parts-0-\w+)" value="([^"]*)"', page)
    assert sorted(set(kept) - {""}) == sorted(["før valget", "2017-08-24", "9.30", "kvart i to", "Fåborg"])
    assert '<option value="secretariat" selected>' in page


def test_hosts_are_members_of_the_year(world, desk):
    left = people.membership(world.past, people.person("left@example.dk"), world.facilitator)
    left.note_withdrawal(on=dt.date(2017, 6, 1), by=world.facilitator, at=timezone.now())
    page = desk.get(at("new", world.past)).content.decode()
    select = page.partition('name="host"')[2].partition("</select>")[0]
    assert re.findall(r'value="([^"]*)"', select) == ["", "secretariat", str(world.former_membership.pk)]
    for other in (world.membership, world.sister_membership, left):
        assert fields(desk.post(at("new", world.past), {**NEW, "host": str(other.pk)})) == ["host"]


def test_line_breaks_do_not_reach_a_theme(world, desk):
    desk.post(at("new", world.past), {**NEW, "theme_da": "Tema\r\nBcc: alle\u202e"})
    assert Meeting.objects.get().theme_da == "Tema Bcc: alle"


# Words ---------------------------------------------------------------------------------------------------


@pytest.fixture
def made(world):
    return meeting(world.past, world.facilitator, on=DAY)


def test_words_are_changed(world, desk, made):
    answer = desk.post(at("edit", world.past, number=1), {
        "number": "3", "theme_da": "Nyt tema", "answers_close_at_0": "", "entrance": "Døren til venstre\r\n2. sal",
        "contact_name": "Karen", "contact_phone": "00 00 00 00", "food": "Frokost",
    })  # fmt: skip
    made.refresh_from_db()
    assert answer["Location"] == at("detail", world.past, number=3)
    assert (made.theme_da, made.entrance, made.contact_name, made.food, made.sequence) == (
        "Nyt tema", "Døren til venstre\n2. sal", "Karen", "Frokost", 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("phone", "refused"), [("+45 (12) 34-56", False), ("12<b>34</b>", True), ("ring til Karen", True)]
)
def test_telephone_of_the_day_is_written_in_digits(world, desk, made, phone, refused):
    typed = {"number": "1", "theme_da": "Tema", "contact_phone": phone}
    answer = desk.post(at("edit", world.past, number=1), typed)
    assert (answer.status_code == 200 and fields(answer) == ["contact_phone"]) == refused


def deadline_names(page):
    """The names that the two fields of the deadline are sent under."""
    return re.findall(r'name="(answers_close_at\w*)"', page)


def test_deadline_is_a_danish_moment(world, desk, made):
    page = desk.get(at("edit", world.past, number=1)).content.decode()
    day, time = deadline_names(page)
    typed = {"number": "1", "theme_da": "Tema", day: "2017-08-01", time: "12"}
    desk.post(at("edit", world.past, number=1), typed)
    made.refresh_from_db()
    assert made.answers_close_at == danish(dt.date(2017, 8, 1), "12")
    late = desk.post(at("edit", world.past, number=1), {**typed, day: "2017-08-24"})
    assert fields(late) == ["answers_close_at"]
    never = desk.post(at("edit", world.past, number=1), {**typed, day: "2017-03-26", time: "2.30"})
    assert fields(never) == ["answers_close_at"]


def test_deadline_that_has_passed_is_refused_at_its_field(world, desk):
    coming = meeting(world.running, world.facilitator, days=200)
    coming.announce(by=world.facilitator, at=timezone.now())
    url = at("edit", world.running, number=1)
    day, time = deadline_names(desk.get(url).content.decode())
    passed = timezone.localdate() - dt.timedelta(days=1)
    answer = desk.post(url, {"number": "1", "theme_da": "Tema", day: passed.isoformat(), time: "12"})
    assert fields(answer) == ["answers_close_at"]
    assert "Fristen er allerede passeret. Vælg en senere." in answer.content.decode()


def test_check_of_the_dates_says_when_nothing_is_in_the_way_and_what_else_lies_there(world, desk):
    made = meeting(world.past, world.facilitator, on=DAY)
    url = at("new", world.past)
    row = {"parts-TOTAL_FORMS": "1", "parts-INITIAL_FORMS": "0", "check": "dates"}
    free = desk.post(url, {**row, "parts-0-day": (DAY - dt.timedelta(days=7)).isoformat()})
    taken = desk.post(url, {**row, "parts-0-day": DAY.isoformat()})
    silent = desk.post(url, {**row, "parts-0-day": ""})
    own = desk.post(at("parts", world.past, number=made.number), {**row, "parts-0-day": DAY.isoformat()})
    free, taken, silent, own = (one.content.decode() for one in (free, taken, silent, own))
    assert "Intet i vejen for datoen" in free
    assert "ligger allerede møde 1." in taken
    assert "Intet i vejen" not in taken + silent
    assert "ligger allerede" not in own


def test_number_of_an_announced_meeting_stays(world, desk):
    coming = meeting(world.running, world.facilitator, days=200)
    coming.announce(by=world.facilitator, at=timezone.now())
    desk.post(at("edit", world.running, number=1), {"number": "9", "theme_da": "Tema"})
    coming.refresh_from_db()
    assert (coming.number, coming.theme_da) == (1, "Tema")


# Times ---------------------------------------------------------------------------------------------------


def test_meeting_is_moved(world, desk, made):
    key = made.parts.get().pk
    url = at("parts", world.past, number=1)
    page = desk.get(url).content.decode()
    assert re.findall(r'name="parts-0-(?:key|day|starts|ends)" value="([^"]*)"', page) == [
        str(key), "2017-08-24", "10.00", "16.00",
    ]  # fmt: skip
    answer = desk.post(url, rows({**ORDINARY, "key": key}, {}, initial=1))
    made.refresh_from_db()
    assert answer["Location"] == at("detail", world.past, number=1)
    assert (made.sequence, made.parts.get().pk, made.parts.get().starts_at) == (1, key, danish(DAY, "9.30"))


def test_deadline_goes_along_when_a_meeting_is_moved(world, desk):
    coming = meeting(world.running, world.facilitator, days=200)
    day = world.running.starts_on + dt.timedelta(days=200)
    coming.describe(
        by=world.facilitator, at=timezone.now(), answers_close_at=danish(day - dt.timedelta(7), "12")
    )
    earlier = part(day - dt.timedelta(30), key=coming.parts.get().pk)
    coming.move([earlier], by=world.facilitator, at=timezone.now())
    assert coming.answers_close_at == danish(day - dt.timedelta(37), "12")


def test_part_is_taken_away(world, desk):
    held = meeting(world.past, world.facilitator, parts=seminar(DAY))
    keys = [row.pk for row in held.parts.all()]
    kept = {"day": "2017-08-24", "starts": "10", "ends": "18", "key": keys[0]}
    gone = {
        "day": "2017-08-24",
        "starts": "18",
        "ends": "9",
        "next_day": "on",
        "key": keys[1],
        "remove": "on",
    }
    emptied = {"key": keys[2]}
    desk.post(at("parts", world.past, number=1), rows(kept, gone, emptied, initial=3))
    assert [row.pk for row in held.parts.all()] == keys[:1]


def test_row_to_be_taken_away_need_not_be_right(world, desk, made):
    wrong = {"day": "i morgen", "starts": "x", "ends": "y", "key": made.parts.get().pk, "remove": "on"}
    desk.post(at("parts", world.past, number=1), rows(wrong, {**ORDINARY, "day": "2017-09-01"}, initial=1))
    assert made.parts.get().starts_at == danish(dt.date(2017, 9, 1), "9.30")


def test_announced_meeting_keeps_a_time(world, desk):
    coming = meeting(world.running, world.facilitator, days=200)
    coming.announce(by=world.facilitator, at=timezone.now())
    answer = desk.post(at("parts", world.running, number=1), rows({}, initial=1))
    assert told(answer) == [
        ("parts-0-day", "Del 1, dag – Et møde, der er indkaldt til, skal have et tidspunkt. Vælg dagen.")
    ]
    assert coming.parts.count() == 1


def test_held_meeting_is_not_moved(world, desk, made):
    made.hold(by=world.facilitator, at=timezone.now())
    url = at("parts", world.past, number=1)
    assert "Mødet er holdt eller aflyst, så tidspunktet kan ikke ændres." in desk.get(url).content.decode()
    desk.post(url, rows({**ORDINARY, "key": made.parts.get().pk}, initial=1))
    assert made.parts.get().starts_at == danish(DAY, "10")


# Host and place ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["", "secretariat", "member"])
def test_host_is_given(world, desk, made, host):
    value = str(world.former_membership.pk) if host == "member" else host
    url = at("host", world.past, number=1)
    desk.post(url, {**PLACE, "host": value, "town": "Vejle"})
    made = Meeting.objects.in_full().get()
    expected = {"member": (world.former_membership, False), "secretariat": (None, True), "": (None, False)}
    assert ((made.host, made.host_secretariat), made.town, made.sequence) == (expected[host], "Vejle", 1)
    assert f'<option value="{value}" selected>' in desk.get(url).content.decode()


def test_host_who_was_given_meanwhile_is_not_overruled_unseen(world, desk, made):
    url = at("host", world.past, number=1)
    seen = re.search(r'name="seen" value="([^"]*)"', desk.get(url).content.decode())[1]
    made.give_host(membership=world.former_membership, by=world.facilitator, at=timezone.now())
    typed = {**PLACE, "host": "secretariat", "town": "Vejle", "seen": seen}
    answer = desk.post(url, typed)
    text = answer.content.decode()
    assert fields(answer) == ["host"]
    assert (world.former_membership.known_name in dict(told(answer))["host"], 'value="Vejle"' in text) == (
        True,
        True,
    )
    assert Meeting.objects.get().host_membership == world.former_membership
    typed["seen"] = re.search(r'name="seen" value="([^"]*)"', text)[1]
    desk.post(url, typed)
    assert Meeting.objects.get().host_secretariat


def test_host_who_left_can_still_be_kept(world, desk, made):
    made.give_host(membership=world.former_membership, by=world.facilitator, at=timezone.now())
    world.former_membership.note_withdrawal(on=dt.date(2017, 6, 1), by=world.facilitator, at=timezone.now())
    answer = desk.post(
        at("host", world.past, number=1), {**PLACE, "host": str(world.former_membership.pk), "town": "Vejle"}
    )
    assert answer.status_code == 302
    assert Meeting.objects.get().town == "Vejle"


def test_host_of_a_held_meeting_stays(world, desk):
    over = meeting(world.past, world.facilitator, on=DAY, secretariat=True)
    over.hold(by=world.facilitator, at=timezone.now())
    answer = desk.post(at("host", world.past, number=1), {**PLACE, "host": ""})
    assert told(answer) == [("", "Mødet er holdt eller aflyst, så vært og sted kan ikke ændres.")]


# Doors ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["former", "member", "finance", "sister", "stranger", "superuser"])
def test_planning_is_for_facilitators(world, made, sign_in, who):
    person = sign_in(getattr(world, who))
    urls = [at("new", world.past), *(at(name, world.past, number=1) for name in ("edit", "parts", "host"))]
    found = {getattr(person, method)(url, NEW).status_code for url in urls for method in ("get", "post")}
    assert found == {404}
    assert list(Meeting.objects.values_list("theme_da", "sequence")) == [("Innovation i sparetider", 0)]


def test_form_of_parts_takes_a_constant_number_of_queries(world, desk, django_assert_num_queries):
    meeting(world.past, world.facilitator, parts=seminar(DAY))
    with django_assert_num_queries(7):
        desk.get(at("parts", world.past, number=1))


@pytest.mark.parametrize("count", [1, 25])
def test_choice_of_hosts_takes_a_constant_number_of_queries(world, desk, django_assert_num_queries, count):
    for _number in range(count - 1):
        people.membership(world.past, people.person(), world.facilitator)
    with django_assert_num_queries(6):
        desk.get(at("new", world.past))
