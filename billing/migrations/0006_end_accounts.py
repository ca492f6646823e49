"""Accounts end when the law lets them: whole series at a time, by a function of the owner; and a seat that is
invoiced keeps its name until then.

The application role may run the function and has no right to delete what was issued. The triggers that keep each
row until its own day hold for the function too.
"""

from django.db import migrations

OF_THE_SERIES = """(SELECT i.id FROM billing_invoice i JOIN billing_series s ON s.id = i.series_id
        WHERE s.seller_id = ending_seller AND s.year <= last_year)"""
FORWARDS = f"""
-- The series of a seller up to and including a year: all or nothing, as each number points to the one before, and a
-- credit note to what it credits. Gives the number of documents, 0 while one of them must be kept.
CREATE FUNCTION billing_end_accounts(ending_seller bigint, last_year integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    ended bigint;
BEGIN
    PERFORM 1 FROM billing_series WHERE seller_id = ending_seller ORDER BY year DESC FOR UPDATE;
    IF EXISTS (
        SELECT 1 FROM billing_invoice i WHERE i.id IN {OF_THE_SERIES} AND i.keep_until >= billing_today()
    ) OR EXISTS (
        SELECT 1 FROM billing_invoice i WHERE i.credits_id IN {OF_THE_SERIES} AND i.id NOT IN {OF_THE_SERIES}
    ) THEN
        RETURN 0;
    END IF;
    DELETE FROM billing_dispatch WHERE invoice_id IN {OF_THE_SERIES};
    DELETE FROM billing_document WHERE invoice_id IN {OF_THE_SERIES};
    DELETE FROM billing_payment WHERE invoice_id IN {OF_THE_SERIES};
    DELETE FROM billing_claim WHERE line_id IN (
        SELECT l.id FROM billing_line l WHERE l.invoice_id IN {OF_THE_SERIES});
    DELETE FROM billing_line WHERE invoice_id IN {OF_THE_SERIES};
    DELETE FROM billing_invoice WHERE id IN {OF_THE_SERIES};
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;
REVOKE ALL ON FUNCTION billing_end_accounts(bigint, integer) FROM PUBLIC;

CREATE FUNCTION billing_member_named() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM billing_claim c WHERE c.membership_id = NEW.id) THEN
        PERFORM billing_refuse('membership_named_while_invoiced');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER named_while_invoiced BEFORE UPDATE ON members_membership
    FOR EACH ROW WHEN (NEW.anonymised_at IS NOT NULL) EXECUTE FUNCTION billing_member_named();
"""
BACKWARDS = """
DROP TRIGGER named_while_invoiced ON members_membership;
DROP FUNCTION billing_member_named();
DROP FUNCTION billing_end_accounts(bigint, integer);
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0005_standard_vat"), ("members", "0015_forget_people")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
