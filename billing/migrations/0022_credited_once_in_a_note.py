from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0021_guard_details_with_dates'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='line',
            constraint=models.UniqueConstraint(fields=('invoice', 'credits'), name='line_credited_once_in_a_note'),
        ),
    ]
