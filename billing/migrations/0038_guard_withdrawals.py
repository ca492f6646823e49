"""Withdrawals in the database: before the day, once; and what was withdrawn counts for nothing that is issued."""

import re
from importlib import import_module

from django.db import migrations

LAWFUL = import_module("billing.migrations.0003_refuse_wrong_sums").FORWARDS
IN_FORCE = import_module("billing.migrations.0021_guard_details_with_dates").FORWARDS


def function(name, sql):
    """The text of a function of an earlier migration, as it replaces itself."""
    found = re.search(rf"CREATE FUNCTION {name}\(\).*?END \$\$;", sql, re.DOTALL)[0]
    return found.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


def changed(text, old, new):
    """The text with one place changed; a migration whose place is gone fails here, and not in the accounts."""
    if text.count(old) != 1:
        raise ValueError(f"{old!r} does not stand there once")
    return text.replace(old, new)


RATE = function("billing_invoice_is_lawful", LAWFUL)
SELLER = function("billing_seller_in_force", IN_FORCE)
SELLER_WITHDRAWN = (
    SELLER,
    "AND d.valid_from <= NEW.issued_on",
    "AND d.valid_from <= NEW.issued_on AND d.withdrawn_at IS NULL",
)
WITHDRAWALS = """
CREATE FUNCTION billing_withdrawn_ahead() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    nothing jsonb := '{"withdrawn_at": null, "withdrawn_by_id": null}';
BEGIN
    IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR OLD.valid_from <= billing_today()
        OR NEW.withdrawn_at > network_clock() OR NEW.withdrawn_at < network_clock() - interval '1 minute'
        OR (to_jsonb(NEW) || nothing) IS DISTINCT FROM (to_jsonb(OLD) || nothing)
    THEN
        PERFORM billing_refuse(TG_ARGV[0]);
    END IF;
    RETURN NEW;
END $$;
-- What is issued stays; what is to come is taken back, and nothing else of a row ever changes.
DROP TRIGGER never_changed ON billing_sellerdetails;
CREATE TRIGGER never_changed BEFORE DELETE ON billing_sellerdetails
    FOR EACH ROW EXECUTE FUNCTION billing_refuse_always('seller_details_stay');
CREATE TRIGGER withdrawn_ahead BEFORE UPDATE ON billing_sellerdetails
    FOR EACH ROW EXECUTE FUNCTION billing_withdrawn_ahead('seller_details_withdrawn_ahead');
CREATE TRIGGER withdrawn_ahead BEFORE UPDATE ON billing_vatrate
    FOR EACH ROW EXECUTE FUNCTION billing_withdrawn_ahead('vat_rate_withdrawn_ahead');
"""
NO_WITHDRAWALS = """
DROP TRIGGER withdrawn_ahead ON billing_vatrate;
DROP TRIGGER withdrawn_ahead ON billing_sellerdetails;
DROP TRIGGER never_changed ON billing_sellerdetails;
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON billing_sellerdetails
    FOR EACH ROW EXECUTE FUNCTION billing_refuse_always('seller_details_stay');
DROP FUNCTION billing_withdrawn_ahead();
"""
FORWARDS = [
    WITHDRAWALS,
    changed(RATE, "AND r.valid_from <= NEW.issued_on", "AND r.valid_from <= NEW.issued_on AND r.withdrawn_at IS NULL"),
    changed(*SELLER_WITHDRAWN),
]


class Migration(migrations.Migration):
    dependencies = [("billing", "0037_withdraw_what_is_to_come")]
    operations = [migrations.RunSQL("".join(FORWARDS), SELLER + RATE + NO_WITHDRAWALS)]
