"""Bylaw 13 in the database: consecutive numbers, in the order of their dates, never in the future."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION billing_refuse(rule text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '%', rule USING ERRCODE = '23514', CONSTRAINT = rule;
END $$;

CREATE FUNCTION billing_refuse_always() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM billing_refuse(TG_ARGV[0]);
    RETURN NULL;
END $$;

CREATE FUNCTION billing_today() RETURNS date LANGUAGE sql VOLATILE
    AS $$ SELECT (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date $$;

-- A number is the next of its series, whose row is locked before the clock is read.
CREATE FUNCTION billing_number_is_next() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    series billing_series%ROWTYPE;
    prefix text;
    spelled text;
BEGIN
    SELECT * INTO series FROM billing_series WHERE id = NEW.series_id FOR UPDATE;
    SELECT number_prefix INTO prefix FROM billing_seller WHERE id = series.seller_id;
    spelled := lpad(NEW.sequence::text, greatest(5, length(NEW.sequence::text)), '0');
    IF NEW.sequence IS DISTINCT FROM series.last_sequence + 1 THEN
        PERFORM billing_refuse('invoice_number_consecutive');
    END IF;
    IF NEW.number IS DISTINCT FROM prefix || series.year || '-' || spelled THEN
        PERFORM billing_refuse('invoice_number_spelled_by_the_series');
    END IF;
    IF NEW.issued_on > billing_today() OR NEW.issued_at > network_clock() THEN
        PERFORM billing_refuse('invoice_not_in_the_future');
    END IF;
    IF NEW.issued_on < series.last_issued_on THEN
        PERFORM billing_refuse('invoice_not_before_the_previous');
    END IF;
    IF extract(year FROM NEW.issued_on) <> series.year THEN
        PERFORM billing_refuse('invoice_in_its_years_series');
    END IF;
    IF NEW.issued_at < network_clock() - interval '1 minute' THEN
        PERFORM billing_refuse('invoice_time_is_the_clock');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER number_is_next BEFORE INSERT ON billing_invoice
    FOR EACH ROW EXECUTE FUNCTION billing_number_is_next();

CREATE FUNCTION billing_advance_series() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE billing_series SET last_sequence = NEW.sequence, last_issued_on = NEW.issued_on
        WHERE id = NEW.series_id;
    RETURN NULL;
END $$;
CREATE TRIGGER advance_series AFTER INSERT ON billing_invoice
    FOR EACH ROW EXECUTE FUNCTION billing_advance_series();

-- At commit the predecessor is there: of the same series, one number lower, not dated later.
CREATE FUNCTION billing_follows_the_previous() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.sequence > 1 AND NOT EXISTS (
        SELECT 1 FROM billing_invoice p WHERE p.id = NEW.previous_id AND p.series_id = NEW.series_id
        AND p.sequence = NEW.sequence - 1 AND p.issued_on <= NEW.issued_on
    ) THEN
        PERFORM billing_refuse('invoice_follows_the_previous');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER follows_the_previous AFTER INSERT ON billing_invoice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing_follows_the_previous();

CREATE FUNCTION billing_series_guarded() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND (NEW.last_sequence <> 0 OR NEW.last_issued_on IS NOT NULL) THEN
        PERFORM billing_refuse('series_begins_at_nought');
    END IF;
    -- Only the trigger of an insert into the documents comes here from below.
    IF TG_OP = 'UPDATE' AND (
        pg_trigger_depth() < 2 OR NEW.last_sequence <> OLD.last_sequence + 1
        OR ROW(NEW.id, NEW.seller_id, NEW.year) IS DISTINCT FROM ROW(OLD.id, OLD.seller_id, OLD.year)
    ) THEN
        PERFORM billing_refuse('series_advances_by_an_issue');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER series_guarded BEFORE INSERT OR UPDATE ON billing_series
    FOR EACH ROW EXECUTE FUNCTION billing_series_guarded();
CREATE TRIGGER series_kept BEFORE DELETE ON billing_series
    FOR EACH ROW WHEN (OLD.last_sequence > 0)
    EXECUTE FUNCTION billing_refuse_always('series_never_deleted');
CREATE TRIGGER series_not_truncated BEFORE TRUNCATE ON billing_series
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_always('series_never_deleted');

CREATE FUNCTION billing_prefix_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM billing_series s WHERE s.seller_id = OLD.id AND s.last_sequence > 0) THEN
        PERFORM billing_refuse('seller_prefix_kept_when_used');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER prefix_kept BEFORE UPDATE ON billing_seller
    FOR EACH ROW WHEN (OLD.number_prefix <> NEW.number_prefix) EXECUTE FUNCTION billing_prefix_kept();
"""

BACKWARDS = """
DROP TRIGGER prefix_kept ON billing_seller;
DROP TRIGGER series_not_truncated ON billing_series;
DROP TRIGGER series_kept ON billing_series;
DROP TRIGGER series_guarded ON billing_series;
DROP TRIGGER follows_the_previous ON billing_invoice;
DROP TRIGGER advance_series ON billing_invoice;
DROP TRIGGER number_is_next ON billing_invoice;
DROP FUNCTION billing_prefix_kept();
DROP FUNCTION billing_series_guarded();
DROP FUNCTION billing_follows_the_previous();
DROP FUNCTION billing_advance_series();
DROP FUNCTION billing_number_is_next();
DROP FUNCTION billing_today();
DROP FUNCTION billing_refuse_always();
DROP FUNCTION billing_refuse(text);
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
