import django.db.models.deletion
import meetings.rules.pairing
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0004_keep_calendars_and_tellings'),
        ('members', '0019_tell_colleagues'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Nudge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_at', models.DateTimeField()),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nudges', to='members.membership')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reminder of the peer meeting',
                'verbose_name_plural': 'reminders of the peer meeting',
                'ordering': ['-sent_at'],
            },
        ),
        migrations.CreateModel(
            name='PeerMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('met_on', models.DateField(verbose_name='day')),
                ('place', models.CharField(max_length=120, verbose_name='where')),
                ('is_practice', models.BooleanField(default=False, verbose_name='innovation practice')),
                ('noted_at', models.DateTimeField()),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peer_meetings', to='members.cohort')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.membership')),
            ],
            options={
                'verbose_name': 'peer meeting',
                'verbose_name_plural': 'peer meetings',
                'ordering': ['-met_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('denied_at', models.DateTimeField(blank=True, null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peer_meetings', to='members.membership')),
                ('spoken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('peer_meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='meetings.peermeeting')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
            },
        ),
        migrations.CreateModel(
            name='SuggestionRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sent_at', models.DateTimeField()),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestion_rounds', to='members.cohort')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'round of suggestions',
                'verbose_name_plural': 'rounds of suggestions',
                'ordering': ['-sent_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='meetings.suggestionround')),
            ],
            options={
                'verbose_name': 'suggestion',
                'verbose_name_plural': 'suggestions',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Suggested',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(blank=True, choices=[(meetings.rules.pairing.Reply['NONE'], 'not answered'), (meetings.rules.pairing.Reply['YES'], 'yes, gladly'), (meetings.rules.pairing.Reply['NO'], 'no, thank you')], default=meetings.rules.pairing.Reply['NONE'], max_length=10, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='members.membership')),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='meetings.suggestion')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.suggestionround')),
            ],
            options={
                'verbose_name': 'suggested member',
                'verbose_name_plural': 'suggested members',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Abstention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField()),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='abstentions', to='members.membership')),
            ],
            options={
                'verbose_name': 'wish for no suggestions',
                'verbose_name_plural': 'wishes for no suggestions',
                'constraints': [models.UniqueConstraint(fields=('membership',), name='abstention_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nudge',
            trigger=pgtrigger.compiler.Trigger(name='leaves_a_pause', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE membership members_membership%ROWTYPE;', func="SELECT * INTO membership FROM members_membership WHERE id = NEW.membership_id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM meetings_nudge n WHERE n.membership_id = NEW.membership_id AND n.sent_at > NEW.sent_at - interval '14 days') THEN RAISE EXCEPTION 'nudge_pause' USING ERRCODE = '23514', CONSTRAINT = 'nudge_pause', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF (membership.annulled_at IS NOT NULL OR membership.withdrawn_at IS NOT NULL) OR membership.ends_on < (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date THEN RAISE EXCEPTION 'peermeeting_closes_with_the_year' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_closes_with_the_year', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='00266f88f756d90a5c6ebd3dfd378b8fe4d56f38', operation='INSERT', pgid='pgtrigger_leaves_a_pause_ff41a', table='meetings_nudge', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='peermeeting',
            constraint=models.UniqueConstraint(fields=('key',), name='peermeeting_key_once'),
        ),
        migrations.AddConstraint(
            model_name='peermeeting',
            constraint=models.CheckConstraint(condition=models.Q(('place__regex', '\\S')), name='peermeeting_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='peermeeting',
            constraint=models.CheckConstraint(condition=models.Q(('place__regex', '[\\x01-\\x1f\\x7f]'), _negated=True), name='peermeeting_place_on_one_line'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='peermeeting',
            trigger=pgtrigger.compiler.Trigger(name='of_a_day_that_has_been', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE cohort members_cohort%ROWTYPE;', func="SELECT * INTO cohort FROM members_cohort WHERE id = NEW.cohort_id;\nIF NEW.met_on < cohort.starts_on OR NEW.met_on > cohort.ends_on THEN RAISE EXCEPTION 'peermeeting_inside_the_term' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_inside_the_term', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF NEW.met_on > (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date THEN RAISE EXCEPTION 'peermeeting_not_in_the_future' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_not_in_the_future', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF cohort.ends_on < (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date THEN RAISE EXCEPTION 'peermeeting_closes_with_the_year' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_closes_with_the_year', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='7854553b668d23c6bff71c4e39f5a1ca2903cb1b', operation='INSERT', pgid='pgtrigger_of_a_day_that_has_been_52b9a', table='meetings_peermeeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='peermeeting',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.* IS DISTINCT FROM OLD.* THEN RAISE EXCEPTION 'peermeeting_frozen' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_frozen', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='fbb36c5be3758462bd1fce1c4fc3e92c2d4cfc43', operation='UPDATE', pgid='pgtrigger_frozen_38ffa', table='meetings_peermeeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='peermeeting',
            trigger=pgtrigger.compiler.Trigger(name='of_two_or_more', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="IF EXISTS (SELECT 1 FROM meetings_peermeeting m WHERE m.id = NEW.id) AND ((SELECT count(*) FROM meetings_participant p WHERE p.peer_meeting_id = NEW.id) < 2 OR NOT EXISTS (SELECT 1 FROM meetings_participant p WHERE p.peer_meeting_id = NEW.id\n    AND p.membership_id = NEW.noted_by_id AND p.confirmed_at IS NOT NULL)) THEN RAISE EXCEPTION 'peermeeting_of_two_or_more' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_of_two_or_more', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NULL;", hash='a2c60837c3b70cd8a3afff893e6e006304cc8a6f', operation='INSERT', pgid='pgtrigger_of_two_or_more_b0e61', table='meetings_peermeeting', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('peer_meeting', 'membership'), name='participant_once'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('denied_at', None), ('spoken_by', None)), models.Q(('confirmed_at__isnull', False), ('denied_at', None), ('spoken_by__isnull', False)), models.Q(('confirmed_at', None), ('denied_at__isnull', False), ('spoken_by__isnull', False)), _connector='OR'), name='participant_word_with_its_time'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='of_the_same_year', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE noted meetings_peermeeting%ROWTYPE; membership members_membership%ROWTYPE;', func="SELECT * INTO noted FROM meetings_peermeeting WHERE id = NEW.peer_meeting_id;SELECT * INTO membership FROM members_membership WHERE id = NEW.membership_id FOR SHARE;\nIF membership.cohort_id <> noted.cohort_id OR (membership.annulled_at IS NOT NULL OR membership.withdrawn_at IS NOT NULL) THEN RAISE EXCEPTION 'participant_of_the_same_year' USING ERRCODE = '23514', CONSTRAINT = 'participant_of_the_same_year', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF NEW.denied_at IS NOT NULL OR NEW.confirmed_at IS NOT NULL AND (NEW.membership_id <> noted.noted_by_id OR NEW.spoken_by_id <> membership.person_id) THEN RAISE EXCEPTION 'participant_confirms_for_oneself' USING ERRCODE = '23514', CONSTRAINT = 'participant_confirms_for_oneself', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='f7f256bf88f6dc3a4c5e5a2492b668950ae2effc', operation='INSERT', pgid='pgtrigger_of_the_same_year_badf2', table='meetings_participant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='confirms_for_oneself', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE membership members_membership%ROWTYPE;', func="SELECT * INTO membership FROM members_membership WHERE id = NEW.membership_id FOR SHARE;\nIF (ROW(NEW.peer_meeting_id, NEW.membership_id) IS DISTINCT FROM ROW(OLD.peer_meeting_id, OLD.membership_id)) THEN RAISE EXCEPTION 'participant_stays_with_its_meeting' USING ERRCODE = '23514', CONSTRAINT = 'participant_stays_with_its_meeting', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF OLD.confirmed_at IS NOT NULL AND (ROW(NEW.confirmed_at, NEW.denied_at, NEW.spoken_by_id) IS DISTINCT FROM ROW(OLD.confirmed_at, OLD.denied_at, OLD.spoken_by_id)) THEN RAISE EXCEPTION 'participant_word_stays' USING ERRCODE = '23514', CONSTRAINT = 'participant_word_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF (ROW(NEW.confirmed_at, NEW.denied_at, NEW.spoken_by_id) IS DISTINCT FROM ROW(OLD.confirmed_at, OLD.denied_at, OLD.spoken_by_id)) AND NEW.spoken_by_id IS DISTINCT FROM membership.person_id THEN RAISE EXCEPTION 'participant_confirms_for_oneself' USING ERRCODE = '23514', CONSTRAINT = 'participant_confirms_for_oneself', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF (ROW(NEW.confirmed_at, NEW.denied_at, NEW.spoken_by_id) IS DISTINCT FROM ROW(OLD.confirmed_at, OLD.denied_at, OLD.spoken_by_id)) AND (membership.annulled_at IS NOT NULL OR membership.withdrawn_at IS NOT NULL) THEN RAISE EXCEPTION 'participant_of_the_same_year' USING ERRCODE = '23514', CONSTRAINT = 'participant_of_the_same_year', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF (ROW(NEW.confirmed_at, NEW.denied_at, NEW.spoken_by_id) IS DISTINCT FROM ROW(OLD.confirmed_at, OLD.denied_at, OLD.spoken_by_id)) AND membership.ends_on < (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date THEN RAISE EXCEPTION 'peermeeting_closes_with_the_year' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_closes_with_the_year', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='ede843674a8acafaa726691545ae7d0188e80a6c', operation='UPDATE', pgid='pgtrigger_confirms_for_oneself_9f936', table='meetings_participant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='kept_once_confirmed', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE noted meetings_peermeeting%ROWTYPE; cohort members_cohort%ROWTYPE;', func="SELECT * INTO noted FROM meetings_peermeeting WHERE id = OLD.peer_meeting_id;SELECT * INTO cohort FROM members_cohort WHERE id = noted.cohort_id;\nIF OLD.confirmed_at IS NOT NULL AND OLD.membership_id <> noted.noted_by_id AND cohort.ends_on >= (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date THEN RAISE EXCEPTION 'peermeeting_kept_once_confirmed' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_kept_once_confirmed', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN OLD;", hash='a9c26ab2423268cea1dc67ca4bf8a774e19f380b', operation='DELETE', pgid='pgtrigger_kept_once_confirmed_7267f', table='meetings_participant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='leaves_two_or_more', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="IF EXISTS (SELECT 1 FROM meetings_peermeeting m WHERE m.id = OLD.peer_meeting_id) AND (SELECT count(*) FROM meetings_participant p WHERE p.peer_meeting_id = OLD.peer_meeting_id) < 2 THEN RAISE EXCEPTION 'peermeeting_of_two_or_more' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_of_two_or_more', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NULL;", hash='58932a23ced048531aa692ffe4c56fff14a04cb6', operation='DELETE', pgid='pgtrigger_leaves_two_or_more_dd2fe', table='meetings_participant', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='suggestionround',
            constraint=models.UniqueConstraint(fields=('key',), name='round_key_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestionround',
            trigger=pgtrigger.compiler.Trigger(name='while_the_year_lasts', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE cohort members_cohort%ROWTYPE;', func="SELECT * INTO cohort FROM members_cohort WHERE id = NEW.cohort_id;\nIF cohort.ends_on < (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date THEN RAISE EXCEPTION 'peermeeting_closes_with_the_year' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_closes_with_the_year', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='caacc58abe2e8fbedbf59f3ef990655e7df6d4b4', operation='INSERT', pgid='pgtrigger_while_the_year_lasts_4448e', table='meetings_suggestionround', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='of_two_or_three', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="IF EXISTS (SELECT 1 FROM meetings_suggestion s WHERE s.id = NEW.id) AND ((SELECT count(*) FROM meetings_suggested s WHERE s.suggestion_id = NEW.id) NOT IN (2, 3) OR (SELECT count(*) FROM (SELECT 1 FROM meetings_suggested s WHERE s.round_id = NEW.round_id GROUP BY s.suggestion_id HAVING count(*) = 3) AS trio) > 1) THEN RAISE EXCEPTION 'suggestion_of_two_or_three' USING ERRCODE = '23514', CONSTRAINT = 'suggestion_of_two_or_three', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NULL;", hash='83ed9bdbaeb76db29d8c1d8302c80844eae62b86', operation='INSERT', pgid='pgtrigger_of_two_or_three_900d2', table='meetings_suggestion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='suggested',
            constraint=models.UniqueConstraint(fields=('round', 'membership'), name='suggested_once_in_a_round'),
        ),
        migrations.AddConstraint(
            model_name='suggested',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['', 'yes', 'no'])), name='suggested_answer_known'),
        ),
        migrations.AddConstraint(
            model_name='suggested',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', meetings.rules.pairing.Reply['NONE']), ('answered_at', None)), models.Q(models.Q(('answer', meetings.rules.pairing.Reply['NONE']), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='suggested_answered_at_some_time'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggested',
            trigger=pgtrigger.compiler.Trigger(name='of_the_same_year', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE round meetings_suggestionround%ROWTYPE; membership members_membership%ROWTYPE;', func="SELECT * INTO round FROM meetings_suggestionround WHERE id = NEW.round_id;SELECT * INTO membership FROM members_membership WHERE id = NEW.membership_id FOR SHARE;\nIF membership.cohort_id <> round.cohort_id OR (membership.annulled_at IS NOT NULL OR membership.withdrawn_at IS NOT NULL) OR NEW.round_id <> (SELECT s.round_id FROM meetings_suggestion s WHERE s.id = NEW.suggestion_id) OR EXISTS (SELECT 1 FROM meetings_abstention a WHERE a.membership_id = NEW.membership_id) THEN RAISE EXCEPTION 'suggested_of_the_same_year' USING ERRCODE = '23514', CONSTRAINT = 'suggested_of_the_same_year', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='62611fcf7ba33022654ee5ecef290f8f6cc7f663', operation='INSERT', pgid='pgtrigger_of_the_same_year_d21b7', table='meetings_suggested', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggested',
            trigger=pgtrigger.compiler.Trigger(name='answered_by_its_member', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE membership members_membership%ROWTYPE;', func="SELECT * INTO membership FROM members_membership WHERE id = NEW.membership_id FOR SHARE;\nIF (ROW(NEW.suggestion_id, NEW.round_id, NEW.membership_id) IS DISTINCT FROM ROW(OLD.suggestion_id, OLD.round_id, OLD.membership_id)) THEN RAISE EXCEPTION 'suggested_stays_in_its_suggestion' USING ERRCODE = '23514', CONSTRAINT = 'suggested_stays_in_its_suggestion', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nIF (ROW(NEW.answer, NEW.answered_at) IS DISTINCT FROM ROW(OLD.answer, OLD.answered_at)) AND membership.ends_on < (network_clock() AT TIME ZONE 'Europe/Copenhagen')::date THEN RAISE EXCEPTION 'peermeeting_closes_with_the_year' USING ERRCODE = '23514', CONSTRAINT = 'peermeeting_closes_with_the_year', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA; END IF;\nRETURN NEW;", hash='8b066e2078b249ea2ef35718ecef5506f0756b15', operation='UPDATE', pgid='pgtrigger_answered_by_its_member_c130c', table='meetings_suggested', when='BEFORE')),
        ),
    ]
