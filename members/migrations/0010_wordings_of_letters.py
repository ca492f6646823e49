
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0009_read_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=2)),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('text', models.TextField(verbose_name='text')),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='members.network')),
            ],
            options={
                'verbose_name': 'wording of a letter',
                'verbose_name_plural': 'wordings of letters',
                'ordering': ['kind', 'language'],
                'constraints': [models.UniqueConstraint(fields=('network', 'kind', 'language'), name='wording_once'), models.CheckConstraint(condition=models.Q(('language__in', ['da', 'en'])), name='wording_language_known'), models.CheckConstraint(condition=models.Q(('subject__regex', '\\S'), ('text__regex', '\\S')), name='wording_has_subject_and_text'), models.CheckConstraint(condition=models.Q(models.Q(('subject__regex', '[\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]'), _negated=True), models.Q(('text__regex', '[\\u0001-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]'), _negated=True)), name='wording_without_control_characters'), models.CheckConstraint(condition=models.Q(django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 6000)), name='wording_within_reason')],
            },
        ),
    ]
