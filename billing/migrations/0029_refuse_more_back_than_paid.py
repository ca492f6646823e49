"""Nothing goes back that was not paid: the payments of an invoice never add up to less than nought."""

from django.db import migrations

FORWARDS = """
-- After the statement, so that the rows of one file may come in any order. Only what goes back takes the lock, by the
-- owner, as with a bank entry: what comes in makes room and need not wait.
CREATE FUNCTION billing_payment_never_below_nought() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM billing_invoice WHERE id = NEW.invoice_id FOR NO KEY UPDATE;
    IF (SELECT sum(p.amount) FROM billing_payment p
        WHERE p.invoice_id = NEW.invoice_id AND p.reminder_id IS NULL) < 0
    THEN
        PERFORM billing_refuse('payment_never_below_nought');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER zz_never_below_nought AFTER INSERT ON billing_payment
    FOR EACH ROW WHEN (NEW.amount < 0 AND NEW.reminder_id IS NULL)
    EXECUTE FUNCTION billing_payment_never_below_nought();
"""
BACKWARDS = """
DROP TRIGGER zz_never_below_nought ON billing_payment;
DROP FUNCTION billing_payment_never_below_nought();
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0028_decide_credits_rightly")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
