"""Template filters that turn values into words; built into every template. Nothing becomes an empty string."""

import re

from django import template
from django.conf import settings
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html_join

from .. import wording
from ..rules import UNCONFIRMED_FOR

register = template.Library()
LONGEST_HEADING = 80


def say(function):
    """Register a function of `wording` as a filter of the same name; a missing value shows as nothing."""

    def spoken(value, *arguments):
        return "" if value in (None, "") else function(value, *arguments)

    spoken.__doc__ = function.__doc__
    register.filter(function.__name__, spoken)


for function in (
    wording.kroner,
    wording.whole_kroner,
    wording.kilometres,
    wording.longdate,
    wording.weekdate,
    wording.shortdate,
    wording.yeardate,
    wording.clock,
    wording.moment,
):
    say(function)


@register.simple_tag
def days_to_confirm():
    """How long an address waits to be confirmed: "7 dage"."""
    return wording.day_count(UNCONFIRMED_FOR.days)


@register.simple_tag
def days_of_a_draft():
    """How long after its intake a draft is kept: "30 dage"."""
    return wording.day_count(settings.KEEP_DRAFT_DAYS)


@register.filter
def capitalised(text):
    """The text with a capital first letter and the rest as it was: "Torsdag den 9. marts"."""
    text = str(text or "")
    return text[:1].upper() + text[1:]


@register.filter
def prose(text):
    """Plain text as paragraphs; a line of its own that is no sentence is a heading."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", str(text or "").replace("\r\n", "\n"))]
    return format_html_join("\n", "<{0}>{1}</{0}>", ((tag_of(b), linebreaksbr(b, True)) for b in blocks if b))


def tag_of(block):
    """A short line without a full stop is a heading, everything else a paragraph."""
    is_heading = "\n" not in block and len(block) <= LONGEST_HEADING and block[-1] not in ".,:;!?…)"
    return "h3" if is_heading else "p"
