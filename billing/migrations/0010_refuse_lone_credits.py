"""Bylaw 14 in the database: a credit note is what somebody asked for and somebody else approved."""

from django.db import migrations

from importlib import import_module

OF_THE_SERIES = import_module("billing.migrations.0006_end_accounts").OF_THE_SERIES


def end_accounts(requests):
    """The function of 0006, which ends the requests together with their invoices."""
    return f"""
CREATE OR REPLACE FUNCTION billing_end_accounts(ending_seller bigint, last_year integer) RETURNS bigint
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
    {requests}
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
"""


REQUESTS = f"""DELETE FROM billing_creditrequestline WHERE request_id IN (
        SELECT r.id FROM billing_creditrequest r WHERE r.invoice_id IN {OF_THE_SERIES});
    DELETE FROM billing_creditrequest WHERE invoice_id IN {OF_THE_SERIES};"""
FORWARDS = """
-- A request is born open, of an invoice; it is answered once, and never by who asked where another could.
CREATE FUNCTION billing_credit_is_asked() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.decided_at IS NOT NULL THEN
        PERFORM billing_refuse('credit_request_begins_open');
    END IF;
    IF (SELECT i.kind FROM billing_invoice i WHERE i.id = NEW.invoice_id) <> 'invoice' THEN
        PERFORM billing_refuse('credit_never_of_a_credit_note');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_asked BEFORE INSERT ON billing_creditrequest
    FOR EACH ROW EXECUTE FUNCTION billing_credit_is_asked();

CREATE FUNCTION billing_credit_is_decided() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF ROW(NEW.id, NEW.invoice_id, NEW.key, NEW.reason, NEW.note, NEW.asked_by_id, NEW.asked_at) IS DISTINCT FROM
        ROW(OLD.id, OLD.invoice_id, OLD.key, OLD.reason, OLD.note, OLD.asked_by_id, OLD.asked_at)
    THEN
        PERFORM billing_refuse('credit_request_stays');
    END IF;
    IF OLD.decided_at IS NOT NULL THEN
        PERFORM billing_refuse('credit_request_decided_once');
    END IF;
    IF NEW.credit_note_id IS NOT NULL AND NEW.decided_by_id = OLD.asked_by_id AND EXISTS (
        SELECT 1 FROM members_role r JOIN members_cohort c ON c.network_id = r.network_id
        JOIN billing_invoice i ON i.cohort_id = c.id
        WHERE i.id = OLD.invoice_id AND r.person_id <> OLD.asked_by_id AND r.kind IN ('facilitator', 'finance')
    ) THEN
        PERFORM billing_refuse('credit_approved_by_another');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_decided BEFORE UPDATE ON billing_creditrequest
    FOR EACH ROW EXECUTE FUNCTION billing_credit_is_decided();

-- What is asked for is said while the request is open, of lines of that invoice.
CREATE FUNCTION billing_credit_line_is_asked() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    request billing_creditrequest%ROWTYPE;
BEGIN
    SELECT * INTO request FROM billing_creditrequest WHERE id = NEW.request_id FOR UPDATE;
    IF request.decided_at IS NOT NULL THEN
        PERFORM billing_refuse('credit_request_stays');
    END IF;
    IF request.invoice_id IS DISTINCT FROM (SELECT l.invoice_id FROM billing_line l WHERE l.id = NEW.line_id) THEN
        PERFORM billing_refuse('credit_line_of_the_credited_invoice');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_asked BEFORE INSERT ON billing_creditrequestline
    FOR EACH ROW EXECUTE FUNCTION billing_credit_line_is_asked();

-- At commit a credit note is exactly what was asked for and approved.
CREATE FUNCTION billing_credit_was_approved() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM billing_invoice i WHERE i.id = NEW.id) AND (
        NOT EXISTS (
            SELECT 1 FROM billing_creditrequest r
            WHERE r.credit_note_id = NEW.id AND r.invoice_id = NEW.credits_id AND r.reason = NEW.reason
        ) OR EXISTS (
            SELECT 1 FROM (
                (SELECT a.line_id, a.net FROM billing_creditrequestline a
                    JOIN billing_creditrequest r ON r.id = a.request_id WHERE r.credit_note_id = NEW.id
                 EXCEPT ALL SELECT l.credits_id, l.net FROM billing_line l WHERE l.invoice_id = NEW.id)
                UNION ALL
                (SELECT l.credits_id, l.net FROM billing_line l WHERE l.invoice_id = NEW.id
                 EXCEPT ALL SELECT a.line_id, a.net FROM billing_creditrequestline a
                    JOIN billing_creditrequest r ON r.id = a.request_id WHERE r.credit_note_id = NEW.id)
            ) AS different
        )
    ) THEN
        PERFORM billing_refuse('credit_note_as_approved');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER zz_was_approved AFTER INSERT ON billing_invoice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.credits_id IS NOT NULL)
    EXECUTE FUNCTION billing_credit_was_approved();

-- A fee that was not to be paid at all is not invoiced anew.
CREATE FUNCTION billing_claim_not_settled() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM billing_claim c JOIN billing_invoice note ON note.id = c.released_by_id
        WHERE c.membership_id = NEW.membership_id AND note.reason IN ('wrong_admission', 'never_started', 'double')
    ) THEN
        PERFORM billing_refuse('claim_not_credited_for_good');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER z_not_settled BEFORE INSERT ON billing_claim
    FOR EACH ROW EXECUTE FUNCTION billing_claim_not_settled();
"""
KEPT = [
    ("billing_creditrequest", "credit_request_stays", "OLD.invoice_id"),
    (
        "billing_creditrequestline", "credit_request_stays",
        "(SELECT r.invoice_id FROM billing_creditrequest r WHERE r.id = OLD.request_id)",
    ),
]


def kept():
    for table, rule, document in KEPT:
        yield f"""
        CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF billing_kept_until({document}) >= billing_today() THEN
                PERFORM billing_refuse('{rule}');
            END IF;
            RETURN OLD;
        END $$;
        CREATE TRIGGER kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept();
        CREATE TRIGGER not_truncated BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_always('{rule}');
        """
    yield """
    CREATE TRIGGER never_updated BEFORE UPDATE ON billing_creditrequestline
        FOR EACH ROW EXECUTE FUNCTION billing_refuse_always('credit_request_stays');
    """


BACKWARDS = """
DROP TRIGGER never_updated ON billing_creditrequestline;
DROP TRIGGER not_truncated ON billing_creditrequestline;
DROP TRIGGER kept ON billing_creditrequestline;
DROP TRIGGER not_truncated ON billing_creditrequest;
DROP TRIGGER kept ON billing_creditrequest;
DROP FUNCTION billing_creditrequestline_kept();
DROP FUNCTION billing_creditrequest_kept();
DROP TRIGGER z_not_settled ON billing_claim;
DROP TRIGGER zz_was_approved ON billing_invoice;
DROP TRIGGER is_asked ON billing_creditrequestline;
DROP TRIGGER is_decided ON billing_creditrequest;
DROP TRIGGER is_asked ON billing_creditrequest;
DROP FUNCTION billing_claim_not_settled();
DROP FUNCTION billing_credit_was_approved();
DROP FUNCTION billing_credit_line_is_asked();
DROP FUNCTION billing_credit_is_decided();
DROP FUNCTION billing_credit_is_asked();
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0009_requests_for_credit"), ("members", "0015_forget_people")]
    operations = [
        migrations.RunSQL(
            FORWARDS + "".join(kept()) + end_accounts(REQUESTS), end_accounts("") + BACKWARDS
        )
    ]
