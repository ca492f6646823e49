from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0025_refuse_exports_without_a_file'),
    ]

    operations = [
        migrations.AddField(
            model_name='bankdraft',
            name='says_until',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='bankfile',
            name='says_until',
            field=models.DateField(null=True),
        ),
    ]
