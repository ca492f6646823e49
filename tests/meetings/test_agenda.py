"""The agenda of a meeting: what the bylaws and the database say, and how a facilitator writes it."""

import datetime as dt
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import rules
from meetings.models import AgendaItem, Challenge
from meetings.rules import AgendaFacts, ItemFacts, ItemKind, Status
from members.rules import Refused
from tests.sql import refused_by

from .factories import meeting, part, seminar

DAY = dt.date(2027, 3, 9)
TALK = ItemKind.TALK


def item(starts, minutes, **fields):
    return ItemFacts(TALK, starts, minutes, part=1, **fields)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], []),
        ([item(0, 60), item(60, 300)], []),
        ([item(60, 30), item(0, 60)], []),
        ([item(0, 0)], [("items-0-ends", "backwards")]),
        ([item(360, 30)], [("items-0-starts", "outside")]),
        ([item(330, 31)], [("items-0-ends", "outside")]),
        ([item(0, 61), item(60, 10)], [("items-1-starts", "overlap")]),
        ([item(0, 10, challenge=5), item(20, 10, challenge=5)], [("items-1-challenge", "twice")]),
        ([item(0, 10), ItemFacts(TALK, 0, 10, part=2)], []),
    ],
)
def test_agenda_lies_inside_its_parts_and_in_order(items, expected):
    facts = AgendaFacts(Status.PLANNED, items, {1: 360, 2: 60})
    assert [(one.field, one.code) for one in rules.agenda_refusals(facts)] == expected


def test_agenda_of_a_cancelled_meeting_stays():
    facts = AgendaFacts(Status.CANCELLED, [], {})
    assert [one.code for one in rules.agenda_refusals(facts)] == ["cancelled"]


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (
            part(DAY),
            [
                "welcome",
                "host",
                "break",
                "challenge",
                "meal",
                "talk",
                "break",
                "challenge",
                "challenge",
                "other",
            ],
        ),
        (part(DAY, "9", "12.30"), ["welcome", "talk", "break", "challenge", "challenge", "other"]),
        (part(DAY, "9", "10.30"), ["welcome", "challenge", "other"]),
        (part(DAY, "18", "9", nights=1), ["meal"]),
        (part(DAY, "21", "8", nights=1), ["other"]),
    ],
)
def test_first_agenda_fills_its_part_without_a_gap(wanted, kinds):
    made = rules.first_agenda(wanted)
    assert [str(one.kind) for one in made] == kinds
    gaps = [later.starts_after - one.ends_after for one, later in pairwise(made)]
    assert (set(gaps) <= {0}, made[0].starts_after) == (True, 0)
    facts = AgendaFacts(Status.PLANNED, made, {None: rules.length(wanted)})
    assert rules.agenda_refusals(facts) == []


@pytest.mark.parametrize("hours", range(1, 15))
def test_first_agenda_fits_a_part_of_any_length(hours):
    wanted = part(DAY, "9", str(9 + hours))
    facts = AgendaFacts(Status.PLANNED, rules.first_agenda(wanted), {None: hours * 60})
    assert rules.agenda_refusals(facts) == []


@pytest.fixture
def planned(world):
    """A meeting to come from 10 to 16, with a first agenda."""
    made = meeting(world.running, world.facilitator, days=200)
    AgendaItem.objects.begin(made, by=world.facilitator, at=timezone.now())
    return made


def row(planned, **columns):
    """The constraint that refuses such an item in a part that holds a first agenda."""
    values = {"kind": "talk", "starts_after": 0, "minutes": 10, "title_da": "", "title_en": "", "speaker": ""}
    values |= {"challenge_id": None, "part_id": planned.parts.get().pk, **columns}
    names, marks = ", ".join(values), ", ".join(f"%({name})s" for name in values)
    return refused_by(f"INSERT INTO meetings_agendaitem ({names}) VALUES ({marks})", **values)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({}, "agenda_items_overlap_no_other"),
        ({"kind": "party"}, "agenda_item_kind_known"),
        ({"minutes": 0}, "agenda_item_takes_time"),
        ({"starts_after": 350, "minutes": 11}, "agenda_inside_its_part"),
        ({"title_da": "To\nlinjer"}, "agenda_texts_on_one_line"),
    ],
)
def test_database_refuses_an_item(planned, columns, constraint):
    assert row(planned, **columns) == constraint


