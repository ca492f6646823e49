"""The sweep that puts away lists of members which were read and never finished."""

from procrastinate.contrib.django import app

from ..clock import database_now
from ..models import MemberList


@app.periodic(cron="15 * * * *")
@app.task(name="members.forget_lists", queueing_lock="members.forget_lists")
def forget_lists(timestamp=None):
    """Put away the lists that are a day old; done twice it changes nothing more."""
    MemberList.objects.forget(at=database_now())
