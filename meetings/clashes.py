"""What a day falls on or beside, in words: holidays, school weeks, elections, other networks. It says so, and never blocks."""

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from members import wording

DAY = dt.timedelta(days=1)
SATURDAY = 5
ELECTIONS = Path(__file__).parent / "data" / "valg.csv"
VOTES = {
    "local": _("the municipal and regional elections"),
    "parliament": _("the election to the Folketing"),
    "europe": _("the election to the European Parliament"),
    "referendum": _("the referendum"),
}
# Days on which many workplaces close although they are no public holidays, by month and day.
HALF_HOLIDAYS = {
    (6, 5): _("Constitution Day"),
    (12, 24): _("Christmas Eve"),
    (12, 31): _("New Year's Eve"),
}
SCHOOL_WEEKS = {7: _("the winter holiday"), 42: _("the autumn holiday")}


@dataclass(frozen=True)
class Elsewhere:
    """A day on which another network meets; that is public, and no more is said."""

    day: dt.date
    network: str


def clashes(days, elsewhere=()):
    """What there is to say about these days, as sentences, each once; [] where nothing speaks against them."""
    chosen = sorted(set(days))
    found = [capfirst(sentence) for day in chosen for sentence in of_day(day, elsewhere)]
    return list(dict.fromkeys(found))


def of_day(day, elsewhere):
    """Everything about one day, the weightiest first."""
    words = {"day": wording.weekdate(day)}
    yield from on_or_beside_a_holiday(day, words)
    yield from about_an_election(day, words)
    for network in dict.fromkeys(other.network for other in elsewhere if other.day == day):
        yield gettext("%(network)s meets on the same day, %(day)s.") % {"network": network, **words}


def on_or_beside_a_holiday(day, words):
    """A holiday or a weekend; else the day before or after a holiday, and the weeks in which people are away."""
    if name := holiday(day):
        yield gettext("%(day)s is %(holiday)s.") % {"holiday": name, **words}
        return
    if day.weekday() >= SATURDAY:
        yield gettext("%(day)s is in a weekend.") % words
    if name := holiday(day + DAY):
        yield gettext("%(day)s is the day before %(holiday)s.") % {"holiday": name, **words}
    if name := holiday(day - DAY):
        yield gettext("%(day)s is the day after %(holiday)s.") % {"holiday": name, **words}
    yield from when_people_are_away(day, words)


def when_people_are_away(day, words):
    """The days up to Easter, those between Christmas and New Year, and the weeks in which most schools are closed."""
    if any(is_easter(day + step * DAY) for step in range(2, 8)):
        yield gettext("%(day)s is in the week before Easter.") % words
    if day.month == 12 and 27 <= day.day <= 30:
        yield gettext("%(day)s is between Christmas and New Year.") % words
    week = day.isocalendar().week
    if week in SCHOOL_WEEKS:
        words = {"week": week, "holiday": SCHOOL_WEEKS[week], **words}
        yield gettext("%(day)s is in week %(week)d, when most schools have %(holiday)s.") % words


def about_an_election(day, words):
    """The day of a vote, and the day before it."""
    if kind := elections().get(day):
        yield gettext("%(day)s is the day of %(vote)s.") % {"vote": VOTES[kind], **words}
    if kind := elections().get(day + DAY):
        yield gettext("%(day)s is the day before %(vote)s.") % {"vote": VOTES[kind], **words}


def holiday(day):
    """The name of the public holiday, or of the day on which much is closed; '' for other days."""
    name = calendar_of(day.year, (get_language() or "da")[:2]).get(day, "")
    return name or str(HALF_HOLIDAYS.get((day.month, day.day), ""))


def is_easter(day):
    """Whether it is Easter Sunday."""
    return calendar_of(day.year, "da").get(day) == "påskedag"


@cache
def calendar_of(year, language):
    """The public holidays of a year by day, named as in the middle of a sentence."""
    danish = language == "da"
    holidays = import_module("holidays")  # 3 MB, loaded with the first day that is asked about
    named = holidays.country_holidays("DK", years=year, language="da" if danish else "en_US")
    return {day: in_a_sentence(name) if danish else name for day, name in named.items()}


def in_a_sentence(name):
    """ "påskedag", but "Kristi himmelfartsdag" """
    return name if name.startswith("Kristi") else name[0].lower() + name[1:]


@cache
def elections():
    """The known election days with their kind."""
    with ELECTIONS.open(encoding="utf-8", newline="") as lines:
        return {dt.date.fromisoformat(row["day"]): row["kind"] for row in csv.DictReader(lines)}
