"""What is carried over from now on is kept as it was; exports of before have no file, and are made again as their lines read."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION billing_accounting_export_is_lawful() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.content IS NULL THEN
        PERFORM billing_refuse('accounting_export_with_its_file');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_lawful BEFORE INSERT ON billing_accountingexport
    FOR EACH ROW EXECUTE FUNCTION billing_accounting_export_is_lawful();
"""
BACKWARDS = """
DROP TRIGGER is_lawful ON billing_accountingexport; DROP FUNCTION billing_accounting_export_is_lawful();
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0024_keep_exported_files")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
