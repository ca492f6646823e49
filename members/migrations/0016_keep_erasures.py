"""What was erased, and why, is only added to. Plain SQL, because `pgtrigger.ignore` opens pgtrigger's guards."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION members_refuse_erasure() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'erasure_stays'
        USING ERRCODE = '23514', CONSTRAINT = 'erasure_stays', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER erasure_never_changed BEFORE UPDATE OR DELETE ON members_erasure
    FOR EACH ROW EXECUTE FUNCTION members_refuse_erasure();
CREATE TRIGGER erasure_not_truncated BEFORE TRUNCATE ON members_erasure
    FOR EACH STATEMENT EXECUTE FUNCTION members_refuse_erasure();
"""
BACKWARDS = """
DROP TRIGGER erasure_not_truncated ON members_erasure;
DROP TRIGGER erasure_never_changed ON members_erasure;
DROP FUNCTION members_refuse_erasure();
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0015_forget_people")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
