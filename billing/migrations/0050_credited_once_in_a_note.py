from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0018_guard_accounting_exports'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='line',
            constraint=models.UniqueConstraint(fields=('invoice', 'credits'), name='line_credited_once_in_a_note'),
        ),
    ]
