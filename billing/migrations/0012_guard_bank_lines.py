"""What the bank said stays, each entry is noted as payments once, and lines end with the accounts of their year."""

from django.db import migrations

# Table, the rule that refuses, and the day from whose year it is kept: five years after it.
KEPT = [
    ("billing_bankfile", "bank_file_stays", "OLD.up_to"),
    ("billing_bankentry", "bank_entry_stays", "OLD.booked_on"),
    (
        "billing_setaside",
        "set_aside_stays",
        "(SELECT e.booked_on FROM billing_bankentry e WHERE e.id = OLD.entry_id)",
    ),
]


def forwards():
    for table, rule, day in KEPT:
        yield f"""
        CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF make_date(extract(year FROM {day})::int + 5, 12, 31) >= billing_today() THEN
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
    CREATE FUNCTION billing_bank_file_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        IF NEW.up_to > billing_today() THEN
            PERFORM billing_refuse('bank_file_not_in_the_future');
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER is_lawful BEFORE INSERT ON billing_bankfile
        FOR EACH ROW EXECUTE FUNCTION billing_bank_file_is_lawful();

    CREATE FUNCTION billing_bank_entry_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
        IF NEW.seller_id IS DISTINCT FROM (SELECT f.seller_id FROM billing_bankfile f WHERE f.id = NEW.file_id) THEN
            PERFORM billing_refuse('bank_entry_of_the_files_seller');
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER is_lawful BEFORE INSERT ON billing_bankentry
        FOR EACH ROW EXECUTE FUNCTION billing_bank_entry_is_lawful();

    -- The entry is locked before its payments are added up, so that two presses follow each other. The owner locks:
    -- the application role has no right to change an entry, which a lock would ask for.
    CREATE FUNCTION billing_payment_of_its_entry() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
        entry billing_bankentry%ROWTYPE;
        allotted numeric;
    BEGIN
        SELECT * INTO entry FROM billing_bankentry WHERE id = NEW.entry_id FOR UPDATE;
        IF entry.seller_id IS DISTINCT FROM (
            SELECT s.seller_id FROM billing_invoice i JOIN billing_series s ON s.id = i.series_id
            WHERE i.id = NEW.invoice_id
        ) THEN
            PERFORM billing_refuse('payment_of_the_sellers_account');
        END IF;
        SELECT coalesce(sum(p.amount), 0) + NEW.amount INTO allotted
            FROM billing_payment p WHERE p.entry_id = NEW.entry_id;
        IF allotted * sign(entry.amount) < 0 OR abs(allotted) > abs(entry.amount) THEN
            PERFORM billing_refuse('payment_within_the_entry');
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER of_its_entry BEFORE INSERT ON billing_payment
        FOR EACH ROW WHEN (NEW.entry_id IS NOT NULL) EXECUTE FUNCTION billing_payment_of_its_entry();

    -- After the accounts of a year have ended: the bank's lines up to that year which no payment names any more.
    CREATE FUNCTION billing_end_bank(ending_seller bigint, last_year integer) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
        ending bigint[];
    BEGIN
        ending := ARRAY(
            SELECT e.id FROM billing_bankentry e WHERE e.seller_id = ending_seller
            AND extract(year FROM e.booked_on) <= last_year
            AND make_date(extract(year FROM e.booked_on)::int + 5, 12, 31) < billing_today()
            AND NOT EXISTS (SELECT 1 FROM billing_payment p WHERE p.entry_id = e.id)
        );
        DELETE FROM billing_setaside WHERE entry_id = ANY (ending);
        DELETE FROM billing_bankentry WHERE id = ANY (ending);
        DELETE FROM billing_bankfile f WHERE f.seller_id = ending_seller
            AND extract(year FROM f.up_to) <= last_year
            AND make_date(extract(year FROM f.up_to)::int + 5, 12, 31) < billing_today()
            AND NOT EXISTS (SELECT 1 FROM billing_bankentry e WHERE e.file_id = f.id);
    END $$;
    REVOKE ALL ON FUNCTION billing_end_bank(bigint, integer) FROM PUBLIC;
    """


def backwards():
    yield """
    DROP FUNCTION billing_end_bank(bigint, integer);
    DROP TRIGGER of_its_entry ON billing_payment; DROP FUNCTION billing_payment_of_its_entry();
    DROP TRIGGER is_lawful ON billing_bankentry; DROP FUNCTION billing_bank_entry_is_lawful();
    DROP TRIGGER is_lawful ON billing_bankfile; DROP FUNCTION billing_bank_file_is_lawful();
    """
    for table, _, _ in KEPT:
        yield f"""
        DROP TRIGGER never_updated ON {table}; DROP TRIGGER not_truncated ON {table};
        DROP TRIGGER kept ON {table}; DROP FUNCTION {table}_kept();
        """


class Migration(migrations.Migration):
    dependencies = [("billing", "0011_bank_files")]
    operations = [migrations.RunSQL("".join(forwards()), "".join(backwards()))]
