"""Bylaws 12, 14 and 16 in the database: sums, what may be billed, and what may be credited."""

from django.db import migrations

FORWARDS = """
-- The rate is the one in force; a credit note is as its invoice was. The credited series is locked, so that two
-- credit notes of one invoice follow each other (newer series first: no two ever wait for each other).
CREATE FUNCTION billing_invoice_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    credited billing_invoice%ROWTYPE;
BEGIN
    IF NEW.credits_id IS NULL THEN
        IF NEW.vat_rate IS DISTINCT FROM (
            SELECT r.rate FROM billing_vatrate r WHERE r.category = NEW.vat_category
            AND r.valid_from <= NEW.issued_on ORDER BY r.valid_from DESC LIMIT 1
        ) THEN
            PERFORM billing_refuse('invoice_vat_rate_in_force');
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO credited FROM billing_invoice WHERE id = NEW.credits_id;
    IF credited.kind <> 'invoice' THEN
        PERFORM billing_refuse('credit_never_of_a_credit_note');
    END IF;
    IF ROW(NEW.vat_category, NEW.vat_rate, NEW.currency, NEW.cohort_id)
        IS DISTINCT FROM ROW(credited.vat_category, credited.vat_rate, credited.currency, credited.cohort_id)
        OR NOT EXISTS (
            SELECT 1 FROM billing_series a JOIN billing_series b ON a.seller_id = b.seller_id
            WHERE a.id = NEW.series_id AND b.id = credited.series_id
        )
    THEN
        PERFORM billing_refuse('credit_as_the_invoice_was');
    END IF;
    PERFORM 1 FROM billing_series WHERE id = credited.series_id FOR UPDATE;
    RETURN NEW;
END $$;
CREATE TRIGGER z_is_lawful BEFORE INSERT ON billing_invoice
    FOR EACH ROW EXECUTE FUNCTION billing_invoice_is_lawful();

-- At commit the lines are the net amount; as each is more than nought, none can come later.
CREATE FUNCTION billing_lines_add_up(invoice bigint) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM billing_invoice i WHERE i.id = invoice
        AND i.net IS DISTINCT FROM (SELECT sum(l.net) FROM billing_line l WHERE l.invoice_id = i.id)
    ) THEN
        PERFORM billing_refuse('invoice_lines_add_up');
    END IF;
END $$;

CREATE FUNCTION billing_invoice_adds_up() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM billing_lines_add_up(NEW.id);
    IF NEW.credits_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM billing_invoice i WHERE i.id = NEW.credits_id AND i.gross < (
            SELECT sum(c.gross) FROM billing_invoice c WHERE c.credits_id = i.id)
    ) THEN
        PERFORM billing_refuse('credit_within_what_is_left');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON billing_invoice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing_invoice_adds_up();

CREATE FUNCTION billing_line_adds_up() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    document billing_invoice%ROWTYPE;
BEGIN
    PERFORM billing_lines_add_up(NEW.invoice_id);
    SELECT * INTO document FROM billing_invoice WHERE id = NEW.invoice_id;
    IF document.kind = 'invoice' AND NOT EXISTS (SELECT 1 FROM billing_claim c WHERE c.line_id = NEW.id) THEN
        PERFORM billing_refuse('line_claims_a_membership');
    END IF;
    IF document.credits_id IS DISTINCT FROM (SELECT l.invoice_id FROM billing_line l WHERE l.id = NEW.credits_id)
    THEN
        PERFORM billing_refuse('credit_line_of_the_credited_invoice');
    END IF;
    IF EXISTS (
        SELECT 1 FROM billing_line l WHERE l.id = NEW.credits_id AND l.net < (
            SELECT sum(c.net) FROM billing_line c WHERE c.credits_id = l.id)
    ) THEN
        PERFORM billing_refuse('credit_within_what_is_left');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON billing_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing_line_adds_up();

-- A claim bills a valid membership of the invoice's year, at the agreed fee.
CREATE FUNCTION billing_claim_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    membership members_membership%ROWTYPE;
    line billing_line%ROWTYPE;
    document billing_invoice%ROWTYPE;
BEGIN
    -- Held, so that nobody annuls it meanwhile.
    SELECT * INTO membership FROM members_membership WHERE id = NEW.membership_id FOR UPDATE;
    SELECT * INTO line FROM billing_line WHERE id = NEW.line_id;
    SELECT * INTO document FROM billing_invoice WHERE id = line.invoice_id;
    IF NEW.released_at IS NOT NULL THEN
        PERFORM billing_refuse('claim_released_by_a_credit_note');
    END IF;
    IF membership.annulled_at IS NOT NULL THEN
        PERFORM billing_refuse('claim_of_a_valid_membership');
    END IF;
    IF membership.billed_elsewhere THEN
        PERFORM billing_refuse('claim_not_billed_elsewhere');
    END IF;
    IF document.kind <> 'invoice' OR membership.cohort_id <> document.cohort_id THEN
        PERFORM billing_refuse('claim_of_the_invoices_year');
    END IF;
    IF line.net <> membership.agreed_fee THEN
        PERFORM billing_refuse('claim_at_the_agreed_fee');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_lawful BEFORE INSERT ON billing_claim
    FOR EACH ROW EXECUTE FUNCTION billing_claim_is_lawful();

-- The credit that empties a line releases its claim; nothing else does, and never twice.
CREATE FUNCTION billing_credit_releases() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE billing_claim SET released_at = network_clock(), released_by_id = NEW.invoice_id
        WHERE line_id = NEW.credits_id AND released_at IS NULL AND (
            SELECT l.net <= (SELECT sum(c.net) FROM billing_line c WHERE c.credits_id = l.id)
            FROM billing_line l WHERE l.id = NEW.credits_id);
    RETURN NULL;
END $$;
CREATE TRIGGER credit_releases AFTER INSERT ON billing_line
    FOR EACH ROW WHEN (NEW.credits_id IS NOT NULL) EXECUTE FUNCTION billing_credit_releases();

CREATE FUNCTION billing_claim_released_by_credit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF ROW(NEW.id, NEW.membership_id, NEW.line_id) IS DISTINCT FROM ROW(OLD.id, OLD.membership_id, OLD.line_id) THEN
        PERFORM billing_refuse('claim_stays');
    END IF;
    IF OLD.released_at IS NOT NULL OR pg_trigger_depth() < 2 THEN
        PERFORM billing_refuse('claim_released_by_a_credit_note');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER released_by_credit BEFORE UPDATE ON billing_claim
    FOR EACH ROW EXECUTE FUNCTION billing_claim_released_by_credit();

CREATE FUNCTION billing_payment_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.received_on > billing_today() THEN
        PERFORM billing_refuse('payment_not_in_the_future');
    END IF;
    IF (SELECT i.kind FROM billing_invoice i WHERE i.id = NEW.invoice_id) <> 'invoice' THEN
        PERFORM billing_refuse('payment_of_an_invoice');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_lawful BEFORE INSERT ON billing_payment
    FOR EACH ROW EXECUTE FUNCTION billing_payment_is_lawful();
"""

BACKWARDS = """
DROP TRIGGER is_lawful ON billing_payment;
DROP TRIGGER released_by_credit ON billing_claim;
DROP TRIGGER credit_releases ON billing_line;
DROP TRIGGER is_lawful ON billing_claim;
DROP TRIGGER adds_up ON billing_line;
DROP TRIGGER adds_up ON billing_invoice;
DROP TRIGGER z_is_lawful ON billing_invoice;
DROP FUNCTION billing_payment_is_lawful();
DROP FUNCTION billing_claim_released_by_credit();
DROP FUNCTION billing_credit_releases();
DROP FUNCTION billing_claim_is_lawful();
DROP FUNCTION billing_line_adds_up();
DROP FUNCTION billing_invoice_adds_up();
DROP FUNCTION billing_lines_add_up(bigint);
DROP FUNCTION billing_invoice_is_lawful();
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_refuse_gaps")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