def test_database_refuses_what_no_part_could_hold(planned):
    sql = "ALTER TABLE meetings_agendaitem DISABLE TRIGGER USER"
    assert refused_by(sql) == ""
    assert row(planned, starts_after=0, minutes=4000) == "agenda_item_within_reason"


def test_agenda_has_a_reasonable_length(planned, world):
    key = planned.parts.get().pk
    AgendaItem.objects.of(planned).delete()
    items = [
        ItemFacts(kind=ItemKind.OTHER, title_da="x", starts_after=5 * n, minutes=5, part=key)
        for n in range(31)
    ]
    with pytest.raises(Refused) as refused:
        AgendaItem.objects.lay(planned, items, by=world.facilitator, at=timezone.now())
    assert [one.code for one in refused.value.refusals] == ["too_many"]
    AgendaItem.objects.lay(planned, items[:30], by=world.facilitator, at=timezone.now())
    copy = """INSERT INTO meetings_agendaitem (part_id, kind, starts_after, minutes, title_da, title_en, speaker)
        VALUES (%(part)s, 'other', 150, 5, 'x', '', '')"""
    assert refused_by(copy, part=key) == "agenda_of_a_reasonable_length"


def test_database_refuses_a_part_shorter_than_its_agenda(planned):
    sql = "UPDATE meetings_part SET ends_at = ends_at - interval '1 minute' WHERE meeting_id = %(id)s"
    assert refused_by(sql, id=planned.pk) == "agenda_fits_its_part"


def test_database_keeps_an_item_in_its_meeting_and_a_cancelled_agenda(planned, world):
    other = meeting(world.running, world.facilitator, days=230)
    sql = "UPDATE meetings_agendaitem SET part_id = %(part)s WHERE kind = 'meal'"
    assert refused_by(sql, part=other.parts.get().pk) == "agenda_item_stays_with_its_meeting"
    planned.cancel(by=world.facilitator, at=timezone.now())
    sql = "UPDATE meetings_agendaitem SET speaker = 'x' WHERE kind = 'talk'"
    assert refused_by(sql) == "agenda_fixed_when_cancelled"


def test_database_keeps_challenges_in_their_place_and_year(planned, world):
    own = share(world.membership)
    other = share(world.sister_membership)
    place = "UPDATE meetings_agendaitem SET challenge_id = %(c)s WHERE kind = %(kind)s"
    assert refused_by(place, c=own.pk, kind="meal") == "agenda_challenge_in_its_place"
    assert refused_by(place, c=other.pk, kind="challenge") == "agenda_challenge_of_the_year"
    assert refused_by(place, c=own.pk, kind="challenge") == "agenda_challenge_placed_once"


def share(membership):
    return Challenge.objects.share(membership, at=timezone.now(), title="T", hard="H", wanted="W")


def test_agenda_moves_along_with_its_meeting(planned, world):
    stored = planned.parts.get()
    later = part(timezone.localdate(stored.starts_at) + dt.timedelta(days=7), "9", "15", key=stored.pk)
    planned.move([later], by=world.facilitator, at=timezone.now())
    first = AgendaItem.objects.of(planned).first()
    assert first.starts_at == later.starts_at


def test_meeting_is_not_shortened_below_its_agenda(planned, world):
    stored = planned.parts.get()
    short = part(timezone.localdate(stored.starts_at), "10", "12", key=stored.pk)
    with pytest.raises(Refused) as refused:
        planned.move([short], by=world.facilitator, at=timezone.now())
    assert [(one.field, one.code) for one in refused.value.refusals] == [("parts-0-ends", "agenda")]


def address(name, made, **more):
    network = made.cohort.network.slug
    return reverse(
        f"meetings:{name}",
        kwargs={"network": network, "year": made.cohort.year, "number": made.number} | more,
    )


def rows(*items):
    """The rows of the form, as a browser sends them."""
    data = {"items-TOTAL_FORMS": len(items), "items-INITIAL_FORMS": 0}
    for index, fields in enumerate(items):
        data |= {f"items-{index}-{name}": value for name, value in fields.items()}
    return data


