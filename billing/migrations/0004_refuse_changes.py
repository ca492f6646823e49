"""What is issued stays: no update, no truncate, no delete before the row's own `keep_until`; the payer is held too."""

from django.db import migrations

# Table, the rule that refuses, how its document is found, and whether any update is refused (a claim is released).
KEPT = [
    ("billing_invoice", "invoice_stays_as_issued", "OLD.id", True),
    ("billing_line", "line_stays_as_issued", "OLD.invoice_id", True),
    ("billing_document", "document_stays_as_made", "OLD.invoice_id", True),
    ("billing_dispatch", "dispatch_stays", "OLD.invoice_id", True),
    ("billing_payment", "payment_stays", "OLD.invoice_id", True),
    ("billing_claim", "claim_stays", "(SELECT l.invoice_id FROM billing_line l WHERE l.id = OLD.line_id)", False),
]


def forwards():
    yield """
    CREATE FUNCTION billing_kept_until(invoice bigint) RETURNS date LANGUAGE sql STABLE
        AS $$ SELECT i.keep_until FROM billing_invoice i WHERE i.id = invoice $$;
    """
    for table, rule, document, never_updated in KEPT:
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
        """
        if never_updated:
            yield f"""
            CREATE TRIGGER never_updated BEFORE UPDATE ON {table}
                FOR EACH ROW EXECUTE FUNCTION billing_refuse_always('{rule}');
            """
    yield """
    -- Bylaw 7: the payer can be changed until the invoice is issued.
    CREATE FUNCTION billing_payer_held() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM members_membership m JOIN billing_claim c ON c.membership_id = m.id
            WHERE m.payer_id = OLD.id AND c.released_at IS NULL
        ) THEN
            PERFORM billing_refuse('payer_frozen_when_invoiced');
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER held_when_invoiced BEFORE UPDATE OR DELETE ON members_payer
        FOR EACH ROW EXECUTE FUNCTION billing_payer_held();
    """


def backwards():
    yield "DROP TRIGGER held_when_invoiced ON members_payer; DROP FUNCTION billing_payer_held();"
    for table, _, _, never_updated in KEPT:
        if never_updated:
            yield f"DROP TRIGGER never_updated ON {table};"
        yield f"DROP TRIGGER not_truncated ON {table}; DROP TRIGGER kept ON {table}; DROP FUNCTION {table}_kept();"
    yield "DROP FUNCTION billing_kept_until(bigint);"


class Migration(migrations.Migration):
    dependencies = [("billing", "0003_refuse_wrong_sums")]
    operations = [migrations.RunSQL("".join(forwards()), "".join(backwards()))]
