"""Which of a network's years somebody who thinks of joining reads about."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.timezone import localdate

from members import intake
from members.models import Cohort
from members.rules import Intake


@dataclass(frozen=True)
class Years:
    """A network's published years, sorted for a reader: the one to apply for, the one that runs, those before."""

    intake: intake.Words
    applied: Cohort | None = None
    running: Cohort | None = None
    earlier: list[Cohort] = field(default_factory=list)

    @property
    def foremost(self):
        """The year whose price and criteria count for the reader, or None."""
        return next(iter(self.shown), None)

    @property
    def shown(self):
        """The years whose meetings are shown: the one to apply for and the one that runs, or the last."""
        return [year for year in (self.applied, self.running) if year] or self.earlier[:1]


def with_published(networks):
    """The networks, each with `published`: the years that the public may see."""
    return networks.prefetch_related(Prefetch("cohorts", Cohort.objects.published(), to_attr="published"))


def sort(cohorts, at):
    """Sort a network's published years for a reader at that moment."""
    today = localdate(at)
    words = intake.of_network(cohorts, at)
    ahead = sorted((c for c in cohorts if c.starts_on > today), key=lambda c: c.starts_on)
    applied = words.cohort if words.state in (Intake.OPEN, Intake.AHEAD) else next(iter(ahead), None)
    running = next((c for c in cohorts if c.starts_on <= today <= c.ends_on and c != applied), None)
    earlier = sorted((c for c in cohorts if c.ends_on < today), key=lambda c: c.starts_on, reverse=True)
    return Years(words, applied, running, earlier)