def test_facilitator_writes_an_agenda_whose_ends_are_left_out(world, sign_in):
    made = meeting(world.running, world.facilitator, days=200)
    data = rows(
        {"starts": "10", "kind": "welcome"},
        {"starts": "11.30", "kind": "talk", "title_da": "Om tillid", "speaker": "Gæsten"},
        {"starts": "10.15", "kind": "host"},
        {},
    )
    answer = sign_in(world.facilitator).post(address("agenda", made), data)
    assert answer.status_code == 302
    found = [(one.kind, one.starts_after, one.minutes) for one in AgendaItem.objects.of(made)]
    assert found == [("welcome", 0, 15), ("host", 15, 75), ("talk", 90, 270)]
    text = sign_in(world.member).get(address("detail", made)).content.decode()
    assert ("Om tillid" in text, "Gæsten" in text) == (True, True)
    assert "Om tillid" not in sign_in(world.finance).get(address("detail", made)).content.decode()


def test_seminar_takes_the_time_after_midnight_for_the_next_day(world, sign_in):
    day = world.running.starts_on + dt.timedelta(days=200)
    made = meeting(world.running, world.facilitator, parts=seminar(day))
    night = made.parts.all()[1]
    data = rows({"part": night.pk, "starts": "7.30", "ends": "9", "kind": "meal"})
    sign_in(world.facilitator).post(address("agenda", made), data)
    assert AgendaItem.objects.get().starts_after == 13 * 60 + 30


def test_what_is_wrong_is_told_at_its_row_and_nothing_typed_is_lost(world, sign_in):
    made = meeting(world.running, world.facilitator, days=200)
    data = rows(
        {"starts": "10", "ends": "11", "kind": "host"}, {"starts": "10.30", "ends": "12", "kind": "talk"}
    )
    answer = sign_in(world.facilitator).post(address("agenda", made), data)
    sheet = answer.context["sheet"]
    assert list(sheet.rows.forms[1].errors) == ["starts"]
    assert 'value="10.30"' in answer.content.decode()
    assert AgendaItem.objects.count() == 0


def test_page_without_rows_changes_nothing(planned, world, sign_in):
    answer = sign_in(world.facilitator).post(address("agenda", planned), rows())
    assert (answer.status_code, AgendaItem.objects.count()) == (200, 10)


def test_rows_of_a_cancelled_meeting_are_refused_in_words(planned, world, sign_in):
    planned.cancel(by=world.facilitator, at=timezone.now())
    data = rows({"starts": "10", "kind": "host"})
    answer = sign_in(world.facilitator).post(address("agenda", planned), data)
    assert (answer.status_code, AgendaItem.objects.count()) == (200, 10)
    assert "Mødet er aflyst" in answer.content.decode()


def test_item_of_another_meeting_is_not_taken_over(planned, world, sign_in):
    other = meeting(world.running, world.facilitator, days=230, number=8)
    stolen = AgendaItem.objects.of(planned).first()
    data = rows({"key": stolen.pk, "starts": "10", "kind": "host"})
    sign_in(world.facilitator).post(address("agenda", other), data)
    assert (AgendaItem.objects.of(planned).count(), AgendaItem.objects.of(other).count()) == (10, 1)


def test_agenda_is_begun_once_in_one_press(world, sign_in):
    made = meeting(world.running, world.facilitator, days=200)
    browser = sign_in(world.facilitator)
    counts = [
        browser.post(address("agenda_beginning", made)) and AgendaItem.objects.count() for _ in range(2)
    ]
    assert counts == [10, 10]


def test_two_items_change_places_and_challenges(planned, world, sign_in):
    first = share(world.membership)
    items = list(AgendaItem.objects.of(planned).filter(kind="challenge"))
    AgendaItem.objects.place(first, items[0], cohort=world.running)
    facts = [
        ItemFacts(ItemKind.CHALLENGE, 0, 60, part=items[0].part_id, key=items[0].pk),
        ItemFacts(ItemKind.CHALLENGE, 60, 60, part=items[0].part_id, key=items[1].pk, challenge=first.pk),
    ]
    AgendaItem.objects.lay(planned, facts, by=world.facilitator, at=timezone.now())
    assert list(AgendaItem.objects.of(planned).values_list("pk", "challenge")) == [
        (items[0].pk, None),
        (items[1].pk, first.pk),
    ]
