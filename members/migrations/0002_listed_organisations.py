"""Data: the organisations that an applicant can choose from the first day.

98 municipalities and 5 regions with CVR number and place, and ministries and agencies by name. When the regions
of the east merge on 1 January 2027, their rows get an `ended_on` and a `successor`; nothing here is renamed.
"""

import csv
from pathlib import Path

from django.db import migrations
from django.db.models import ProtectedError
from django.utils import timezone

DATA = Path(__file__).resolve().parent.parent / "data"
SEATS = {"Aalborg": "0851", "Viborg": "0791", "Vejle": "0630", "Hillerød": "0219", "Sorø": "0340"}


def rows(filename):
    with (DATA / filename).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed():
    """(name, sector, CVR, municipality) of every organisation to begin with."""
    for row in rows("kommuner.csv"):
        yield row["officielt_navn"], "municipal", row["cvr"], row["kode"]
    for row in rows("regioner.csv"):
        if row["cvr"]:
            yield row["navn"], "regional", row["cvr"], SEATS[row["by"]]
    for row in rows("statslige.csv"):
        yield row["navn"], "state", "", row["kommune"]


def add(apps, schema_editor):
    Organisation = apps.get_model("members", "Organisation")
    at = timezone.now()
    known = {name.lower() for name in Organisation.objects.values_list("name", flat=True)}
    Organisation.objects.bulk_create(
        Organisation(name=name, sector=sector, cvr=cvr, municipality=municipality, confirmed_at=at)
        for name, sector, cvr, municipality in listed()
        if name.lower() not in known
    )


def remove(apps, schema_editor):
    """Take away those that nobody uses; what an application or a seat names stays."""
    names = [name for name, *_ in listed()]
    for organisation in apps.get_model("members", "Organisation").objects.filter(name__in=names):
        try:
            organisation.delete()
        except ProtectedError:
            continue


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
