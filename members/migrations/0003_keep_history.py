"""History stays as it was written: nothing of it is changed, emptied, or deleted before its three years are over.

Plain SQL, because `pgtrigger.ignore` opens pghistory's own guards to any session.
"""

from django.db import migrations

EVENTS = ("application", "cohort", "criterion", "decision", "membership", "role")
CONTEXT = "pghistory_context"

FUNCTIONS = """
CREATE FUNCTION members_refuse_history() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'history_stays'
        USING ERRCODE = '23514', CONSTRAINT = 'history_stays', TABLE = TG_TABLE_NAME;
END $$;
"""
TABLE = """
CREATE TRIGGER history_not_truncated BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION members_refuse_history();
CREATE TRIGGER history_not_deleted BEFORE DELETE ON {table}
    FOR EACH ROW WHEN (OLD.{written_at} > network_clock() - interval '3 years')
    EXECUTE FUNCTION members_refuse_history();
"""
EVENT = """
CREATE TRIGGER history_not_updated BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION members_refuse_history();
"""
# pghistory fills in what a transaction says of itself while that transaction lasts.
TOLD = """
CREATE TRIGGER history_not_updated BEFORE UPDATE ON pghistory_context
    FOR EACH ROW WHEN (
        OLD.created_at <> now() AND (NEW.id, NEW.metadata, NEW.created_at)
        IS DISTINCT FROM (OLD.id, OLD.metadata, OLD.created_at)
    ) EXECUTE FUNCTION members_refuse_history();
"""
BACK = """
DROP TRIGGER history_not_updated ON {table};
DROP TRIGGER history_not_deleted ON {table};
DROP TRIGGER history_not_truncated ON {table};
"""
TABLES = [f"members_{name}event" for name in EVENTS]


def forwards():
    yield FUNCTIONS
    for table in TABLES:
        yield TABLE.format(table=table, written_at="pgh_created_at") + EVENT.format(table=table)
    yield TABLE.format(table=CONTEXT, written_at="created_at") + TOLD


def backwards():
    for table in [*TABLES, CONTEXT]:
        yield BACK.format(table=table)
    yield "DROP FUNCTION members_refuse_history();"


class Migration(migrations.Migration):
    dependencies = [("members", "0002_listed_organisations"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL("".join(forwards()), "".join(backwards()))]
