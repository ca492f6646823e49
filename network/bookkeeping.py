"""Settings of the money after issue: bank files, where e-invoices are dropped, and the columns of the accounts."""

from django.core.exceptions import ImproperlyConfigured

COLUMNS = "voucher,date,text,account,vat_code,amount,contra_account,invoice_number,due_on"
ACCOUNTS = {"sales": "1010", "fees": "1090", "receivables": "5600", "bank": "5820", "vat_code": "U25"}
MOST_MEGABYTES = 9  # the upload handler keeps ten


def read(env):
    """The settings by name, from the environment; what cannot be used is refused in a sentence."""
    columns = env.list("ACCOUNTING_COLUMNS", COLUMNS.split(","))
    if unknown := [name for name in columns if name not in COLUMNS.split(",")]:
        raise ImproperlyConfigured(f"ACCOUNTING_COLUMNS names {unknown[0]}. Choose among {COLUMNS}.")
    accounts = env.dict("ACCOUNTING_ACCOUNTS", {})
    if unknown := sorted(accounts.keys() - ACCOUNTS.keys()):
        raise ImproperlyConfigured(
            f"ACCOUNTING_ACCOUNTS names {unknown[0]}. Choose among {', '.join(ACCOUNTS)}."
        )
    megabytes = env.int("BANK_FILE_MEGABYTES", 5)
    if not 1 <= megabytes <= MOST_MEGABYTES:
        raise ImproperlyConfigured(f"BANK_FILE_MEGABYTES is {megabytes}. Set it to 1 to {MOST_MEGABYTES}.")
    return {
        "ACCOUNTING_COLUMNS": columns,
        "ACCOUNTING_ACCOUNTS": {**ACCOUNTS, **accounts},
        "BANK_FILE_MEGABYTES": megabytes,
        "EINVOICE_OUTBOX": env.str("EINVOICE_OUTBOX", ""),
    }
