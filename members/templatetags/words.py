"""Template filters that turn values into words; built into every template. Nothing becomes an empty string."""

from django import template

from .. import wording

register = template.Library()


def say(function):
    """Register a function of `wording` as a filter of the same name; a missing value shows as nothing."""

    def spoken(value, *arguments):
        return "" if value in (None, "") else function(value, *arguments)

    spoken.__doc__ = function.__doc__
    register.filter(function.__name__, spoken)


for function in (
    wording.kroner,
    wording.whole_kroner,
    wording.longdate,
    wording.weekdate,
    wording.shortdate,
    wording.yeardate,
    wording.clock,
    wording.moment,
):
    say(function)


@register.filter
def span(start, end):
    """ "torsdag den 9. marts, kl. 10–16" """
    return wording.span(start, end) if start and end else ""


@register.filter
def capitalised(text):
    """The text with a capital first letter and the rest as it was: "Torsdag den 9. marts"."""
    text = str(text or "")
    return text[:1].upper() + text[1:]
