"""Details and rates that were written down ahead can be withdrawn before their day; the row stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

TABLES = {"sellerdetails": "seller_details", "vatrate": "vat_rate"}


def withdrawn():
    for table, name in TABLES.items():
        yield migrations.AddField(table, "withdrawn_at", models.DateTimeField(editable=False, null=True))
        yield migrations.AddField(
            table,
            "withdrawn_by",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        )
        by_someone = Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False))
        by_nobody = Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True))
        yield migrations.AddConstraint(
            table,
            models.CheckConstraint(condition=by_someone | by_nobody, name=f"{name}_withdrawn_by_someone"),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0036_guard_waivers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        *withdrawn(),
        migrations.RemoveConstraint("vatrate", "vat_rate_once_per_day"),
        migrations.AddConstraint(
            "vatrate",
            models.UniqueConstraint(
                condition=Q(("withdrawn_at__isnull", True)),
                fields=("category", "valid_from"),
                name="vat_rate_once_per_day",
            ),
        ),
    ]
