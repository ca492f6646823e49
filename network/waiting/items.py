"""One thing that waits for somebody, and how pressing it is."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse
from django.utils.translation import gettext, ngettext

LATE, WAIT, CALM = "late", "wait", ""
PRESSING = [LATE, WAIT, CALM]


@dataclass(frozen=True)
class Item:
    """A sentence in the imperative, a detail, where to go, and a tag: late, waiting or calm."""

    what: str
    url: str
    detail: str = ""
    tag: str = ""
    tone: str = CALM


def in_order(items):
    """The most pressing first, each once: what concerns a whole network waits at each of its years."""
    return sorted(dict.fromkeys(items), key=lambda item: PRESSING.index(item.tone))


def days_until(day, today):
    """ "i dag", "i morgen", "12 dage" """
    left = (day - today).days
    if left <= 1:
        return gettext("today") if left < 1 else gettext("tomorrow")
    return ngettext("%(count)d day", "%(count)d days", left) % {"count": left}


def number(count):
    """Small numbers in words."""
    return str(apnumber(count))


def at(book, name, **kwargs):
    """The address of one of the year's pages."""
    return reverse(name, kwargs={"network": book.cohort.network.slug, "year": book.cohort.year, **kwargs})
