"""The placeholders that many letters share."""

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


def linking(explained, path):
    """The address on this site that the letter leads to, without which it is no use."""
    return Placeholder("link", "link", explained, lambda facts: facts["site_url"] + path(facts), needed=True)


def own_application(facts):
    return reverse("members:application", args=[facts["network"].slug])


LINK = linking(_("the address of the recipient's own application"), own_application)
