"""The nightly sweep that ends what has been kept long enough."""

import logging

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from ..clock import database_now
from ..keeping.applications import end_applications, end_drafts
from ..keeping.history import end_history
from ..keeping.letters import end_letters
from ..keeping.people import end_profiles

log = logging.getLogger(__name__)


@app.periodic(cron="10 2 * * *")
@app.task(name="members.end_data", queueing_lock="members.end_data")
def end_data(timestamp=None):
    """Erase drafts, applications, particulars, letters and history whose period is over; done twice it changes nothing."""
    carry_out([end_drafts, end_applications, end_profiles, end_letters, end_history, end_sessions])


def carry_out(steps):
    """Take each step; one that fails does not keep the others from theirs, and is tried again the next night."""
    at = database_now()
    for step in steps:
        try:
            step(at)
        except Exception:  # whatever is wrong with one kind of data, the others must end
            log.exception("%s was not carried out", step.__name__)


def end_sessions(at):
    """Forget the browsers that have signed themselves out by staying away."""
    Session.objects.filter(expire_date__lt=at).delete()
