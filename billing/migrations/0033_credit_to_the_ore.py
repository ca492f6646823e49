"""Bylaw 16 in the database: what several credit notes leave of an invoice can itself be credited, VAT to the øre."""

from importlib import import_module

from django.db import migrations

SUMS = import_module("billing.migrations.0003_refuse_wrong_sums").FORWARDS
BEFORE = SUMS.partition("CREATE FUNCTION billing_invoice_adds_up(")[2].partition("END $$;")[0]
FORWARDS = """
CREATE OR REPLACE FUNCTION billing_invoice_adds_up() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    invoice billing_invoice%ROWTYPE;
    net_left numeric;
    vat_left numeric;
    off numeric;
    off_before numeric;
BEGIN
    PERFORM billing_lines_add_up(NEW.id);
    IF NEW.credits_id IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT * INTO invoice FROM billing_invoice WHERE id = NEW.credits_id;
    -- As this note left it: those that were issued after it are asked for themselves.
    SELECT invoice.net - sum(c.net), invoice.vat - sum(c.vat) INTO net_left, vat_left
        FROM billing_invoice c
        JOIN billing_series s ON s.id = c.series_id JOIN billing_series own ON own.id = NEW.series_id
        WHERE c.credits_id = NEW.credits_id AND (s.year, c.sequence) <= (own.year, NEW.sequence);
    IF net_left + vat_left < 0 THEN
        PERFORM billing_refuse('credit_within_what_is_left');
    END IF;
    -- Notes of before this rule may have left a rest whose VAT is some øre off: no note makes it more.
    off := abs(vat_left - round(net_left * invoice.vat_rate / 100, 2));
    off_before := abs(vat_left + NEW.vat - round((net_left + NEW.net) * invoice.vat_rate / 100, 2));
    -- Of what is not the last, neither the note nor the rest is without VAT, unless there never was any.
    IF off > off_before OR (invoice.vat > 0 AND net_left > 0 AND (NEW.vat = 0 OR vat_left <= 0)) THEN
        PERFORM billing_refuse('credit_vat_to_the_ore');
    END IF;
    RETURN NULL;
END $$;
"""
BACKWARDS = f"CREATE OR REPLACE FUNCTION billing_invoice_adds_up({BEFORE}END $$;"


class Migration(migrations.Migration):
    dependencies = [("billing", "0032_rates_fit_their_category")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
