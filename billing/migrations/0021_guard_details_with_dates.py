"""Details with dates in the database: written ahead, never changed; and an invoice takes those of its day."""

from django.db import migrations

FORWARDS = """
-- Details count from today or a later day; only the first of a seller say what was valid before.
CREATE FUNCTION billing_details_are_dated() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.valid_from < billing_today() AND EXISTS (
        SELECT 1 FROM billing_sellerdetails d WHERE d.seller_id = NEW.seller_id
    ) THEN
        PERFORM billing_refuse('seller_details_are_dated_ahead');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER are_dated BEFORE INSERT ON billing_sellerdetails
    FOR EACH ROW EXECUTE FUNCTION billing_details_are_dated();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON billing_sellerdetails
    FOR EACH ROW EXECUTE FUNCTION billing_refuse_always('seller_details_stay');
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON billing_sellerdetails
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_always('seller_details_stay');

-- What the payer pays by, and who asks for it, is what was in force on the day of issue.
CREATE FUNCTION billing_seller_in_force() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    known billing_sellerdetails%ROWTYPE;
BEGIN
    SELECT d.* INTO known FROM billing_sellerdetails d JOIN billing_series s ON s.seller_id = d.seller_id
        WHERE s.id = NEW.series_id AND d.valid_from <= NEW.issued_on
        ORDER BY d.valid_from DESC, d.id DESC LIMIT 1;
    IF known.id IS NOT NULL AND
        ROW(NEW.seller_cvr, NEW.seller_vat_number, NEW.means, NEW.reg_number, NEW.account_number, NEW.iban,
            NEW.fik_creditor) IS DISTINCT FROM
        ROW(known.cvr, known.vat_number, known.means, known.reg_number, known.account_number, known.iban,
            known.fik_creditor)
    THEN
        PERFORM billing_refuse('invoice_seller_in_force');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_seller_in_force BEFORE INSERT ON billing_invoice
    FOR EACH ROW WHEN (NEW.credits_id IS NULL) EXECUTE FUNCTION billing_seller_in_force();

-- A rate by which something was issued stays, and none is put in behind what was issued.
CREATE FUNCTION billing_rate_is_used() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND EXISTS (
        SELECT 1 FROM billing_invoice i WHERE i.vat_category = OLD.category AND i.issued_on >= OLD.valid_from
    ) THEN
        PERFORM billing_refuse('vat_rate_stays_when_used');
    END IF;
    IF TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM billing_invoice i WHERE i.vat_category = NEW.category AND i.issued_on >= NEW.valid_from
    ) THEN
        PERFORM billing_refuse('vat_rate_stays_when_used');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays_when_used BEFORE INSERT OR UPDATE OR DELETE ON billing_vatrate
    FOR EACH ROW EXECUTE FUNCTION billing_rate_is_used();
"""
BACKWARDS = """
DROP TRIGGER stays_when_used ON billing_vatrate;
DROP FUNCTION billing_rate_is_used();
DROP TRIGGER zz_seller_in_force ON billing_invoice;
DROP FUNCTION billing_seller_in_force();
DROP TRIGGER not_truncated ON billing_sellerdetails;
DROP TRIGGER never_changed ON billing_sellerdetails;
DROP TRIGGER are_dated ON billing_sellerdetails;
DROP FUNCTION billing_details_are_dated();
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0020_details_with_dates")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
