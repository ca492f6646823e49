"""The shapes of text that meetings are made of."""

from django.db import models
from django.db.models import Q

from ..rules import LONGEST_DETAIL


def detail(verbose_name):
    """A practical detail: a few lines, for the members of the year only."""
    return models.CharField(verbose_name, max_length=LONGEST_DETAIL, blank=True)


def on_one_line(name, *fields):
    """None of the fields holds a line break or another control character."""
    broken = Q()
    for field in fields:
        broken |= Q(**{f"{field}__regex": r"[\x01-\x1f\x7f]"})
    return models.CheckConstraint(condition=~broken, name=name)
