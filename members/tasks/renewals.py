"""The sweep that asks the members of a year whether they continue, when the next year's intake opens."""

from procrastinate.contrib.django import app

from .. import renewing
from ..clock import database_now


@app.periodic(cron="*/5 * * * *")
@app.task(name="members.ask_members", queueing_lock="members.ask_members")
def ask_members(timestamp=None):
    """Ask, and remind, whoever it is time for; safe to run twice and at any time."""
    renewing.sweep(database_now())
