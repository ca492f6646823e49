"""The sweep that lets a seller's details take effect on their day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from members.clock import database_now

from ..models.seller_details import take_effect


@app.periodic(cron="1 * * * *")
@app.task(name="billing.take_effect", queueing_lock="billing.take_effect")
def sweep_details(timestamp=None):
    """Show what is in force today; issuing asks for it by itself, whether this ran or not."""
    take_effect(timezone.localdate(database_now()))
