"""The sweep that lets drafts lapse, and forgets organisations that only a draft once named."""

from procrastinate.contrib.django import app

from ..clock import database_now
from ..models import Application, Organisation


@app.periodic(cron="*/10 * * * *")
@app.task(name="members.lapse_drafts", queueing_lock="members.lapse_drafts")
def lapse_drafts(timestamp=None):
    """Let the drafts lapse whose intake has closed; done twice it changes nothing more."""
    Application.objects.lapse(at=database_now())
    Organisation.objects.forget_unused()
