"""The letter that reminds of a draft; no true one is shown, for nobody but its writer reads a draft."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..letters import Kind, Placeholder, part, register
from ..wording import day_count
from . import examples
from .slots import APPLICANT, APPLY, DEADLINE, NETWORK, REGARDS, YEAR

NEW_VERSION = Placeholder(
    "new_version",
    "ny_version",
    _("that what was submitted counts until then, where the draft is a new version; otherwise nothing"),
    part("members/letters/_new_version.txt"),
    paragraph=True,
)
ERASED_AFTER = Placeholder(
    "erased_after",
    "slettes_efter",
    _("how long after intake has closed the draft is erased, in days"),
    lambda facts: day_count(settings.KEEP_DRAFT_DAYS),
)
MISSING = Placeholder(
    "missing",
    "mangler",
    _("what is missing before the draft can be submitted, or that nothing is"),
    part("members/letters/_missing.txt"),
    paragraph=True,
)

register(
    Kind(
        "members/draft_reminder",
        _("Reminder of a draft"),
        _("Once, before intake closes, when an application has been begun and not submitted."),
        _("Whoever has begun an application"),
        (NETWORK, YEAR, APPLICANT, DEADLINE, ERASED_AFTER, NEW_VERSION, MISSING, APPLY, REGARDS),
        examples.draft,
    )
)
