"""One thing that is kept about a person, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from members.wording import yeardate


@dataclass(frozen=True)
class Entry:
    """What is kept, what for, until when (in words), and where it can be seen."""

    what: str
    why: str
    until: str
    url: str = ""


def until_day(day):
    """ "until 31 December 2031" """
    return _("until %(day)s") % {"day": yeardate(day)}
