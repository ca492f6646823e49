"""A network's years and their criteria."""

from .cohort import Cohort, days
from .criterion import CRITERION_KINDS, Criterion
from .queryset import CohortQuerySet

__all__ = ["CRITERION_KINDS", "Cohort", "CohortQuerySet", "Criterion", "days"]
