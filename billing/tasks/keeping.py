"""The nightly sweep that ends the accounts the law no longer wants."""

from procrastinate.contrib.django import app

from members.tasks.keeping import carry_out

from ..keeping import end_accounts, end_statements


@app.periodic(cron="0 2 * * *")
@app.task(name="billing.end_accounts", queueing_lock="billing.end_accounts")
def sweep_accounts(timestamp=None):
    """Erase invoices, payments and the bank's lines when accounting law lets them go; done twice it changes nothing more."""
    carry_out([end_accounts, end_statements])
