"""One invoice for several memberships: a mark on the items of a run, and what the database asks of their payers."""

from django.db import migrations, models

PARTICULARS = (
    "legal_name", "street", "postcode", "city", "cvr", "gln", "department", "person_reference",
    "requisition_number", "account_string",
)  # fmt: skip
FORWARDS = f"""
-- Who stands on an invoice with others has a payer who chose so, and who says exactly what the others' payers say.
CREATE FUNCTION billing_claim_is_shared() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM billing_line own
        JOIN billing_line l ON l.invoice_id = own.invoice_id AND l.id <> own.id
        JOIN billing_claim c ON c.line_id = l.id
        JOIN members_membership a ON a.id = c.membership_id JOIN members_payer p ON p.id = a.payer_id
        JOIN members_membership b ON b.id = NEW.membership_id JOIN members_payer q ON q.id = b.payer_id
        WHERE own.id = NEW.line_id AND (
            NOT p.shares_invoice OR NOT q.shares_invoice OR
            ROW({", ".join(f"p.{name}" for name in PARTICULARS)}) IS DISTINCT FROM
            ROW({", ".join(f"q.{name}" for name in PARTICULARS)}))
    ) THEN
        PERFORM billing_refuse('claim_shared_by_choice');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER z_is_shared BEFORE INSERT ON billing_claim
    FOR EACH ROW EXECUTE FUNCTION billing_claim_is_shared();
"""
BACKWARDS = """
DROP TRIGGER z_is_shared ON billing_claim;
DROP FUNCTION billing_claim_is_shared();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0018_guard_accounting_exports"),
        ("members", "0021_payers_may_share_an_invoice"),
    ]
    operations = [
        migrations.AddField(
            model_name="runitem",
            name="bundle",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
