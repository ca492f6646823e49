"""Days and times as Danes type them: 9/3-2027, 9.3.27, "9. marts 2027", 9.30."""

import datetime as dt
import re

from django.utils.translation import gettext_lazy as _

from .rules import COPENHAGEN
from .wording import clock, longdate, quoted

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
MONTHS = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
NUMBERS = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})", re.ASCII)
WORDS = re.compile(r"(?:\D*\s)?(?P<day>[0-9]{1,2})\.?\s*(?P<month>[a-z]{3,9})\.?\s*(?P<year>[0-9]{4})")
TIME = re.compile(r"(?:kl\.?\s*)?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2})(?:[.:]\d{2})?)?", re.ASCII)

SENTENCES = {
    "day": _("“%(text)s” is not a date. Write for example 9/3-2027."),
    "bounds": _("The date must lie between 2000 and 2100."),
    "time": _("“%(text)s” is not a time. Write for example 9.30."),
    "never": _(
        "The time %(time)s does not exist on %(day)s, when the clocks go from 2 to 3. Choose another."
    ),
    "twice": _(
        "The time %(time)s comes twice on %(day)s, when the clocks go back from 3 to 2. Choose another."
    ),
}


class NotATime(ValueError):
    """A text that is no day or time, or a time that the clocks skip or repeat; carries the sentence."""

    def __init__(self, code, **words):
        self.code, self.sentence = code, SENTENCES[code] % words
        super().__init__(code)


def read_day(text):
    """The day that is meant, between 2000 and 2100; two digits of a year are of this century."""
    plain = text.strip().lower()
    found = ISO.fullmatch(plain) or NUMBERS.fullmatch(plain) or WORDS.fullmatch(plain)
    if not found:
        raise NotATime("day", text=quoted(text))
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    try:
        day = dt.date(year, month_number(found["month"]), int(found["day"]))
    except ValueError as error:
        raise NotATime("day", text=quoted(text)) from error
    if not FIRST <= day <= LAST:
        raise NotATime("bounds")
    return day


def month_number(text):
    """1 to 12, from digits, a month's name or its first letters; 0 when it is none."""
    if text.isdigit():
        return int(text)
    return next((n for n, names in enumerate(MONTHS, 1) if any(name.startswith(text) for name in names)), 0)


def read_time(text):
    """The time of day that is meant."""
    found = TIME.fullmatch(text.strip().lower())
    try:
        return dt.time(int(found["hour"]), int(found["minute"] or 0))
    except (TypeError, ValueError) as error:
        raise NotATime("time", text=quoted(text)) from error


def instant(day, time):
    """The moment at which Denmark's clocks show that day and time; one that they skip or repeat is refused."""
    early = dt.datetime.combine(day, time, COPENHAGEN)
    if early.utcoffset() == early.replace(fold=1).utcoffset():
        return early
    shown_again = early.astimezone(dt.UTC).astimezone(COPENHAGEN).replace(tzinfo=None)
    code = "twice" if shown_again == early.replace(tzinfo=None) else "never"
    raise NotATime(code, day=longdate(day), time=clock(time))
