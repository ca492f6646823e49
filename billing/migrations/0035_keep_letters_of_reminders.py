"""Reminders that were sent before keep their letters too, as far as the outbox still has them."""

from django.db import migrations


def keep(apps, schema_editor):
    reminders = {f"reminder:{pk}": pk for pk in apps.get_model("billing", "Reminder").objects.values_list("pk", flat=True)}
    letters = apps.get_model("members", "Letter").objects.filter(kind="billing/reminder", about__in=reminders)
    found = letters.exclude(to_email__endswith="@erased.invalid").exclude(person=None).order_by("pk")
    kept = apps.get_model("billing", "ReminderLetter").objects
    kept.bulk_create(
        (
            kept.model(
                reminder_id=reminders[one.about],
                person_id=one.person_id,
                to_name=one.to_name,
                to_email=one.to_email,
                subject=one.subject,
                text=one.text,
            )
            for one in found.iterator()
        ),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("billing", "0034_waive_fees"), ("members", "0022_keep_texts_within_reason")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop, elidable=True)]
