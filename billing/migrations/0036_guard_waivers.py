"""Bylaw 15 in the database: a fee is waived as far as it is owed, a reminder is a letter, and both stay on record."""

from importlib import import_module

from django.db import migrations

OF_THE_SERIES = import_module("billing.migrations.0006_end_accounts").OF_THE_SERIES
CREDITS = import_module("billing.migrations.0010_refuse_lone_credits")
BEFORE = import_module("billing.migrations.0023_keep_payments_by_their_own_year")
WAIVED = "({}.waived_at AT TIME ZONE 'Europe/Copenhagen')::date"
OF_ITS_REMINDER = "(SELECT r.invoice_id FROM billing_reminder r WHERE r.id = OLD.reminder_id)"
SENT = BEFORE.SENT

KEPT = [
    (
        "billing_reminderletter", "reminder_letter_stays",
        f"(SELECT billing_year_kept_until({SENT.format('r')}) FROM billing_reminder r WHERE r.id = OLD.reminder_id)",
    ),
    ("billing_waiver", "waiver_stays", f"billing_year_kept_until({WAIVED.format('OLD')})"),
]  # fmt: skip


def kept():
    for table, rule, of_its_year in KEPT:
        yield f"""
        CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF greatest(billing_kept_until({OF_ITS_REMINDER}), {of_its_year}) >= billing_today() THEN
                PERFORM billing_refuse('{rule}');
            END IF;
            RETURN OLD;
        END $$;
        CREATE TRIGGER kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept();
        CREATE TRIGGER not_truncated BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_always('{rule}');
        CREATE TRIGGER never_updated BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION billing_refuse_always('{rule}');
        """


def within_the_fee(waived):
    """The payment's guard of 0014, which counts what was waived."""
    return f"""
    CREATE OR REPLACE FUNCTION billing_payment_of_its_reminder() RETURNS trigger
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
        IF paid < 0 OR paid > reminder.fee{waived} THEN
            PERFORM billing_refuse('payment_within_the_fee');
        END IF;
        RETURN NEW;
    END $$;
    """


def items(waiver_s_invoice, waiver_s_year):
    """The guard of 0023 of what was carried over, which knows waivers."""
    return f"""
    CREATE OR REPLACE FUNCTION billing_accountingitem_kept() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        IF greatest(billing_kept_until(coalesce(
            OLD.invoice_id,
            (SELECT p.invoice_id FROM billing_payment p WHERE p.id = OLD.payment_id),
            (SELECT r.invoice_id FROM billing_reminder r WHERE r.id = OLD.reminder_id){waiver_s_invoice}
        )),
        (SELECT billing_year_kept_until({BEFORE.RECEIVED.format("p")}) FROM billing_payment p WHERE p.id = OLD.payment_id),
        (SELECT billing_year_kept_until({SENT.format("r")}) FROM billing_reminder r WHERE r.id = OLD.reminder_id)
        {waiver_s_year}) >= billing_today() THEN
            PERFORM billing_refuse('accounting_item_stays');
        END IF;
        RETURN OLD;
    END $$;
    """


def takes_along(what):
    """The invoice's guard of 0014, which takes along what hangs on its reminders."""
    return f"""
    CREATE OR REPLACE FUNCTION billing_invoice_takes_reminders_along() RETURNS trigger
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        {what}
        DELETE FROM billing_reminder WHERE invoice_id = OLD.id;
        DELETE FROM billing_reminderstop WHERE invoice_id = OLD.id;
        RETURN OLD;
    END $$;
    """


HANGS_ON = "".join(
    f"DELETE FROM {table} WHERE reminder_id IN (SELECT r.id FROM billing_reminder r WHERE r.invoice_id = OLD.id);\n"
    for table in ["billing_waiver", "billing_reminderletter"]
)
YEARS_OVER = f"""IF EXISTS (
        SELECT 1 FROM billing_waiver w JOIN billing_reminder r ON r.id = w.reminder_id
        WHERE r.invoice_id IN {OF_THE_SERIES} AND billing_year_kept_until({WAIVED.format("w")}) >= billing_today()
    ) THEN
        RETURN 0;
    END IF;
    """
