"""A payment and a reminder's fee belong to the year they fall in: they are kept for five years after that, too."""

from importlib import import_module

from django.db import migrations

OF_THE_SERIES = import_module("billing.migrations.0006_end_accounts").OF_THE_SERIES
CREDITS = import_module("billing.migrations.0010_refuse_lone_credits")
RECEIVED = "{}.received_on"
SENT = "({}.sent_at AT TIME ZONE 'Europe/Copenhagen')::date"


def kept(table, rule, of_its_year):
    return f"""
    CREATE OR REPLACE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        IF greatest(billing_kept_until(OLD.invoice_id){of_its_year}) >= billing_today() THEN
            PERFORM billing_refuse('{rule}');
        END IF;
        RETURN OLD;
    END $$;
    """


def items(payment, reminder):
    return f"""
    CREATE OR REPLACE FUNCTION billing_accountingitem_kept() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        IF greatest(billing_kept_until(coalesce(
            OLD.invoice_id,
            (SELECT p.invoice_id FROM billing_payment p WHERE p.id = OLD.payment_id),
            (SELECT r.invoice_id FROM billing_reminder r WHERE r.id = OLD.reminder_id)
        )){payment}{reminder}) >= billing_today() THEN
            PERFORM billing_refuse('accounting_item_stays');
        END IF;
        RETURN OLD;
    END $$;
    """


YEAR = """
CREATE FUNCTION billing_year_kept_until(fell_on date) RETURNS date LANGUAGE sql IMMUTABLE
    AS $$ SELECT make_date(extract(year FROM fell_on)::int + 5, 12, 31) $$;
"""
# Beside the documents' own days, which the function asks about before.
YEARS_OVER = f"""IF EXISTS (
        SELECT 1 FROM billing_payment p WHERE p.invoice_id IN {OF_THE_SERIES}
            AND billing_year_kept_until({RECEIVED.format("p")}) >= billing_today()
    ) OR EXISTS (
        SELECT 1 FROM billing_reminder r WHERE r.invoice_id IN {OF_THE_SERIES}
            AND billing_year_kept_until({SENT.format("r")}) >= billing_today()
    ) THEN
        RETURN 0;
    END IF;
    """
FORWARDS = [
    YEAR,
    kept("billing_payment", "payment_stays", f", billing_year_kept_until({RECEIVED.format('OLD')})"),
    kept("billing_reminder", "reminder_stays", f", billing_year_kept_until({SENT.format('OLD')})"),
    items(
        f", (SELECT billing_year_kept_until({RECEIVED.format('p')}) FROM billing_payment p WHERE p.id = OLD.payment_id)",
        f", (SELECT billing_year_kept_until({SENT.format('r')}) FROM billing_reminder r WHERE r.id = OLD.reminder_id)",
    ),
    CREDITS.end_accounts(YEARS_OVER + CREDITS.REQUESTS),
]
BACKWARDS = [
    CREDITS.end_accounts(CREDITS.REQUESTS),
    items("", ""),
    kept("billing_reminder", "reminder_stays", ""),
    kept("billing_payment", "payment_stays", ""),
    "DROP FUNCTION billing_year_kept_until(date);",
]


class Migration(migrations.Migration):
    dependencies = [("billing", "0022_credited_once_in_a_note")]
    operations = [migrations.RunSQL("".join(FORWARDS), "".join(BACKWARDS))]
