"""The sweep that ends the waiting list after a year's last admission day."""

from procrastinate.contrib.django import app

from ..clock import database_now
from ..history import told
from ..models import Application


@app.periodic(cron="5 * * * *")
@app.task(name="members.lapse_waiting", queueing_lock="members.lapse_waiting")
def lapse_waiting(timestamp=None):
    """Let waiting applications lapse when nobody can be admitted any more; done twice it changes nothing more."""
    with told("lapsed", by=None):
        Application.objects.lapse_waiting(at=database_now())
