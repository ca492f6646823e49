"""The sweeps of the waiting list: an offer that ran out is told, and what was never decided lapses."""

from procrastinate.contrib.django import app

from .. import offering
from ..clock import database_now
from ..models import Application, Offer
from ..sweeping import each


@app.periodic(cron="*/10 * * * *")
@app.task(name="members.tell_run_out", queueing_lock="members.tell_run_out")
def tell_run_out(timestamp=None):
    """Tell whose offer ran out, and who can still be offered a later seat; done twice it changes nothing more."""
    at = database_now()
    untold = Offer.objects.run_out(at).filter(run_out_told_at=None).exclude(
        application__in=Application.objects.never_decided(at)
    )  # fmt: skip
    each(untold, offering.tell_run_out, at)


@app.periodic(cron="5 * * * *")
@app.task(name="members.lapse_waiting", queueing_lock="members.lapse_waiting")
def lapse_waiting(timestamp=None):
    """Let what was never decided lapse, one by one with its letter; killed in between, the rest follows next time."""
    at = database_now()
    overdue = Application.objects.never_decided(at).select_related("person", "cohort__network")
    each(overdue, offering.lapse, at)
