"""The subscription behind a token: what a calendar program reads, in the person's own language."""

import datetime as dt

from django.utils import translation
from django.utils.translation import gettext as _

from . import ical
from .models import Meeting
from .models.calendars import digest, years_of
from .rules import Status


def meetings_of(person):
    """The meetings that were announced or held in the person's years, those called off since then too, in order."""
    untold = {"status": Status.CANCELLED, "announced_at": None}
    found = Meeting.objects.filter(cohort__in=years_of(person).values("pk"))
    found = found.exclude(status=Status.PLANNED).exclude(**untold).in_full()
    return found.prefetch_related("dropped_parts").order_by("cohort__starts_on", "number", "pk")


def content(own):
    """The bytes of the subscription; the same as long as nothing about the meetings changes."""
    with translation.override(own.person.language):
        return ical.subscription(meetings_of(own.person), _("Network meetings"))


def stamped(own, found, at):
    """The name of this content (an ETag), and since when the subscription has it, in whole seconds."""
    name = digest_of(found)
    since = own.note_content(name, at=at)
    return f'"{name[:32]}"', int(since.astimezone(dt.UTC).timestamp())


def digest_of(found):
    """What this content is known by."""
    return digest(found.decode())
