"""What was sent is of its invoice and of its time; receipts and hand-overs stay, and end with their invoice."""

from django.db import migrations

KEPT = [
    (
        "billing_receipt",
        "receipt_stays",
        "(SELECT d.invoice_id FROM billing_dispatch d WHERE d.id = OLD.dispatch_id)",
    ),
    (
        "billing_handover",
        "handover_stays",
        "(SELECT d.invoice_id FROM billing_document d WHERE d.id = OLD.document_id)",
    ),
]


def forwards():
    for table, rule, document in KEPT:
        yield f"""
        CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF billing_kept_until({document}) >= billing_today() THEN
                PERFORM billing_refuse('{rule}');
            END IF;
            RETURN OLD;
        END $$;
        CREATE TRIGGER kept BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_kept();
        CREATE TRIGGER not_truncated BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_always('{rule}');
        CREATE TRIGGER never_updated BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION billing_refuse_always('{rule}');
        """
    yield """
    -- A minute is left for clocks that differ.
    CREATE FUNCTION billing_dispatch_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
        invoice billing_invoice%ROWTYPE;
    BEGIN
        SELECT * INTO invoice FROM billing_invoice WHERE id = NEW.invoice_id;
        IF NEW.sent_at > network_clock() + interval '1 minute'
            OR (NEW.sent_at AT TIME ZONE 'Europe/Copenhagen')::date < invoice.issued_on
        THEN
            PERFORM billing_refuse('dispatch_within_its_time');
        END IF;
        IF NEW.invoice_id IS DISTINCT FROM (SELECT d.invoice_id FROM billing_document d WHERE d.id = NEW.document_id) THEN
            PERFORM billing_refuse('dispatch_of_its_invoices_document');
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER is_lawful BEFORE INSERT ON billing_dispatch
        FOR EACH ROW EXECUTE FUNCTION billing_dispatch_is_lawful();

    CREATE FUNCTION billing_receipt_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        IF NEW.received_on > billing_today() THEN
            PERFORM billing_refuse('receipt_not_in_the_future');
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER is_lawful BEFORE INSERT ON billing_receipt
        FOR EACH ROW EXECUTE FUNCTION billing_receipt_is_lawful();

    CREATE FUNCTION billing_dispatch_takes_receipt_along() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        DELETE FROM billing_receipt WHERE dispatch_id = OLD.id;
        RETURN OLD;
    END $$;
    CREATE TRIGGER takes_receipt_along BEFORE DELETE ON billing_dispatch
        FOR EACH ROW EXECUTE FUNCTION billing_dispatch_takes_receipt_along();

    CREATE FUNCTION billing_document_takes_handover_along() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        DELETE FROM billing_handover WHERE document_id = OLD.id;
        RETURN OLD;
    END $$;
    CREATE TRIGGER takes_handover_along BEFORE DELETE ON billing_document
        FOR EACH ROW EXECUTE FUNCTION billing_document_takes_handover_along();
    """


def backwards():
    yield """
    DROP TRIGGER takes_handover_along ON billing_document; DROP FUNCTION billing_document_takes_handover_along();
    DROP TRIGGER takes_receipt_along ON billing_dispatch; DROP FUNCTION billing_dispatch_takes_receipt_along();
    DROP TRIGGER is_lawful ON billing_receipt; DROP FUNCTION billing_receipt_is_lawful();
    DROP TRIGGER is_lawful ON billing_dispatch; DROP FUNCTION billing_dispatch_is_lawful();
    """
    for table, _, _ in KEPT:
        yield f"""
        DROP TRIGGER never_updated ON {table}; DROP TRIGGER not_truncated ON {table};
        DROP TRIGGER kept ON {table}; DROP FUNCTION {table}_kept();
        """


class Migration(migrations.Migration):
    dependencies = [("billing", "0015_deliveries")]
    operations = [migrations.RunSQL("".join(forwards()), "".join(backwards()))]
