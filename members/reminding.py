"""The one letter that reminds an applicant of a draft before intake closes."""

from django.db import transaction
from django.utils import translation

from .letters import post
from .models import Application
from .sweeping import each


def remind_all(at):
    """Remind of every draft whose time has come at that moment."""
    each(Application.objects.to_remind(at), remind, at)


def remind(draft, at):
    """Write the letter, and note it in the same transaction; once submitted or removed, a draft needs none."""
    with transaction.atomic():
        if not draft.note_reminder(at):
            return
        with translation.override(draft.person.language):
            missing = draft.missing(at)
        post(
            "members/draft_reminder",
            draft.person,
            about=draft,
            at=at,
            network=draft.cohort.network,
            context={"application": draft, "cohort": draft.cohort, "missing": missing},
        )
