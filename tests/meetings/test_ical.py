"""The calendar file, read back by the library and by hand."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar

from meetings import ical
from meetings.models import Meeting

from .factories import meeting, part, seminar

pytestmark = pytest.mark.django_db
MARCH, OCTOBER = dt.date(2017, 3, 27), dt.date(2017, 10, 30)  # the days after the clocks change
DAY = dt.date(2017, 8, 24)


@pytest.fixture(autouse=True)
def danish_words():
    with override("da"):
        yield


def file_of(made, **options):
    """The bytes of the meeting's file."""
    made = Meeting.objects.in_full().get(pk=made.pk)
    return ical.calendar(made, "/innovationschefer/2017/meetings/1/", **{"with_address": True, **options})


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def by_hand(content):
    """The lines of every event, unfolded, as dictionaries; read without any library."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    blocks, block = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            block = {}
        elif line == "END:VEVENT":
            blocks.append(block)
            block = None
        elif block is not None:
            name, _, value = line.partition(":")
            block[name] = value
    return blocks


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (dt.date(2017, 3, 24), 1),
        (MARCH, 2),
        (dt.date(2017, 10, 27), 2),
        (OCTOBER, 1),
    ],
)
def test_hours_are_right_on_both_sides_of_summer_time(world, day, hours):
    content = file_of(meeting(world.past, world.facilitator, on=day))
    (event,) = events(content)
    assert event["DTSTART"].dt == dt.datetime(day.year, day.month, day.day, 10 - hours, tzinfo=dt.UTC)
    assert event["DTEND"].dt == dt.datetime(day.year, day.month, day.day, 16 - hours, tzinfo=dt.UTC)
    (block,) = by_hand(content)
    assert block["DTSTART;TZID=Europe/Copenhagen"] == f"{day:%Y%m%d}T100000"


def test_seminar_over_the_change_of_clocks(world):
    saturday = dt.date(2017, 10, 28)
    night = part(saturday, "22", "4", nights=1)
    (event,) = events(file_of(meeting(world.past, world.facilitator, parts=[night])))
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(hours=6)  # on the wall
    assert event["DTEND"].dt.astimezone(dt.UTC) - event["DTSTART"].dt.astimezone(dt.UTC) == dt.timedelta(
        hours=7
    )


def test_time_zone_is_told_by_its_constant_rule(world):
    text = file_of(meeting(world.past, world.facilitator, on=DAY)).decode()
    (zone,) = re.findall(r"BEGIN:VTIMEZONE.*END:VTIMEZONE", text, re.S)
    assert zone.count("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=") == 2
    assert "RDATE" not in text
    offsets = re.findall(
        r"BEGIN:(\w+)\r\nDTSTART:(\d+T\d+)\r\n.*?TZOFFSETFROM:(\S+)\r\nTZOFFSETTO:(\S+)", zone, re.S
    )
    assert offsets == [
        ("DAYLIGHT", "19960331T020000", "+0100", "+0200"),
        ("STANDARD", "19961027T030000", "+0200", "+0100"),
    ]


def test_seminar_is_an_event_for_each_part(world):
    made = meeting(world.past, world.facilitator, parts=seminar(DAY), theme_da="De værdifulde mellemrum")
    found = events(file_of(made))
    assert [str(event["SUMMARY"]) for event in found] == [
        "Møde 1: De værdifulde mellemrum (Første dag)",
        "Møde 1: De værdifulde mellemrum (Aften og nat)",
        "Møde 1: De værdifulde mellemrum (Anden dag)",
    ]
    assert len({str(event["UID"]) for event in found}) == 3


def test_moved_meeting_keeps_its_identity_in_a_newer_version(world):
    made = meeting(world.past, world.facilitator, on=DAY)
    (before,) = events(file_of(made))
    later = timezone.now() + dt.timedelta(minutes=1)
    made.move([part(DAY, "11", "17", key=made.parts.get().pk)], by=world.facilitator, at=later)
    (after,) = events(file_of(made))
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt


def test_status_is_told(world):
    made = meeting(world.running, world.facilitator, days=200)
    assert events(file_of(made))[0]["STATUS"] == "TENTATIVE"
    made.announce(by=world.facilitator, at=timezone.now())
    assert events(file_of(made))[0]["STATUS"] == "CONFIRMED"
    made.cancel(by=world.facilitator, at=timezone.now())
    (event,) = events(file_of(made))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert str(event["SUMMARY"]).startswith("Aflyst: Møde 1")


def test_lines_are_folded_and_end_as_the_standard_says(world):
    made = meeting(world.past, world.facilitator, on=DAY, theme_da="Ærlig sparring på tværs – " * 8)
    content = file_of(made)
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert by_hand(content)[0]["SUMMARY"] == f"Møde 1: {made.theme_da}"


def test_what_members_type_cannot_add_lines(world):
    made = meeting(
        world.past,
        world.facilitator,
        on=DAY,
        theme_da="a;b,c\\n:END:VEVENT",
        address="Vej 1\nBEGIN:VALARM, 2. sal",
    )
    content = file_of(made)
    (event,) = events(content)
    assert str(event["SUMMARY"]) == "Møde 1: a;b,c\\n:END:VEVENT"
    assert str(event["LOCATION"]) == "Vej 1, BEGIN:VALARM, 2. sal"
    assert content.count(b"\r\nBEGIN:") == 4  # the zone, its two halves, the event


def test_file_names_no_people_and_nothing_in_confidence(world):
    person = world.former
    person.consent_to_public_name(given=True, at=timezone.now())
    made = meeting(
        world.past, world.facilitator, on=DAY, host=world.former_membership, contact_name="KANARIE-kontakt",
        contact_phone="00 00 00 00", food="KANARIE-mad", entrance="KANARIE-dør", parking="KANARIE-bil", train="KANARIE-tog",
        address="Adressen 1",
    )  # fmt: skip
    content = file_of(made).decode()
    assert [word for word in ("KANARIE", "00 00", person.name, "@example.dk") if word in content] == []
    assert "Adressen 1" in content
    assert "Adressen 1" not in file_of(made, with_address=False).decode()


def test_location_is_house_and_address(world):
    made = meeting(
        world.past, world.facilitator, on=DAY, host=world.former_membership, host_place="Socialforvaltningen",
        town="Vejle", address="Skolegade 1\n7100 Vejle",
    )  # fmt: skip
    organisation = world.former_membership.organisation.name
    (event,) = events(file_of(made))
    assert str(event["LOCATION"]) == f"Socialforvaltningen, {organisation}, Skolegade 1, 7100 Vejle"
    (event,) = events(file_of(made, with_address=False))
    assert str(event["LOCATION"]) == f"Socialforvaltningen, {organisation}, Vejle"


def test_filename_is_plain(world):
    assert (
        ical.filename(meeting(world.past, world.facilitator, on=DAY)) == "innovationschefer-2017-moede-1.ics"
    )
