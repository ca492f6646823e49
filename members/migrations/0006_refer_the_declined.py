"""A declined applicant can be referred to another network."""

import django.db.models.deletion
import members.rules.words
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0005_remind_of_drafts'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='decision',
            name='refers_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.network', verbose_name='referred to'),
        ),
        migrations.AddField(
            model_name='decisionevent',
            name='refers_to',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.network', verbose_name='referred to'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='refers_elsewhere', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE application members_application%ROWTYPE; cohort members_cohort%ROWTYPE;', func="SELECT * INTO application FROM members_application WHERE id = NEW.application_id;SELECT * INTO cohort FROM members_cohort WHERE id = application.cohort_id;\nIF NEW.refers_to_id = cohort.network_id THEN RAISE EXCEPTION 'decision_refers_to_another_network' USING ERRCODE = '23514', CONSTRAINT = 'decision_refers_to_another_network', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='110a5b7263a055141dd67a2d222242f7d9a8e2f7', operation='INSERT OR UPDATE', pgid='pgtrigger_refers_elsewhere_68311', table='members_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_decisionevent" ("announced_at", "announced_by_id", "application_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "refers_to_id", "wait_place") VALUES (NEW."announced_at", NEW."announced_by_id", NEW."application_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."reason", NEW."refers_to_id", NEW."wait_place"); RETURN NULL;', hash='2cabed360cf51b332e968a63635b5f2156c94641', operation='INSERT', pgid='pgtrigger_insert_insert_72a22', table='members_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "members_decisionevent" ("announced_at", "announced_by_id", "application_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "refers_to_id", "wait_place") VALUES (NEW."announced_at", NEW."announced_by_id", NEW."application_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."reason", NEW."refers_to_id", NEW."wait_place"); RETURN NULL;', hash='5782a89c375d09945945a535558cfea5757b7375', operation='UPDATE', pgid='pgtrigger_update_update_f615f', table='members_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_decisionevent" ("announced_at", "announced_by_id", "application_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "refers_to_id", "wait_place") VALUES (OLD."announced_at", OLD."announced_by_id", OLD."application_id", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prepared_at", OLD."prepared_by_id", OLD."reason", OLD."refers_to_id", OLD."wait_place"); RETURN NULL;', hash='c128f2ae98053bc4c2075b2c211164ebf10e6e39', operation='DELETE', pgid='pgtrigger_delete_delete_3b3d6', table='members_decision', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('refers_to__isnull', True), ('outcome', members.rules.words.Outcome['DECLINE']), _connector='OR'), name='decision_refers_when_declined'),
        ),
    ]
