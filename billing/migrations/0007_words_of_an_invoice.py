"""What an invoice says besides its sums, frozen with them: no word of it comes from anywhere else later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0006_end_accounts")]
    operations = [
        migrations.AddField(
            "invoice", "note", models.CharField("note", blank=True, max_length=400, default=""), preserve_default=False
        ),
        migrations.AddField(
            "invoice", "payment_terms",
            models.CharField("terms of payment", blank=True, max_length=200, default=""), preserve_default=False,
        ),
    ]
