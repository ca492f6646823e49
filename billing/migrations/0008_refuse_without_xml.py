"""The XML is the invoice: nothing is numbered without it. Check digits are held by the database as well."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION billing_weighted(digits text, weights int[]) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT sum(substr(digits, place::int, 1)::int * weight)::int
    FROM unnest(weights) WITH ORDINALITY AS of(weight, place)
$$;

-- The sum of the digits, each second one doubled from the right and its own digits added (modulus 10, Luhn).
CREATE FUNCTION billing_luhn(digits text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT sum(doubled / 10 + doubled % 10)::int FROM (
        SELECT substr(digits, place, 1)::int * (1 + (length(digits) - place) % 2) AS doubled
        FROM generate_series(1, length(digits)) AS place) AS places
$$;

-- The check digits of an IBAN: the first four characters moved to the end, letters as numbers, modulus 97.
CREATE FUNCTION billing_iban(iban text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT (string_agg(
        CASE WHEN letter ~ '[A-Z]' THEN (ascii(letter) - 55)::text ELSE letter END, '' ORDER BY place
    )::numeric % 97)::int
    FROM regexp_split_to_table(substr(iban, 5) || left(iban, 4), '') WITH ORDINALITY AS of(letter, place)
$$;

CREATE FUNCTION billing_digits_are_right() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    number text;
BEGIN
    FOREACH number IN ARRAY ARRAY[NEW.seller_cvr, NEW.buyer_cvr] LOOP
        IF number ~ '^[0-9]{8}$' AND billing_weighted(number, '{2,7,6,5,4,3,2,1}') % 11 <> 0 THEN
            PERFORM billing_refuse('invoice_cvr_check_digit');
        END IF;
    END LOOP;
    IF NEW.buyer_gln ~ '^[0-9]{13}$'
        AND billing_weighted(NEW.buyer_gln, '{1,3,1,3,1,3,1,3,1,3,1,3,1}') % 10 <> 0
    THEN
        PERFORM billing_refuse('invoice_gln_check_digit');
    END IF;
    IF NEW.payment_id ~ '^[0-9]{15}$' AND billing_luhn(NEW.payment_id) % 10 <> 0 THEN
        PERFORM billing_refuse('invoice_fik_check_digit');
    END IF;
    IF NEW.iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' AND billing_iban(NEW.iban) <> 1 THEN
        PERFORM billing_refuse('invoice_iban_check_digits');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_digits_are_right BEFORE INSERT ON billing_invoice
    FOR EACH ROW EXECUTE FUNCTION billing_digits_are_right();

CREATE FUNCTION billing_has_its_xml() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM billing_invoice i WHERE i.id = NEW.id) AND NOT EXISTS (
        SELECT 1 FROM billing_document d WHERE d.invoice_id = NEW.id AND d.kind = 'xml'
    ) THEN
        PERFORM billing_refuse('invoice_has_its_xml');
    END IF;
    RETURN NULL;
END $$;
-- Named so that it speaks last: what is wrong with the invoice itself is said first.
CREATE CONSTRAINT TRIGGER zz_has_its_xml AFTER INSERT ON billing_invoice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing_has_its_xml();
"""

BACKWARDS = """
DROP TRIGGER zz_has_its_xml ON billing_invoice;
DROP TRIGGER zz_digits_are_right ON billing_invoice;
DROP FUNCTION billing_has_its_xml();
DROP FUNCTION billing_digits_are_right();
DROP FUNCTION billing_iban(text);
DROP FUNCTION billing_luhn(text);
DROP FUNCTION billing_weighted(text, int[]);
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0007_words_of_an_invoice")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
