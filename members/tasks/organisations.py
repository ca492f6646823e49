"""The sweep that leads people on when their organisation has ended and another one carries on."""

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from ..clock import database_now
from ..models import Organisation


@app.periodic(cron="*/10 * * * *")
@app.task(name="members.carry_over", queueing_lock="members.carry_over")
def carry_over(timestamp=None):
    """Give people the employer that carries on, from its first day in Denmark; done twice it changes nothing more."""
    Organisation.objects.carry_over(on=localdate(database_now()))
