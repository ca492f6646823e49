"""A reminder's letter is kept with it, and its fee can be waived."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

THINGS = ("invoice", "payment", "reminder", "waiver")


def only(name, things=THINGS):
    return Q(*((f"{thing}__isnull", thing != name) for thing in things))


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0033_credit_to_the_ore"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "ReminderLetter",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reminder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="billing.reminder"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("to_name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("to_email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
            ],
            options={
                "ordering": ["reminder", "id"],
                "verbose_name": "letter of a reminder",
                "verbose_name_plural": "letters of reminders",
                "constraints": [
                    models.UniqueConstraint(fields=["reminder", "to_email"], name="reminder_letter_once"),
                    models.CheckConstraint(
                        condition=Q(("subject__regex", r"\S"), ("text__regex", r"\S")),
                        name="reminder_letter_says_something",
                    ),
                    models.CheckConstraint(
                        condition=Q(("to_email__endswith", "@erased.invalid"), _negated=True),
                        name="reminder_letter_to_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Waiver",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reminder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waivers", to="billing.reminder"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount")),
                ("reason", models.CharField(max_length=400, verbose_name="reason")),
                ("waived_at", models.DateTimeField()),
                (
                    "waived_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "verbose_name": "waiver of a fee",
                "verbose_name_plural": "waivers of fees",
                "constraints": [
                    models.CheckConstraint(condition=Q(("amount__gt", 0)), name="waiver_forgives_something"),
                    models.CheckConstraint(condition=Q(("reason__regex", r"\S")), name="waiver_with_a_reason"),
                ],
            },
        ),
        migrations.AddField(
            "accountingitem",
            "waiver",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exported",
                to="billing.waiver",
            ),
        ),
        migrations.RemoveConstraint("accountingitem", "accounting_item_is_one_thing"),
        migrations.AddConstraint(
            "accountingitem",
            models.CheckConstraint(
                condition=only("invoice") | only("payment") | only("reminder") | only("waiver"),
                name="accounting_item_is_one_thing",
            ),
        ),
    ]
