"""The waiting list in the demonstration: a seat freed and offered, one offer that ran out, one that is open."""

import datetime as dt

from members import announcing, offering
from members.models import Application, Offer
from members.rules import Outcome

from . import cast
from .intake import announce, apply, prepare


def apply_in_vain(stage, cohort, moment, answer):
    """Applications that come when the seats are as good as taken."""
    return [
        apply(stage, cohort, row, moment + dt.timedelta(hours=9 * place), answer=answer)
        for place, row in enumerate(cast.SPREAD_WAITING)
    ]


def put_on_the_list(stage, applications, moment, by):
    """Everybody is confirmed and waits, in the order they came."""
    for application in applications:
        prepare(stage, application, Outcome.WAIT, moment, by)
    announce(stage, applications, moment + dt.timedelta(days=1), by)


def free_and_offer(stage, cohort, applications, leaver, by):
    """A member leaves: the first does not answer in time, the second can; then the limit is raised by one."""
    ago = stage.calendar.ago
    at = stage.go_to(ago(20, 10))
    announcing.note_withdrawal(leaver, on=ago(22).date(), by=by, at=at)
    offer(stage, applications[0], ago(19, 9), by)
    silent = Offer.objects.get()
    offering.tell_run_out(silent, stage.go_to(silent.answer_by + dt.timedelta(minutes=10)))
    offer(stage, applications[1], ago(3, 11), by)
    at = stage.go_to(ago(2, 13))
    cohort.revise(by=by, at=at, seats=cohort.seats + 1)


def offer(stage, application, moment, by):
    """Offer a seat as it is proposed."""
    at = stage.go_to(moment)
    application = Application.objects.select_related("cohort__network", "person").get(pk=application.pk)
    made = offering.proposed(application, at)
    offering.offer(application, reason=made.reason, answer_by=made.answer_by, by=by, at=at)
