"""Bylaw 14 in the database: who asks and who answers looks after the network's money, and a request is answered with
the credit note that it asked for, and with nothing else."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("billing.migrations.0010_refuse_lone_credits").FORWARDS


def function(name):
    """A function as 0010 made it, to be put back."""
    body = BEFORE.partition(f"CREATE FUNCTION {name}(")[2].partition("END $$;")[0]
    return f"CREATE OR REPLACE FUNCTION {name}({body}END $$;\n"


FORWARDS = """
-- Whether the person may sign in, and facilitates the invoice's network or looks after its money, at this moment.
CREATE FUNCTION billing_looks_after(invoice bigint, person bigint) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM billing_invoice i JOIN members_cohort c ON c.id = i.cohort_id
        JOIN members_role r ON r.network_id = c.network_id JOIN members_person p ON p.id = r.person_id
        WHERE i.id = invoice AND p.id = person AND p.is_active AND r.kind IN ('facilitator', 'finance'))
$$;

-- The same, of anybody but this person.
CREATE FUNCTION billing_has_another_than(invoice bigint, person bigint) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM billing_invoice i JOIN members_cohort c ON c.id = i.cohort_id
        JOIN members_role r ON r.network_id = c.network_id JOIN members_person p ON p.id = r.person_id
        WHERE i.id = invoice AND p.id <> person AND p.is_active AND r.kind IN ('facilitator', 'finance'))
$$;

-- Whether a document is the credit note that was asked for: of that invoice, for that reason, line by line.
CREATE FUNCTION billing_answers(request billing_creditrequest, document bigint) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM billing_invoice n WHERE n.id = document AND n.kind = 'credit_note'
        AND n.credits_id = request.invoice_id AND n.reason = request.reason
    ) AND NOT EXISTS (
        (SELECT a.line_id, a.net FROM billing_creditrequestline a WHERE a.request_id = request.id
         EXCEPT ALL SELECT l.credits_id, l.net FROM billing_line l WHERE l.invoice_id = document)
        UNION ALL
        (SELECT l.credits_id, l.net FROM billing_line l WHERE l.invoice_id = document
         EXCEPT ALL SELECT a.line_id, a.net FROM billing_creditrequestline a WHERE a.request_id = request.id)
    )
$$;

CREATE OR REPLACE FUNCTION billing_credit_is_asked() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.decided_at IS NOT NULL THEN
        PERFORM billing_refuse('credit_request_begins_open');
    END IF;
    IF (SELECT i.kind FROM billing_invoice i WHERE i.id = NEW.invoice_id) <> 'invoice' THEN
        PERFORM billing_refuse('credit_never_of_a_credit_note');
    END IF;
    IF NOT billing_looks_after(NEW.invoice_id, NEW.asked_by_id) THEN
        PERFORM billing_refuse('credit_by_who_looks_after_it');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION billing_credit_is_decided() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF ROW(NEW.id, NEW.invoice_id, NEW.key, NEW.reason, NEW.note, NEW.asked_by_id, NEW.asked_at) IS DISTINCT FROM
        ROW(OLD.id, OLD.invoice_id, OLD.key, OLD.reason, OLD.note, OLD.asked_by_id, OLD.asked_at)
    THEN
        PERFORM billing_refuse('credit_request_stays');
    END IF;
    IF OLD.decided_at IS NOT NULL THEN
        PERFORM billing_refuse('credit_request_decided_once');
    END IF;
    IF NEW.decided_by_id IS NOT NULL AND NOT billing_looks_after(OLD.invoice_id, NEW.decided_by_id) THEN
        PERFORM billing_refuse('credit_by_who_looks_after_it');
    END IF;
    IF NEW.credit_note_id IS NOT NULL THEN
        IF NEW.decided_by_id = OLD.asked_by_id AND billing_has_another_than(OLD.invoice_id, OLD.asked_by_id) THEN
            PERFORM billing_refuse('credit_approved_by_another');
        END IF;
        IF NOT billing_answers(OLD, NEW.credit_note_id) THEN
            PERFORM billing_refuse('credit_note_as_approved');
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""
BACKWARDS = f"""
{function("billing_credit_is_asked")}
{function("billing_credit_is_decided")}
DROP FUNCTION billing_answers(billing_creditrequest, bigint);
DROP FUNCTION billing_has_another_than(bigint, bigint);
DROP FUNCTION billing_looks_after(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0027_guard_days_of_bank_files")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
