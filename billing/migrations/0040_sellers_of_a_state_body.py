"""Where EINVOICE_BASIS was set, every seller is a state body from today on; the setting is read here for the last time."""

from django.db import migrations
from django.utils import timezone
from environs import Env

LETTERHEAD = (
    "legal_name", "street", "postcode", "city", "cvr", "vat_number", "contact_name", "email", "phone",
    "means", "reg_number", "account_number", "iban", "fik_creditor",
)  # fmt: skip


def carry_over(apps, schema_editor):
    if not Env().bool("EINVOICE_BASIS", False):
        return
    details = apps.get_model("billing", "SellerDetails").objects
    for seller in apps.get_model("billing", "Seller").objects.all():
        seller.basis_only = True
        seller.save(update_fields=["basis_only"])
        # What was written before stays as it was; from today on it is said beside the rest.
        written = details.filter(seller=seller, withdrawn_at=None)
        today = timezone.localdate()
        days = {today, *written.filter(valid_from__gt=today).values_list("valid_from", flat=True)}
        for day in sorted(days) if written.exists() else ():
            known = written.filter(valid_from__lte=day).order_by("-valid_from", "-pk").first() or seller
            details.create(
                **{name: getattr(known, name) for name in LETTERHEAD}, seller=seller, valid_from=day, basis_only=True,
                written_by_id=seller.changed_by_id, written_at=timezone.now(),
            )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("billing", "0039_sellers_whose_state_issues")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
