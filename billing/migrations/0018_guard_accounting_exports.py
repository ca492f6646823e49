"""What was carried over to the accounting system stays on record as long as what it was."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION billing_accountingitem_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF billing_kept_until(coalesce(
        OLD.invoice_id,
        (SELECT p.invoice_id FROM billing_payment p WHERE p.id = OLD.payment_id),
        (SELECT r.invoice_id FROM billing_reminder r WHERE r.id = OLD.reminder_id)
    )) >= billing_today() THEN
        PERFORM billing_refuse('accounting_item_stays');
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER kept BEFORE DELETE ON billing_accountingitem
    FOR EACH ROW EXECUTE FUNCTION billing_accountingitem_kept();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON billing_accountingitem
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_always('accounting_item_stays');
CREATE TRIGGER never_updated BEFORE UPDATE ON billing_accountingitem
    FOR EACH ROW EXECUTE FUNCTION billing_refuse_always('accounting_item_stays');

CREATE FUNCTION billing_accountingexport_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF make_date(extract(year FROM OLD.last)::int + 5, 12, 31) >= billing_today() THEN
        PERFORM billing_refuse('accounting_export_stays');
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER kept BEFORE DELETE ON billing_accountingexport
    FOR EACH ROW EXECUTE FUNCTION billing_accountingexport_kept();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON billing_accountingexport
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_always('accounting_export_stays');
CREATE TRIGGER never_updated BEFORE UPDATE ON billing_accountingexport
    FOR EACH ROW EXECUTE FUNCTION billing_refuse_always('accounting_export_stays');

-- What ends takes along that it was carried over.
CREATE FUNCTION billing_takes_accounting_along() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE format('DELETE FROM billing_accountingitem WHERE %I = $1', TG_ARGV[0]) USING OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER takes_accounting_along BEFORE DELETE ON billing_invoice
    FOR EACH ROW EXECUTE FUNCTION billing_takes_accounting_along('invoice_id');
CREATE TRIGGER takes_accounting_along BEFORE DELETE ON billing_payment
    FOR EACH ROW EXECUTE FUNCTION billing_takes_accounting_along('payment_id');
CREATE TRIGGER takes_accounting_along BEFORE DELETE ON billing_reminder
    FOR EACH ROW EXECUTE FUNCTION billing_takes_accounting_along('reminder_id');

-- Files of which nothing is left, five years after their period.
CREATE FUNCTION billing_end_exports() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM billing_accountingexport e
        WHERE make_date(extract(year FROM e.last)::int + 5, 12, 31) < billing_today()
        AND NOT EXISTS (SELECT 1 FROM billing_accountingitem i WHERE i.export_id = e.id);
END $$;
REVOKE ALL ON FUNCTION billing_end_exports() FROM PUBLIC;
"""
BACKWARDS = """
DROP FUNCTION billing_end_exports();
DROP TRIGGER takes_accounting_along ON billing_reminder;
DROP TRIGGER takes_accounting_along ON billing_payment;
DROP TRIGGER takes_accounting_along ON billing_invoice;
DROP FUNCTION billing_takes_accounting_along();
DROP TRIGGER never_updated ON billing_accountingexport; DROP TRIGGER not_truncated ON billing_accountingexport;
DROP TRIGGER kept ON billing_accountingexport; DROP FUNCTION billing_accountingexport_kept();
DROP TRIGGER never_updated ON billing_accountingitem; DROP TRIGGER not_truncated ON billing_accountingitem;
DROP TRIGGER kept ON billing_accountingitem; DROP FUNCTION billing_accountingitem_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0017_accounting_exports")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
