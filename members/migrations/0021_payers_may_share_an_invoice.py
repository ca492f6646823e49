from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0020_erase_what_hangs_on_meetings")]
    operations = [
        migrations.AddField(
            model_name="payer",
            name="shares_invoice",
            field=models.BooleanField(default=False, verbose_name="one invoice together with others"),
        ),
    ]
