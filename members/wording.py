"""Amounts, days and times as people write them, in the language spoken."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, wraps

from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, ngettext, pgettext

ORE = Decimal("0.01")
LONGEST_QUOTED = 40


def remembered(function):
    """The same words for the same value in the same language, put together once: lists say many over and over."""

    @lru_cache(maxsize=4096)
    def in_language(language, *values):
        return function(*values)

    return wraps(function)(lambda *values: in_language(get_language(), *values))


date_format = remembered(formats.date_format)


def grouped(amount, decimals):
    """ "−10.000": with a minus sign, which is no hyphen."""
    return formats.number_format(amount, decimal_pos=decimals, force_grouping=True).replace("-", "−")


@remembered
def kroner(amount):
    """ "8.000,00 kr." """
    rounded = Decimal(amount).quantize(ORE, ROUND_HALF_UP)
    return gettext("DKK %(amount)s") % {"amount": grouped(rounded, 2)}


@remembered
def whole_kroner(amount):
    """ "8.000 kr."; an amount that has øre shows them."""
    rounded = Decimal(amount).quantize(ORE, ROUND_HALF_UP)
    if rounded != rounded.to_integral_value():
        return kroner(rounded)
    return gettext("DKK %(amount)s") % {"amount": grouped(rounded, 0)}


@remembered
def kilometres(distance):
    """ "1.234 km" """
    return gettext("%(distance)s km") % {
        "distance": formats.number_format(distance, decimal_pos=0, force_grouping=True)
    }


def local(value):
    """The instant on Denmark's clock; days and naive times stay as they are."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def dated(function):
    """Say a day; an instant is said as its day in Denmark."""
    said = remembered(function)
    return wraps(function)(
        lambda value: said(local(value).date() if isinstance(value, dt.datetime) else value)
    )


@dated
def longdate(day):
    """ "torsdag den 9. marts 2027" """
    return formats.date_format(day, pgettext("date format", "l j F Y"))


@dated
def weekdate(day):
    """ "torsdag den 9. marts" """
    return formats.date_format(day, pgettext("date format", "l j F"))


@dated
def shortdate(day):
    """ "9. marts" """
    return formats.date_format(day, pgettext("date format", "j F"))


@dated
def yeardate(day):
    """ "9. marts 2027" """
    return formats.date_format(day, pgettext("date format", "j F Y"))


def days(first, last):
    """ "9. marts"; several days "26.–27. august" or "30. august–1. september"."""
    if first == last:
        return shortdate(last)
    same_month = (first.year, first.month) == (last.year, last.month)
    begin = date_format(first, pgettext("date format", "j")) if same_month else shortdate(first)
    return f"{begin}–{shortdate(last)}"


def day_count(count):
    """ "1 dag", "7 dage" """
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def clock(value):
    """ "9.30", and "10" on the hour."""
    value = local(value)
    if value.minute:
        return date_format(value, pgettext("date format", "H:i"))
    return date_format(value, pgettext("date format", "H:00"))


def moment(value):
    """ "søndag den 5. december 2027 kl. 23.59" """
    return gettext("%(day)s at %(time)s") % {"day": longdate(value), "time": clock(value)}


def span(start, end, day=weekdate):
    """ "torsdag den 9. marts, kl. 10–16"; over several days "torsdag den 24. august kl. 10 til fredag …"."""
    start, end = local(start), local(end)
    if start.date() == end.date():
        words = {"day": day(start), "start": clock(start), "end": clock(end)}
        return gettext("%(day)s, %(start)s–%(end)s") % words
    words = {"first": day(start), "start": clock(start), "last": day(end), "end": clock(end)}
    return gettext("%(first)s at %(start)s to %(last)s at %(end)s") % words


def quoted(text):
    """What was typed, or as much of it as a sentence can say back."""
    return Truncator(text).chars(LONGEST_QUOTED)
