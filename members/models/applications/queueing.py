"""The waiting list while it is prepared: places in order, each once, numbered under the lock of the year."""

from django.db import models
from django.db.models import Max

from ... import rules
from ...constraints import refusing
from ...history import told
from ...rules import SENTENCES, UNDECIDED, Outcome, State, refuse
from ..years import Cohort


class Queueing(models.Model):
    """The verbs by which an application finds its place among those who wait."""

    class Meta:
        abstract = True

    def hold(self):
        """Hold the year, then all versions, always in that order: decisions of one year take turns; the year as held."""
        held = Cohort.objects.held(self.cohort)
        self.lock_versions()
        return held

    def queue(self):
        """The prepared places on the waiting list of the year, in order."""
        waits = self.decisions.model.objects.prepared().filter(
            application__cohort_id=self.cohort_id, application__state__in=UNDECIDED, outcome=Outcome.WAIT
        )
        return list(waits.order_by("wait_place", "id"))

    def move(self, *, up, by, at):
        """One place up or down among those who are prepared to wait; the first stays first, the last last."""
        with refusing(SENTENCES), told("moved", by=by, at=at.isoformat()):
            self.hold()
            queue = self.queue()
            own = next((i for i, decision in enumerate(queue) if decision.application_id == self.pk), None)
            refuse(*rules.place_refusals(is_queued=own is not None))
            other = own - 1 if up else own + 1
            if 0 <= other < len(queue):
                places = queue[own].wait_place, queue[other].wait_place
                queue[other].place_at(places[0])
                queue[own].place_at(places[1])

    def close_ranks(self):
        """Number those behind everybody announced without a gap; who was told a place keeps it."""
        last = self.last_announced_place()
        behind = [decision for decision in self.queue() if (decision.wait_place or 0) > last]
        for place, decision in enumerate(behind, last + 1):
            if decision.wait_place != place:
                decision.place_at(place)

    move.alters_data = close_ranks.alters_data = True

    def last_announced_place(self):
        """The highest place that somebody who still waits has been told; 0 where nobody has."""
        told_places = self.decisions.model.objects.filter(
            application__cohort_id=self.cohort_id,
            application__state=State.WAITING,
            outcome=Outcome.WAIT,
            announced_at__isnull=False,
        )
        return told_places.aggregate(last=Max("wait_place"))["last"] or 0

    def next_place(self):
        """The place behind everybody who waits, or is prepared to wait, for a seat in the same year."""
        return max([self.last_announced_place(), *(d.wait_place or 0 for d in self.queue())]) + 1
