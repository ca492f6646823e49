import django.contrib.postgres.fields
import members.rules.directory
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('members', '0018_let_answers_go_with_a_forgotten_seat'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='person',
            name='person_erased_without_a_name',
        ),
        migrations.AddField(
            model_name='person',
            name='email_shared_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='helps_with',
            field=models.TextField(blank=True, max_length=600, verbose_name='what I can help with'),
        ),
        migrations.AddField(
            model_name='person',
            name='phone_shared_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='topics',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[(members.rules.directory.Topic['USERS'], 'involving citizens and users'), (members.rules.directory.Topic['LEADERSHIP'], 'leading innovation, and its place at the top'), (members.rules.directory.Topic['CULTURE'], 'culture and motivation among staff'), (members.rules.directory.Topic['DIGITAL'], 'digital solutions and artificial intelligence'), (members.rules.directory.Topic['DATA'], 'using data'), (members.rules.directory.Topic['EFFECTS'], 'measuring effects'), (members.rules.directory.Topic['SPREADING'], 'spreading solutions, and getting them to last'), (members.rules.directory.Topic['COLLABORATION'], 'working together across units and sectors'), (members.rules.directory.Topic['PROCUREMENT'], 'procurement and partnerships with companies'), (members.rules.directory.Topic['SKILLS'], 'methods and skills')], max_length=20), blank=True, default=list, size=None, verbose_name='what occupies me'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('topics__contained_by', ['users', 'leadership', 'culture', 'digital', 'data', 'effects', 'spreading', 'collaboration', 'procurement', 'skills'])), name='person_topics_known'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at__isnull', True), models.Q(('email__endswith', '@erased.invalid'), ('email_shared_at', None), ('helps_with', ''), ('is_active', False), ('name', ''), ('name_public_at', None), ('organisation', None), ('phone', ''), ('phone_shared_at', None), ('title', ''), ('topics', [])), _connector='OR'), name='person_erased_without_a_name'),
        ),
    ]
