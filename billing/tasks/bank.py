"""The sweep that puts away bank files which were read and never confirmed."""

from procrastinate.contrib.django import app

from members.clock import database_now

from ..models import BankDraft


@app.periodic(cron="20 * * * *")
@app.task(name="billing.forget_bank_drafts", queueing_lock="billing.forget_bank_drafts")
def forget_bank_drafts(timestamp=None):
    """Put away the files that are a day old; done twice it changes nothing more."""
    BankDraft.objects.forget(at=database_now())
