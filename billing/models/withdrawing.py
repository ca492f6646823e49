"""What was written down ahead and taken back before its day: it stays on record, and never counts."""

from django.db import models
from django.db.models import F
from django.utils import timezone

from members.clock import database_now
from members.constraints import both_or_neither, refusing
from members.rules import refuse

from ..rules import SENTENCES, withdrawal_refusals


class AheadQuerySet(models.QuerySet):
    """Rows that count from a day on."""

    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def history(self):
        """Everything that was written, the newest day first; what was withdrawn stands after what counts."""
        return self.order_by("-valid_from", F("withdrawn_at").asc(nulls_first=True), "-pk")


class WrittenAhead(models.Model):
    """A row with a day from which it counts; until then it can be withdrawn."""

    valid_from: models.DateField
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    def withdraw(self, *, by, at):
        """Take it back before its day; of two who press at once one does."""
        with refusing(SENTENCES):
            row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            today = timezone.localdate(database_now())
            refuse(*withdrawal_refusals(row.valid_from, withdrawn=row.withdrawn_at is not None, today=today))
            type(self).objects.filter(pk=self.pk).update(withdrawn_by=by, withdrawn_at=at)

    withdraw.alters_data = True


def withdrawn_by_someone(name):
    """Whoever takes it back stands by it, with the time."""
    return both_or_neither(name, "withdrawn_at", "withdrawn_by")
