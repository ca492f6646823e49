"""Answers and marks of members who are no longer known, what was told for one meeting, and materials."""

import datetime as dt
from collections import Counter

from django.conf import settings
from django.db.models import Max, Q
from django.utils.timezone import localdate

from members.keeping.batches import end
from members.rules import DataKind

from ...models import Attendance, Mark, Material, Minutes
from .erasing import forget, forget_at_meetings, of_kind


def end_answers(at):
    """Erase the answers to meetings, and the marks, of seats without a person."""
    for model in (Attendance, Mark):
        due = model.objects.filter(membership__anonymised_at__isnull=False)
        end(DataKind.ANSWER, due.select_related("membership"), forget, at=at)


def told_due(at):
    """Answers that tell of food or of a reason, so long after the meeting, and those of people who are gone."""
    told = Attendance.objects.filter(~Q(food="", reason="")).alias(over_at=Max("meeting__parts__ends_at"))
    over = Q(over_at__lt=at - dt.timedelta(days=settings.KEEP_FOOD_DAYS))
    return told.filter(over | Q(membership__person__erased_at__isnull=False))


def end_told(at):
    """Forget what was told about food, and why somebody could not come; the answers stay."""
    end(DataKind.FOOD, told_due(at).select_related("membership"), forget_told, at=at)


def forget_told(answers):
    """Empty what was told; in how many answers of each network."""
    of_kind(answers).forget_told()
    return Counter(answer.membership.network_id for answer in answers)


def end_materials(at):
    """Delete the materials and minutes of years that are long over."""
    today = localdate(at)
    for model in (Material, Minutes):
        due = model.objects.due(today).select_related("meeting__cohort")
        end(
            DataKind.MATERIAL,
            due.defer("content") if model is Material else due,
            forget_at_meetings,
            at=at,
        )