WAIVING = """
-- The reminder is locked by the owner, as for a payment: what is paid and waived together is never more than the fee.
CREATE FUNCTION billing_waiver_is_owed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    owed numeric;
BEGIN
    SELECT r.fee INTO owed FROM billing_reminder r WHERE r.id = NEW.reminder_id FOR UPDATE;
    owed := owed
        - coalesce((SELECT sum(p.amount) FROM billing_payment p WHERE p.reminder_id = NEW.reminder_id), 0)
        - coalesce((SELECT sum(w.amount) FROM billing_waiver w WHERE w.reminder_id = NEW.reminder_id), 0);
    IF NEW.amount > owed THEN
        PERFORM billing_refuse('waiver_within_the_fee');
    END IF;
    IF NEW.waived_at > network_clock() OR NEW.waived_at < network_clock() - interval '1 minute' THEN
        PERFORM billing_refuse('waiver_time_is_the_clock');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_owed BEFORE INSERT ON billing_waiver
    FOR EACH ROW EXECUTE FUNCTION billing_waiver_is_owed();

-- A letter is written together with its reminder, to somebody whose seat is invoiced; a reminder with a letter at least.
CREATE FUNCTION billing_letter_of_its_reminder() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT r.sent_at FROM billing_reminder r WHERE r.id = NEW.reminder_id)
        < network_clock() - interval '1 minute'
    THEN
        PERFORM billing_refuse('reminder_letter_written_with_it');
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM billing_reminder r JOIN billing_line l ON l.invoice_id = r.invoice_id
        JOIN billing_claim c ON c.line_id = l.id JOIN members_membership m ON m.id = c.membership_id
        WHERE r.id = NEW.reminder_id AND m.person_id = NEW.person_id
    ) THEN
        PERFORM billing_refuse('reminder_letter_to_its_members');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER of_its_reminder BEFORE INSERT ON billing_reminderletter
    FOR EACH ROW EXECUTE FUNCTION billing_letter_of_its_reminder();

CREATE FUNCTION billing_reminder_has_its_letter() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM billing_reminder r WHERE r.id = NEW.id) AND NOT EXISTS (
        SELECT 1 FROM billing_reminderletter l WHERE l.reminder_id = NEW.id
    ) THEN
        PERFORM billing_refuse('reminder_has_its_letter');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER zz_has_its_letter AFTER INSERT ON billing_reminder
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing_reminder_has_its_letter();

CREATE TRIGGER takes_accounting_along BEFORE DELETE ON billing_waiver
    FOR EACH ROW EXECUTE FUNCTION billing_takes_accounting_along('waiver_id');
"""
NO_WAIVING = """
DROP TRIGGER takes_accounting_along ON billing_waiver;
DROP TRIGGER zz_has_its_letter ON billing_reminder; DROP FUNCTION billing_reminder_has_its_letter();
DROP TRIGGER of_its_reminder ON billing_reminderletter; DROP FUNCTION billing_letter_of_its_reminder();
DROP TRIGGER is_owed ON billing_waiver; DROP FUNCTION billing_waiver_is_owed();
"""
FORWARDS = [
    *kept(),
    WAIVING,
    within_the_fee(
        " - coalesce((SELECT sum(w.amount) FROM billing_waiver w WHERE w.reminder_id = NEW.reminder_id), 0)"
    ),
    items(
        """,
            (SELECT r.invoice_id FROM billing_reminder r JOIN billing_waiver w ON w.reminder_id = r.id
                WHERE w.id = OLD.waiver_id)""",
        f", (SELECT billing_year_kept_until({WAIVED.format('w')}) FROM billing_waiver w WHERE w.id = OLD.waiver_id)",
    ),
    takes_along(HANGS_ON),
    CREDITS.end_accounts(BEFORE.YEARS_OVER + YEARS_OVER + CREDITS.REQUESTS),
]
BACKWARDS = [
    CREDITS.end_accounts(BEFORE.YEARS_OVER + CREDITS.REQUESTS),
    takes_along(""),
    items("", ""),
    within_the_fee(""),
    NO_WAIVING,
    *(
        f"""
        DROP TRIGGER never_updated ON {table}; DROP TRIGGER not_truncated ON {table};
        DROP TRIGGER kept ON {table}; DROP FUNCTION {table}_kept();
        """
        for table, _rule, _year in KEPT
    ),
]


class Migration(migrations.Migration):
    dependencies = [("billing", "0035_keep_letters_of_reminders")]
    operations = [migrations.RunSQL("".join(FORWARDS), "".join(BACKWARDS))]
