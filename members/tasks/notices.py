"""The sweep that tells those who asked when intake opens, and erases addresses that nobody has confirmed."""

from procrastinate.contrib.django import app

from ..clock import database_now
from ..models import Notice
from ..notices import tell_all


@app.periodic(cron="*/5 * * * *")
@app.task(name="members.tell_open_intake", queueing_lock="members.tell_open_intake")
def tell_open_intake(timestamp=None):
    """Tell who waits for an intake that is open now, each once; done twice it changes nothing more."""
    at = database_now()
    tell_all(at)
    Notice.objects.forget_unconfirmed(at)
