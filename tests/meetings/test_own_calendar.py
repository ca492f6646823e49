"""Choosing how meetings come into one's own calendar."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import OwnCalendar
from meetings.tasks.keeping.calendars import end_calendars
from tests.sql import refused_by

pytestmark = pytest.mark.django_db
PAGE = reverse("meetings:own_calendar")


@pytest.fixture
def browser(world, sign_in):
    return sign_in(world.member)


def test_address_is_shown_once_and_opens_the_calendar(browser, world):
    answer = browser.post(reverse("meetings:subscription"))
    (address,) = re.findall(
        r"readonly>http://localhost:8000(/calendar/[\w-]{43}\.ics)</textarea>", answer.content.decode()
    )
    assert answer["Cache-Control"] == "no-store, private"
    assert Client().get(address).status_code == 200
    token = address[10:-4]
    assert token not in browser.get(PAGE).content.decode()
    assert token not in str(dict(browser.session.items()))
    own = OwnCalendar.objects.get()
    assert (own.person, own.way) == (world.member, "feed")


def test_form_sent_again_does_not_renew_the_address(browser):
    (key,) = re.findall(r'name="key" value="(\w{32})"', browser.get(PAGE).content.decode())
    browser.post(reverse("meetings:subscription"), {"key": key})
    made = OwnCalendar.objects.get().feed_digest
    again = browser.post(reverse("meetings:subscription"), {"key": key}, follow=True)
    assert (
        "Adressen er allerede vist én gang. Forny den, hvis du ikke fik den kopieret."
        in again.content.decode()
    )
    assert OwnCalendar.objects.get().feed_digest == made
    (other,) = re.findall(r'name="key" value="(\w{32})"', again.content.decode())
    browser.post(reverse("meetings:subscription"), {"key": other})
    assert OwnCalendar.objects.get().feed_digest != made


@pytest.mark.parametrize("way", ["invitations", "neither"])
def test_another_choice_ends_the_subscription(browser, way):
    browser.post(reverse("meetings:subscription"))
    answer = browser.post(reverse("meetings:calendar_way"), {"way": way})
    own = OwnCalendar.objects.get()
    assert (answer["Location"], own.way, own.feed_digest) == (PAGE, way, None)


@pytest.mark.parametrize("way", ["", "feed", "pigeon"])
def test_choice_that_is_none_changes_nothing(browser, way):
    browser.post(reverse("meetings:calendar_way"), {"way": way})
    assert OwnCalendar.objects.count() == 0


def test_pages_lead_to_it(browser, world):
    meetings = reverse("meetings:list", args=[world.network.slug, world.running.year])
    for page in (reverse("home"), reverse("members:profile")):
        assert f'href="{PAGE}"' in browser.get(page).content.decode()
    assert browser.get(meetings).status_code == 200


def test_whoever_has_no_seat_reads_why(sign_in, world):
    assert (
        "Du har ingen plads i en årgang, der ikke er slut"
        in sign_in(world.stranger).get(PAGE).content.decode()
    )


def test_choice_ends_with_the_last_year(world):
    at = timezone.now()
    OwnCalendar.objects.subscribe(world.member, on=timezone.localdate(at), at=at)
    end_calendars(at)
    assert OwnCalendar.objects.count() == 1
    end_calendars(at + (dt.timedelta(days=1) + (world.running.ends_on - timezone.localdate(at))))
    assert OwnCalendar.objects.count() == 0


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("own_calendar_way_known", "way = 'pigeon', feed_digest = NULL, feed_made_at = NULL"),
        ("own_calendar_address_with_the_subscription", "way = 'neither'"),
        ("own_calendar_address_with_the_subscription", "feed_digest = NULL"),
        ("own_calendar_content_noted_at_some_time", "content_digest = 'x'"),
    ],
)
def test_database_refuses(world, constraint, change):
    at = timezone.now()
    OwnCalendar.objects.subscribe(world.member, on=timezone.localdate(at), at=at)
    assert refused_by(f"UPDATE meetings_owncalendar SET {change}") == constraint
