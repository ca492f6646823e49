"""A waiver stands in a file for the accounts once, and in one of its own network and period, as the other things do."""

from django.db import migrations, models

FUNCTION = """
CREATE OR REPLACE FUNCTION billing_accountingitem_of_its_export() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF num_nonnulls({named}) = 1 AND NOT EXISTS (
        SELECT 1 FROM billing_accountingexport e, billing_invoice i JOIN members_cohort c ON c.id = i.cohort_id
        LEFT JOIN billing_payment p ON p.id = NEW.payment_id LEFT JOIN billing_reminder r ON r.id = NEW.reminder_id
        {joined}
        WHERE e.id = NEW.export_id AND c.network_id = e.network_id
        AND i.id = coalesce(NEW.invoice_id, p.invoice_id, r.invoice_id{invoice})
        AND coalesce(p.received_on, (r.sent_at AT TIME ZONE 'Europe/Copenhagen')::date{day}, i.issued_on)
            BETWEEN e.first AND e.last
    ) THEN
        PERFORM billing_refuse('accounting_item_of_its_export');
    END IF;
    RETURN NEW;
END $$;
"""
NAMED = "NEW.invoice_id, NEW.payment_id, NEW.reminder_id"
FORWARDS = FUNCTION.format(
    named=f"{NAMED}, NEW.waiver_id",
    joined="""LEFT JOIN billing_waiver w ON w.id = NEW.waiver_id
        LEFT JOIN billing_reminder waived ON waived.id = w.reminder_id""",
    invoice=", waived.invoice_id",
    day=", (w.waived_at AT TIME ZONE 'Europe/Copenhagen')::date",
)
BACKWARDS = FUNCTION.format(named=NAMED, joined="", invoice="", day="")


class Migration(migrations.Migration):
    dependencies = [("billing", "0041_guard_sellers_of_a_state_body")]
    operations = [
        migrations.AddConstraint(
            model_name="accountingitem",
            constraint=models.UniqueConstraint(
                fields=["export", "waiver"], name="accounting_waiver_once_in_a_file"
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
