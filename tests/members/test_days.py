"""Days, times and moments as Danes type them."""

import datetime as dt

import pytest
from django.utils import translation

from members.days import NotATime, instant, read_day, read_time

MARCH_9 = dt.date(2027, 3, 9)


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-09", "9/3-2027", "9/3/2027", "9.3.2027", "09.03.2027", "9-3-2027", "9.3.27", "9/3-27",
        "9. marts 2027", "9 marts 2027", "9. mar. 2027", "tirsdag den 9. marts 2027", "9 March 2027", " 9/3-2027 ",
    ],
)  # fmt: skip
def test_read_day_understands_what_danes_write(text):
    assert read_day(text) == MARCH_9


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "day"), ("i morgen", "day"), ("32/1-2027", "day"), ("29/2-2027", "day"), ("9/13-2027", "day"),
        ("3. ma 2027", "day"), ("9. foo 2027", "day"), ("1/1-1999", "bounds"), ("1/1-2101", "bounds"),
        ("0001-01-01", "bounds"), ("9999-12-31", "bounds"), ("0000-01-01", "day"),
    ],
)  # fmt: skip
def test_read_day_refuses_the_rest(text, code):
    with pytest.raises(NotATime) as caught:
        read_day(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9.30", dt.time(9, 30)), ("9:30", dt.time(9, 30)), ("09:30", dt.time(9, 30)), ("kl. 9.30", dt.time(9, 30)),
        ("10", dt.time(10)), ("23.59", dt.time(23, 59)), ("00:00", dt.time(0)), ("12:00:00", dt.time(12)),
    ],
)  # fmt: skip
def test_read_time_understands_what_danes_write(text, time):
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["", "24.00", "9.60", "9.3", "ni", "9 30"])
def test_read_time_refuses_the_rest(text):
    with pytest.raises(NotATime) as caught:
        read_time(text)
    assert caught.value.code == "time"


@pytest.mark.parametrize("read", [read_day, read_time])
def test_refusal_says_back_only_the_beginning_of_a_long_text(read):
    with pytest.raises(NotATime) as caught:
        read("ni" * 4000)
    assert f"”{'ni' * 19}n…”" in str(caught.value.sentence)


def test_instant_is_on_denmarks_clock():
    assert instant(MARCH_9, dt.time(10)).astimezone(dt.UTC) == dt.datetime(2027, 3, 9, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "code", "sentence"),
    [
        (
            dt.date(2027, 3, 28),
            "never",
            "Klokken 2.30 findes ikke søndag den 28. marts 2027, hvor urene stilles frem fra 2 til 3. "
            "Vælg et andet tidspunkt.",
        ),
        (
            dt.date(2027, 10, 31),
            "twice",
            "Klokken er 2.30 to gange søndag den 31. oktober 2027, hvor urene stilles tilbage fra 3 til 2. "
            "Vælg et andet tidspunkt.",
        ),
    ],
)
def test_instant_refuses_what_the_clocks_skip_or_repeat(day, code, sentence):
    with translation.override("da"), pytest.raises(NotATime) as caught:
        instant(day, dt.time(2, 30))
    assert (caught.value.code, caught.value.sentence) == (code, sentence)
