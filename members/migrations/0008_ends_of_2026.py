"""Data: the organisations of the list that end with 2026, and who carries on from 1 January 2027.

Region Hovedstaden and Region Sjælland become Region Østdanmark (act no. 699 of 20 June 2025, section 126).
Sundhedsdatastyrelsen goes into Digital Sundhed Danmark, which state, regions and municipalities own together
(bill L 43 of 9 October 2025). The CVR numbers of the new ones are not known yet.
"""

import datetime as dt

import pgtrigger
from django.db import migrations
from django.utils import timezone

LAST_DAY = dt.date(2026, 12, 31)
ENDS = [
    (
        ["Region Hovedstaden", "Region Sjælland"],
        {"name": "Region Østdanmark", "sector": "regional", "municipality": "0340"},
    ),
    (["Sundhedsdatastyrelsen"], {"name": "Digital Sundhed Danmark", "sector": "other"}),
]


def add(apps, schema_editor):
    """The new ones, and the ends of the old; an end that somebody has noted already stays."""
    organisations = apps.get_model("members", "Organisation").objects
    at, begins_on = timezone.now(), LAST_DAY + dt.timedelta(days=1)
    for old, new in ENDS:
        listed = organisations.filter(name__iexact=new["name"], confirmed_at__isnull=False)
        successor = listed.first() or organisations.create(**new, confirmed_at=at, begins_on=begins_on)
        ending = organisations.filter(name__in=old, confirmed_at__isnull=False, ended_on=None)
        ending.update(ended_on=LAST_DAY, successor=successor, end_noted_at=at)


def remove(apps, schema_editor):
    """Let the old ones go on; a new one stays where somebody uses it."""
    organisations = apps.get_model("members", "Organisation").objects
    for old, new in ENDS:
        with pgtrigger.ignore("members.Organisation:end_stays"):
            organisations.filter(name__in=old, successor__name=new["name"], end_noted_by=None).update(
                ended_on=None, successor=None, end_noted_at=None
            )
        unused = {"people": None, "memberships": None, "application": None, "predecessors": None}
        organisations.filter(name=new["name"], confirmed_by=None, **unused).delete()


class Migration(migrations.Migration):
    dependencies = [("members", "0007_organisations_end")]
    operations = [migrations.RunPython(add, remove)]
