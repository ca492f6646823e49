"""History ends after its three years, and forgets people before: by two functions of the owner, and by nothing else.

The application role may run them and has no right to change or delete history itself. What they do is decided by
the state of the rows: the reason of a decision is emptied once its application is gone, a member's particulars
once the seat is anonymised. The triggers hold the same, whoever writes.
"""

from django.db import migrations

PERSONAL = (
    "person_id", "agreed_name", "agreed_title", "agreed_criteria", "annulled_because", "payer_changed_at",
    "payer_changed_by_id",
)  # fmt: skip

DECISION = """
CREATE FUNCTION members_decision_history_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.reason = '' AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
        AND NOT EXISTS (SELECT 1 FROM members_application a WHERE a.id = OLD.application_id)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'history_stays'
        USING ERRCODE = '23514', CONSTRAINT = 'history_stays', TABLE = TG_TABLE_NAME;
END $$;
DROP TRIGGER history_not_updated ON members_decisionevent;
CREATE TRIGGER history_not_updated BEFORE UPDATE ON members_decisionevent
    FOR EACH ROW EXECUTE FUNCTION members_decision_history_kept();
"""
MEMBERSHIP = f"""
CREATE FUNCTION members_membership_history_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF to_jsonb(NEW) - '{{{",".join(PERSONAL)}}}'::text[] = to_jsonb(OLD) - '{{{",".join(PERSONAL)}}}'::text[]
        AND EXISTS (
            SELECT 1 FROM members_membership m WHERE m.id = OLD.pgh_obj_id AND m.anonymised_at IS NOT NULL
            AND ROW({", ".join(f"NEW.{name}" for name in PERSONAL)})
                IS NOT DISTINCT FROM ROW({", ".join(f"m.{name}" for name in PERSONAL)})
        )
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'history_stays'
        USING ERRCODE = '23514', CONSTRAINT = 'history_stays', TABLE = TG_TABLE_NAME;
END $$;
DROP TRIGGER history_not_updated ON members_membershipevent;
CREATE TRIGGER history_not_updated BEFORE UPDATE ON members_membershipevent
    FOR EACH ROW EXECUTE FUNCTION members_membership_history_kept();
"""
# pghistory's own guards refuse every change; these functions alone open them, and close them again.
OPENED = """
    before text := COALESCE(NULLIF(current_setting('pgtrigger.ignore', true), ''), '{}');
    guards text := (SELECT array_agg(tgname)::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger\\_append\\_only\\_%');
"""
FUNCTIONS = f"""
CREATE FUNCTION members_forget_in_history(gone bigint[], anonymised bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE {OPENED}
BEGIN
    PERFORM set_config('pgtrigger.ignore', guards, true);
    UPDATE members_decisionevent e SET reason = '' WHERE e.application_id = ANY (gone) AND e.reason <> ''
        AND NOT EXISTS (SELECT 1 FROM members_application a WHERE a.id = e.application_id);
    UPDATE members_membershipevent e
        SET {", ".join(f"{name} = m.{name}" for name in PERSONAL)}
        FROM members_membership m
        WHERE m.id = e.pgh_obj_id AND m.id = ANY (anonymised) AND m.anonymised_at IS NOT NULL;
    PERFORM set_config('pgtrigger.ignore', before, true);
END $$;

-- At most so many of the oldest lines; what three years have not passed over stays, whatever is asked for.
CREATE FUNCTION members_end_history(kept_years integer, most bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE {OPENED}
    until timestamptz := network_clock() - make_interval(years => GREATEST(kept_years, 3));
    events text;
    ended bigint := 0;
    batch bigint;
BEGIN
    PERFORM set_config('pgtrigger.ignore', guards, true);
    FOR events IN
        SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE t.tgname = 'history_not_deleted' AND c.relname <> 'pghistory_context' ORDER BY 1
    LOOP
        EXECUTE format(
            'DELETE FROM %1$I WHERE pgh_id IN (SELECT pgh_id FROM %1$I WHERE pgh_created_at <= $1 LIMIT $2)', events
        ) USING until, most - ended;
        GET DIAGNOSTICS batch = ROW_COUNT;
        ended := ended + batch;
    END LOOP;
    DELETE FROM pghistory_context WHERE id IN (
        SELECT id FROM pghistory_context WHERE created_at <= until LIMIT most - ended);
    GET DIAGNOSTICS batch = ROW_COUNT;
    PERFORM set_config('pgtrigger.ignore', before, true);
    RETURN ended + batch;
END $$;
REVOKE ALL ON FUNCTION members_end_history(integer, bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION members_forget_in_history(bigint[], bigint[]) FROM PUBLIC;
"""
BACKWARDS = """
DROP FUNCTION members_end_history(integer, bigint);
DROP FUNCTION members_forget_in_history(bigint[], bigint[]);
DROP TRIGGER history_not_updated ON members_membershipevent;
DROP TRIGGER history_not_updated ON members_decisionevent;
DROP FUNCTION members_membership_history_kept();
DROP FUNCTION members_decision_history_kept();
CREATE TRIGGER history_not_updated BEFORE UPDATE ON members_membershipevent
    FOR EACH ROW EXECUTE FUNCTION members_refuse_history();
CREATE TRIGGER history_not_updated BEFORE UPDATE ON members_decisionevent
    FOR EACH ROW EXECUTE FUNCTION members_refuse_history();
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0016_keep_erasures")]
    operations = [migrations.RunSQL(DECISION + MEMBERSHIP + FUNCTIONS, BACKWARDS)]
