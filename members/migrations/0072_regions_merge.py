"""Data: Region Hovedstaden and Region Sjælland end with 2026; Region Østdanmark carries on from 1 January 2027.

Act no. 699 of 20 June 2025, section 126. The CVR number of the new region is not known yet.
"""

import datetime as dt

import pgtrigger
from django.db import migrations
from django.utils import timezone

OLD = ["Region Hovedstaden", "Region Sjælland"]
NEW = {"name": "Region Østdanmark", "sector": "regional", "municipality": "0340"}
LAST_DAY = dt.date(2026, 12, 31)


def add(apps, schema_editor):
    """The new region, and the ends of the two; an end that somebody has noted already stays."""
    Organisation = apps.get_model("members", "Organisation")
    at, begins_on = timezone.now(), LAST_DAY + dt.timedelta(days=1)
    new = Organisation.objects.filter(name__iexact=NEW["name"], confirmed_at__isnull=False).first()
    new = new or Organisation.objects.create(**NEW, confirmed_at=at, begins_on=begins_on)
    ending = Organisation.objects.filter(name__in=OLD, sector="regional", ended_on=None)
    ending.update(ended_on=LAST_DAY, successor=new, end_noted_at=at)


def remove(apps, schema_editor):
    """Let the two go on; the new region stays where somebody uses it."""
    Organisation = apps.get_model("members", "Organisation")
    with pgtrigger.ignore("members.Organisation:end_stays"):
        Organisation.objects.filter(successor__name=NEW["name"], end_noted_by=None).update(
            ended_on=None, successor=None, end_noted_at=None
        )
    new = Organisation.objects.filter(name=NEW["name"], confirmed_by=None).first()
    if new and not (new.people.exists() or new.memberships.exists() or new.application_set.exists()):
        new.delete()


class Migration(migrations.Migration):
    dependencies = [("members", "0071_organisations_end")]
    operations = [migrations.RunPython(add, remove)]
