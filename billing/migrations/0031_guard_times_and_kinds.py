"""What newer tables left open: times that lie ahead, days in the wrong order, and rows about the wrong thing."""

from django.db import migrations

# Table, the rule that refuses, and the column in which somebody's clock is written down.
NOT_AHEAD = [
    ("billing_accountingexport", "accounting_export_not_ahead", "made_at"),
    ("billing_bankfile", "bank_file_not_read_ahead", "read_at"),
    ("billing_creditrequest", "credit_request_not_ahead", "asked_at"),
    ("billing_creditrequest", "credit_request_not_ahead", "decided_at"),
    ("billing_handover", "handover_not_ahead", "begun_at"),
    ("billing_payment", "payment_not_noted_ahead", "noted_at"),
    ("billing_receipt", "receipt_not_noted_ahead", "noted_at"),
    ("billing_reminderstop", "reminder_stop_not_ahead", "noted_at"),
    ("billing_sellerdetails", "seller_details_not_written_ahead", "written_at"),
    ("billing_setaside", "set_aside_not_ahead", "noted_at"),
    ("billing_vatrate", "vat_rate_not_set_ahead", "set_at"),
]
# The name of the trigger, its table, and what it asks of a new row.
ASKED = [
    (
        "on_its_entrys_day",
        "billing_payment",
        """
    IF NEW.received_on <> (SELECT e.booked_on FROM billing_bankentry e WHERE e.id = NEW.entry_id) THEN
        PERFORM billing_refuse('payment_on_the_entrys_day');
    END IF;""",
    ),
    (
        "of_a_delivery",
        "billing_handover",
        """
    IF NOT EXISTS (SELECT 1 FROM billing_document d WHERE d.id = NEW.document_id AND d.kind = 'delivery') THEN
        PERFORM billing_refuse('handover_of_a_delivery');
    END IF;
    IF NEW.begun_at < (
        SELECT d.made_at - interval '1 minute' FROM billing_document d WHERE d.id = NEW.document_id
    ) THEN
        PERFORM billing_refuse('handover_of_what_is_made');
    END IF;""",
    ),
    (
        "after_the_dispatch",
        "billing_receipt",
        """
    IF NEW.received_on < (
        SELECT (d.sent_at AT TIME ZONE 'Europe/Copenhagen')::date FROM billing_dispatch d WHERE d.id = NEW.dispatch_id
    ) THEN
        PERFORM billing_refuse('receipt_not_before_the_dispatch');
    END IF;""",
    ),
    (
        "of_an_invoice",
        "billing_reminderstop",
        """
    IF (SELECT i.kind FROM billing_invoice i WHERE i.id = NEW.invoice_id) <> 'invoice' THEN
        PERFORM billing_refuse('reminder_stop_of_an_invoice');
    END IF;""",
    ),
    (
        "within_its_line",
        "billing_creditrequestline",
        """
    IF NEW.net > (SELECT l.net FROM billing_line l WHERE l.id = NEW.line_id) THEN
        PERFORM billing_refuse('credit_within_what_is_left');
    END IF;""",
    ),
    (
        "of_days_that_have_come",
        "billing_accountingexport",
        """
    IF NEW.last > billing_today() THEN
        PERFORM billing_refuse('accounting_period_not_ahead');
    END IF;""",
    ),
    # Of invoice, payment and reminder one is named: the day and the network are its own.
    (
        "of_its_export",
        "billing_accountingitem",
        """
    IF num_nonnulls(NEW.invoice_id, NEW.payment_id, NEW.reminder_id) = 1 AND NOT EXISTS (
        SELECT 1 FROM billing_accountingexport e, billing_invoice i JOIN members_cohort c ON c.id = i.cohort_id
        LEFT JOIN billing_payment p ON p.id = NEW.payment_id LEFT JOIN billing_reminder r ON r.id = NEW.reminder_id
        WHERE e.id = NEW.export_id AND c.network_id = e.network_id
        AND i.id = coalesce(NEW.invoice_id, p.invoice_id, r.invoice_id)
        AND coalesce(p.received_on, (r.sent_at AT TIME ZONE 'Europe/Copenhagen')::date, i.issued_on)
            BETWEEN e.first AND e.last
    ) THEN
        PERFORM billing_refuse('accounting_item_of_its_export');
    END IF;""",
    ),
]


def forwards():
    yield """
    -- A minute is left for clocks that differ.
    CREATE FUNCTION billing_not_ahead() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        IF (to_jsonb(NEW) ->> TG_ARGV[0])::timestamptz > network_clock() + interval '1 minute' THEN
            PERFORM billing_refuse(TG_ARGV[1]);
        END IF;
        RETURN NEW;
    END $$;
    """
    for table, rule, column in NOT_AHEAD:
        yield f"""
        CREATE TRIGGER {column}_not_ahead BEFORE INSERT OR UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION billing_not_ahead('{column}', '{rule}');
        """
    for name, table, asks in ASKED:
        yield f"""
        CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN{asks}
            RETURN NEW;
        END $$;
        CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_{name}();
        """


def backwards():
    for name, table, _ in ASKED:
        yield f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {table}_{name}();"
    for table, _, column in NOT_AHEAD:
        yield f"DROP TRIGGER {column}_not_ahead ON {table};"
    yield "DROP FUNCTION billing_not_ahead();"


class Migration(migrations.Migration):
    dependencies = [("billing", "0030_shapes_of_newer_tables")]
    operations = [migrations.RunSQL("".join(forwards()), "".join(backwards()))]
