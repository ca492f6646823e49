"""Waiting for a seat, and being offered one, as the tests need it."""

from django.utils import timezone

from members import offering
from members.clock import database_now
from members.models import Application
from members.rules import Outcome
from tests import factories


def waiting(application, by, *, place, confirmed=True):
    """The application on the waiting list, announced; its responsibility confirmed unless told otherwise."""
    if confirmed:
        application.responsibility_confirmed_at, application.responsibility_confirmed_by = timezone.now(), by
        application.save()
    decision = factories.prepared(application, by, Outcome.WAIT)
    decision.wait_place = place
    decision.save()
    decision.announce(by=by, at=database_now())
    return Application.objects.select_related("cohort__network", "person").get(pk=application.pk)


def offer(application, by, **given):
    """An offer of a seat as it is proposed, or as given."""
    at = database_now()
    made = offering.proposed(application, at)
    facts = {"reason": made.reason, "answer_by": made.answer_by, **given}
    return offering.offer(application, **facts, by=by, at=at)
