"""The placeholders that many letters share."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..letters import Placeholder, part
from ..wording import longdate, moment

NETWORK = Placeholder("network", "netvaerk", _("the network's name"), lambda facts: facts["network"].name)
YEAR = Placeholder("year", "aargang", _("the year that it is about"), lambda facts: facts["cohort"].label)
REGARDS = Placeholder(
    "regards",
    "hilsen",
    _("the greeting, with the network's contact person, address and telephone"),
    part("members/letters/_regards.txt"),
    paragraph=True,
)


def on(day):
    """The day in words, '' where there is none."""
    return longdate(day) if day else ""


def at(instant):
    """The instant in words, '' where there is none."""
    return moment(instant) if instant else ""


def called(name):
    """The recipient's name, as `name` finds it in the facts."""
    return Placeholder("name", "navn", _("the recipient's name"), name)


def reasoned(explained, value):
    """Why something was decided: no such letter goes without it."""
    return Placeholder("reason", "begrundelse", explained, value, needed=True, paragraph=True)


def agreed(explained, template):
    """What binds, in a part of the letter: nobody is bound by a letter without it."""
    return Placeholder("agreed", "aftalt", explained, part(template), needed=True, paragraph=True)


def linking(explained, path):
    """The address on this site that the letter leads to, without which it is no use."""
    return Placeholder("link", "link", explained, lambda facts: facts["site_url"] + path(facts), needed=True)


def page(name):
    """A function of the facts: that page of the network."""
    return lambda facts: reverse(name, args=[facts["network"].slug])


def of_that_year(facts):
    """The recipient's own application in the year that the letter is about."""
    return f"{page('members:application')(facts)}?year={facts['cohort'].year}"


LINK = linking(_("the address of the recipient's own application for that year"), of_that_year)
APPLY = linking(_("the address at which one applies"), page("members:apply"))

APPLICANT = called(lambda facts: facts["application"].name or facts["person"])
PERSON = called(lambda facts: facts["person"].name or facts["person"].email)

CLOSES_AT = Placeholder(
    "closes_at", "optaget_lukker", _("when intake closes"), lambda facts: at(facts["cohort"].closes_at)
)
DEADLINE = replace(CLOSES_AT, needed=True)
BEGINS_ON = Placeholder(
    "begins_on",
    "aaret_begynder",
    _("the first day of the year"),
    lambda facts: on(facts["cohort"].starts_on),
)
LAST_DAY = Placeholder(
    "last_day",
    "sidste_dag",
    _("the last day on which anybody can be admitted"),
    lambda facts: on(facts["cohort"].last_admission_on),
)
