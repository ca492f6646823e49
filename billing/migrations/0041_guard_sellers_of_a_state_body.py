"""No invoice of a seller whose state issues is issued here; a credit note of what was issued before still is."""

from importlib import import_module

from django.db import migrations

GUARD = import_module("billing.migrations.0038_guard_withdrawals")
SELLER = GUARD.changed(*GUARD.SELLER_WITHDRAWN)
REFUSED = """    IF coalesce(known.basis_only, (
        SELECT a.basis_only FROM billing_seller a JOIN billing_series s ON s.seller_id = a.id WHERE s.id = NEW.series_id
    )) THEN
        PERFORM billing_refuse('invoice_issued_by_the_sellers_system');
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0040_sellers_of_a_state_body")]
    operations = [migrations.RunSQL(GUARD.changed(SELLER, "    RETURN NEW;", REFUSED), SELLER)]
