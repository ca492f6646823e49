"""The standard rate of VAT: 25 per cent since 1992."""

import datetime as dt

from django.db import migrations


def add(apps, schema_editor):
    apps.get_model("billing", "VatRate").objects.create(category="S", rate=25, valid_from=dt.date(1992, 1, 1))


def remove(apps, schema_editor):
    apps.get_model("billing", "VatRate").objects.filter(category="S", valid_from=dt.date(1992, 1, 1)).delete()


class Migration(migrations.Migration):
    dependencies = [("billing", "0004_refuse_changes")]
    operations = [migrations.RunPython(add, remove)]
