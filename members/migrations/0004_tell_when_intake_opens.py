"""Addresses that want to be told when intake opens, and letters that are erased when they have gone."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0003_keep_history'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='is_fleeting',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('language', models.CharField(default='da', max_length=2)),
                ('link_digest', models.CharField(max_length=64)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='members.network')),
            ],
            options={
                'verbose_name': 'request to be told',
                'verbose_name_plural': 'requests to be told',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(models.F('network'), django.db.models.functions.text.Lower('email'), name='notice_once'), models.UniqueConstraint(fields=('link_digest',), name='notice_token_once'), models.CheckConstraint(condition=models.Q(('link_digest__regex', '^[0-9a-f]{64}$')), name='notice_keeps_no_token'), models.CheckConstraint(condition=models.Q(('language__in', ['da', 'en'])), name='notice_language_known')],
            },
        ),
    ]
