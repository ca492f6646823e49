"""What newer tables hold of themselves, asked of new rows only: what was stored before stays, whatever it says."""

import billing.rules.words
import datetime
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0029_refuse_more_back_than_paid'),
        ('members', '0022_keep_texts_within_reason'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddConstraintNotValid(
            model_name='accountingexport',
            constraint=models.CheckConstraint(condition=models.Q(('first__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))), name='accounting_period_of_this_century'),
        ),
        migrations.AddConstraint(
            model_name='accountingitem',
            constraint=models.UniqueConstraint(fields=('export', 'invoice'), name='accounting_invoice_once_in_a_file'),
        ),
        migrations.AddConstraint(
            model_name='accountingitem',
            constraint=models.UniqueConstraint(fields=('export', 'payment'), name='accounting_payment_once_in_a_file'),
        ),
        migrations.AddConstraint(
            model_name='accountingitem',
            constraint=models.UniqueConstraint(fields=('export', 'reminder'), name='accounting_reminder_once_in_a_file'),
        ),
        AddConstraintNotValid(
            model_name='bankentry',
            constraint=models.CheckConstraint(condition=models.Q(('entry_id__regex', '\\S')), name='bank_entry_has_an_id'),
        ),
        AddConstraintNotValid(
            model_name='bankfile',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='bank_file_has_its_checksum'),
        ),
        AddConstraintNotValid(
            model_name='bankfile',
            constraint=models.CheckConstraint(condition=models.Q(('up_to__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))), name='bank_file_of_this_century'),
        ),
        AddConstraintNotValid(
            model_name='creditrequest',
            constraint=models.CheckConstraint(condition=models.Q(('decided_at__isnull', True), ('decided_at__gte', models.F('asked_at')), _connector='OR'), name='credit_request_not_answered_before_asked'),
        ),
        AddConstraintNotValid(
            model_name='dispatch',
            constraint=models.CheckConstraint(condition=models.Q(('recipient__regex', '\\S')), name='dispatch_has_a_recipient'),
        ),
        AddConstraintNotValid(
            model_name='dispatch',
            constraint=models.CheckConstraint(condition=models.Q(('sent_by__isnull', False), models.Q(('channel__in', [billing.rules.words.Channel['LETTER'], billing.rules.words.Channel['ACCESS_POINT']]), ('key__isnull', True)), _connector='OR'), name='dispatch_noted_by_someone'),
        ),
        AddConstraintNotValid(
            model_name='sellerdetails',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))), name='seller_details_of_this_century'),
        ),
    ]
