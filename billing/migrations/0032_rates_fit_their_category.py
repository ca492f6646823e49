"""Rates fit their category from now on: a standard rate of 0 per cent that was written down before does not stop the upgrade."""

from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0031_guard_times_and_kinds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddConstraintNotValid(
            model_name='vatrate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('category', 'S'), ('rate__gt', 0)), models.Q(('category__in', ('Z', 'E', 'AE', 'K', 'G', 'O')), ('rate', 0)), _connector='OR'), name='vat_rate_fits_its_category', violation_error_message='The standard rate is more than 0 per cent, and what carries no VAT has the rate 0.'),
        ),
    ]
