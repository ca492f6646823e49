"""Whether the state's own system issues the invoices is said of each seller, with a day, and no longer of the installation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0038_guard_withdrawals")]
    operations = [
        migrations.AddField(
            table,
            "basis_only",
            models.BooleanField(default=False, verbose_name="the state's own system issues the invoices"),
        )
        for table in ("seller", "sellerdetails")
    ]
