"""The sweeps that remind of drafts and let them lapse, and forget organisations that only a draft once named."""

from procrastinate.contrib.django import app

from ..clock import database_now
from ..models import Application, Organisation
from ..reminding import remind_all


@app.periodic(cron="*/10 * * * *")
@app.task(name="members.remind_of_drafts", queueing_lock="members.remind_of_drafts")
def remind_of_drafts(timestamp=None):
    """Remind of the drafts whose time has come, each once; done twice it changes nothing more."""
    remind_all(database_now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="members.lapse_drafts", queueing_lock="members.lapse_drafts")
def lapse_drafts(timestamp=None):
    """Let the drafts lapse whose intake has closed; done twice it changes nothing more."""
    Application.objects.lapse(at=database_now())
    Organisation.objects.forget_unused()
