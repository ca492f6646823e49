"""Bylaw 15: a bank file covers no more days than it says itself, and a table none before its last entry."""

from django.db import migrations

BEFORE = """
CREATE OR REPLACE FUNCTION billing_bank_file_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.up_to > billing_today() THEN
        PERFORM billing_refuse('bank_file_not_in_the_future');
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION billing_bank_entry_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.seller_id IS DISTINCT FROM (SELECT f.seller_id FROM billing_bankfile f WHERE f.id = NEW.file_id) THEN
        PERFORM billing_refuse('bank_entry_of_the_files_seller');
    END IF;
    RETURN NEW;
END $$;
"""
FORWARDS = """
CREATE OR REPLACE FUNCTION billing_bank_file_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.up_to > billing_today() THEN
        PERFORM billing_refuse('bank_file_not_in_the_future');
    END IF;
    -- camt.053 says itself until when; nothing is believed beyond it.
    IF (NEW.kind = 'camt' AND NEW.says_until IS NULL) OR NEW.up_to > NEW.says_until THEN
        PERFORM billing_refuse('bank_file_within_its_own_days');
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION billing_bank_entry_is_lawful() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    file billing_bankfile%ROWTYPE;
BEGIN
    SELECT * INTO file FROM billing_bankfile WHERE id = NEW.file_id;
    IF NEW.seller_id IS DISTINCT FROM file.seller_id THEN
        PERFORM billing_refuse('bank_entry_of_the_files_seller');
    END IF;
    IF file.says_until IS NULL AND NEW.booked_on > file.up_to THEN
        PERFORM billing_refuse('bank_file_from_its_last_entry');
    END IF;
    RETURN NEW;
END $$;
"""


# A camt file that was read and not confirmed does not say until when: it is uploaded anew, and read as files are read now.
# Drafts are put away after a day anyway.
READ_ANEW = "DELETE FROM billing_bankdraft WHERE kind = 'camt'"


class Migration(migrations.Migration):
    dependencies = [("billing", "0026_bank_files_with_their_own_day")]
    operations = [
        migrations.RunSQL(READ_ANEW, migrations.RunSQL.noop, elidable=True),
        migrations.RunSQL(FORWARDS, BEFORE),
    ]
