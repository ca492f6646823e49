from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0023_keep_payments_by_their_own_year'),
    ]

    operations = [
        migrations.AddField(
            model_name='accountingexport',
            name='content',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='accountingexport',
            name='sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name='accountingexport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', True), ('sha256', '')), models.Q(('content__isnull', False), ('sha256', models.Func(models.F('content'), output_field=models.CharField(), template="encode(sha256(%(expressions)s), 'hex')"))), _connector='OR'), name='accounting_export_matches_its_checksum'),
        ),
    ]
