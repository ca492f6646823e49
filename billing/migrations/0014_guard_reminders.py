"""Bylaw 15 in the database: three reminders, ten days apart, of an overdue invoice, on fresh bank data, and not when
stopped; a fee is paid once; and reminders end with their invoice."""

from django.db import migrations

KEPT = [
    ("billing_reminder", "reminder_stays"),
    ("billing_reminderstop", "reminder_stop_stays"),
]


def forwards():
    for table, rule in KEPT:
        yield f"""
        CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF billing_kept_until(OLD.invoice_id) >= billing_today() THEN
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
    CREATE FUNCTION billing_reminder_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
        invoice billing_invoice%ROWTYPE;
        previous billing_reminder%ROWTYPE;
        unpaid numeric;
    BEGIN
        SELECT * INTO invoice FROM billing_invoice WHERE id = NEW.invoice_id;
        SELECT * INTO previous FROM billing_reminder WHERE invoice_id = NEW.invoice_id ORDER BY number DESC LIMIT 1;
        IF NEW.sent_at > network_clock() OR NEW.sent_at < network_clock() - interval '1 minute' THEN
            PERFORM billing_refuse('reminder_time_is_the_clock');
        END IF;
        IF NEW.number = previous.number THEN
            RETURN NEW;  -- the unique index says so
        END IF;
        IF NEW.number <> coalesce(previous.number, 0) + 1 THEN
            PERFORM billing_refuse('reminder_in_order');
        END IF;
        IF billing_today() - (previous.sent_at AT TIME ZONE 'Europe/Copenhagen')::date < 10 THEN
            PERFORM billing_refuse('reminder_ten_days_apart');
        END IF;
        unpaid := invoice.gross
            - coalesce((SELECT sum(c.gross) FROM billing_invoice c WHERE c.credits_id = invoice.id), 0)
            - coalesce((SELECT sum(p.amount) FROM billing_payment p
                WHERE p.invoice_id = invoice.id AND p.reminder_id IS NULL), 0);
        IF invoice.kind <> 'invoice' OR invoice.due_on >= billing_today() OR unpaid <= 0 THEN
            PERFORM billing_refuse('reminder_of_an_overdue_invoice');
        END IF;
        IF (SELECT s.stops FROM billing_reminderstop s WHERE s.invoice_id = invoice.id ORDER BY s.id DESC LIMIT 1) THEN
            PERFORM billing_refuse('reminder_not_while_stopped');
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM billing_bankfile f JOIN billing_series s ON s.seller_id = f.seller_id
            WHERE s.id = invoice.series_id AND f.up_to >= billing_today() - 3
        ) THEN
            PERFORM billing_refuse('reminder_on_fresh_bank_data');
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER is_lawful BEFORE INSERT ON billing_reminder
        FOR EACH ROW EXECUTE FUNCTION billing_reminder_is_lawful();

    CREATE FUNCTION billing_reminder_stop_alternates() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(2719, (NEW.invoice_id % 2147483647)::int);
        IF NEW.stops = coalesce(
            (SELECT s.stops FROM billing_reminderstop s WHERE s.invoice_id = NEW.invoice_id ORDER BY s.id DESC LIMIT 1),
            false
        ) THEN
            PERFORM billing_refuse('reminder_stop_alternates');
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER alternates BEFORE INSERT ON billing_reminderstop
        FOR EACH ROW EXECUTE FUNCTION billing_reminder_stop_alternates();

    -- The reminder is locked by the owner, as a bank entry is.
    CREATE FUNCTION billing_payment_of_its_reminder() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
        reminder billing_reminder%ROWTYPE;
        paid numeric;
    BEGIN
        SELECT * INTO reminder FROM billing_reminder WHERE id = NEW.reminder_id FOR UPDATE;
        IF reminder.invoice_id IS DISTINCT FROM NEW.invoice_id THEN
            PERFORM billing_refuse('payment_of_the_invoices_reminder');
        END IF;
        SELECT coalesce(sum(p.amount), 0) + NEW.amount INTO paid
            FROM billing_payment p WHERE p.reminder_id = NEW.reminder_id;
        IF paid < 0 OR paid > reminder.fee THEN
            PERFORM billing_refuse('payment_within_the_fee');
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER of_its_reminder BEFORE INSERT ON billing_payment
        FOR EACH ROW WHEN (NEW.reminder_id IS NOT NULL) EXECUTE FUNCTION billing_payment_of_its_reminder();

    CREATE FUNCTION billing_invoice_takes_reminders_along() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        DELETE FROM billing_reminder WHERE invoice_id = OLD.id;
        DELETE FROM billing_reminderstop WHERE invoice_id = OLD.id;
        RETURN OLD;
    END $$;
    CREATE TRIGGER takes_reminders_along BEFORE DELETE ON billing_invoice
        FOR EACH ROW EXECUTE FUNCTION billing_invoice_takes_reminders_along();
    """


def backwards():
    yield """
    DROP TRIGGER takes_reminders_along ON billing_invoice; DROP FUNCTION billing_invoice_takes_reminders_along();
    DROP TRIGGER of_its_reminder ON billing_payment; DROP FUNCTION billing_payment_of_its_reminder();
    DROP TRIGGER alternates ON billing_reminderstop; DROP FUNCTION billing_reminder_stop_alternates();
    DROP TRIGGER is_lawful ON billing_reminder; DROP FUNCTION billing_reminder_is_lawful();
    """
    for table, _ in KEPT:
        yield f"""
        DROP TRIGGER never_updated ON {table}; DROP TRIGGER not_truncated ON {table};
        DROP TRIGGER kept ON {table}; DROP FUNCTION {table}_kept();
        """


class Migration(migrations.Migration):
    dependencies = [("billing", "0013_reminders")]
    operations = [migrations.RunSQL("".join(forwards()), "".join(backwards()))]
