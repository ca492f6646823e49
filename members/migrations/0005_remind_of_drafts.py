"""A draft is reminded of once, before intake closes."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0004_tell_when_intake_opens'),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='reminded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='reminded_once', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE cohort members_cohort%ROWTYPE;', func="SELECT * INTO cohort FROM members_cohort WHERE id = NEW.cohort_id;\nIF OLD.reminded_at IS NOT NULL AND (ROW(NEW.reminded_at) IS DISTINCT FROM ROW(OLD.reminded_at)) THEN RAISE EXCEPTION 'application_reminded_once' USING ERRCODE = '23514', CONSTRAINT = 'application_reminded_once', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF (ROW(NEW.reminded_at) IS DISTINCT FROM ROW(OLD.reminded_at)) AND (NEW.state <> 'draft' OR NEW.reminded_at >= cohort.closes_at) THEN RAISE EXCEPTION 'application_reminded_in_time' USING ERRCODE = '23514', CONSTRAINT = 'application_reminded_in_time', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='62510b7b42974eadb4d8c229c27f7f38463d8f20', operation='UPDATE', pgid='pgtrigger_reminded_once_166ea', table='members_application', when='BEFORE')),
        ),
    ]
