"""Many years: who may see which, and how a new one begins."""

import datetime as dt

from django.db import models
from django.db.models import Q

from ... import rules
from ...constraints import refusing
from ...history import told
from ...rules import FIELDS, SENTENCES, RoleKind, refuse
from . import first_words

COPIED = (
    "seats", "fee", "covers_da", "covers_en", "terms_da", "terms_en", "programme_da", "programme_en",
)  # fmt: skip


class CohortQuerySet(models.QuerySet):
    def published(self):
        """Years that the public may see."""
        return self.filter(published_at__isnull=False)

    def run_by(self, person):
        """Years of the networks that the person facilitates."""
        return self.filter(
            network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR
        ).select_related("network")

    def financed_by(self, person):
        """Years of the networks whose money the person looks after."""
        return self.filter(
            network__roles__person_id=person.pk, network__roles__kind=RoleKind.FINANCE
        ).select_related("network")

    def calendar_visible_to(self, person):
        """Years whose calendar the person may read: members of it, of any time, and its facilitators and finance."""
        mine = Q(memberships__person_id=person.pk, memberships__annulled_at__isnull=True)
        return self.filter(mine | Q(network__roles__person_id=person.pk)).distinct().select_related("network")

    def shared_with(self, person, on):
        """Years in which the person is among those who share in confidence on that day: seated members, facilitators."""
        seated = Q(
            memberships__person_id=person.pk,
            memberships__annulled_at__isnull=True,
            memberships__withdrawn_at__isnull=True,
            ends_on__gte=on,
        )
        runs = Q(network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR)
        return self.filter(seated | runs).distinct().select_related("network")

    def held(self, cohort):
        """The year, locked to count its seats; whoever applies or looks meanwhile is not in the way."""
        return self.select_for_update(no_key=True).get(pk=cohort.pk)

    def open_at(self, at):
        """Published years whose intake is open at that moment."""
        return self.published().filter(opens_at__lte=at, closes_at__gt=at)

    def applied_to_at(self, at):
        """Years that one can apply for at that moment: open, with a fee that is exact."""
        return self.open_at(at).filter(taken_over=False, fee_is_approximate=False)

    def running_on(self, day):
        """Years whose term the day lies in."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def starting_from(self, network, today):
        """A year that is not stored yet: the network's last year moved on, or a first year with texts to edit."""
        last = self.filter(network=network).order_by("-starts_on").first()
        if last is None:
            first_day = dt.date(today.year + 1, 1, 1)
            return self.model(network=network, year=first_day.year, starts_on=first_day, **first_words.TEXTS)
        copied = {field: getattr(last, field) for field in COPIED}
        first_day = last.ends_on + dt.timedelta(days=1)
        return self.model(network=network, year=last.year + 1, starts_on=first_day, **copied)

    def plan(self, network, *, by, at, **fields):
        """A new year, with the criteria of the network's last year or a first set to edit."""
        cohort = self.model(network=network, **fields)
        refuse(*rules.year_refusals(cohort.facts()), *rules.opening_refusals(cohort.opens_at, at))
        criteria = self.starting_criteria(network)
        with told("planned", by=by, at=at.isoformat()), refusing(SENTENCES, FIELDS):
            cohort.save()
            for place, facts in enumerate(criteria, 1):
                cohort.criteria.create(position=place, **facts)
        return cohort

    plan.alters_data = True

    def starting_criteria(self, network):
        """The criteria of the network's last year that has any, else a first set."""
        last = self.filter(network=network, criteria__isnull=False).order_by("-starts_on").first()
        if last is None:
            return first_words.CRITERIA
        return list(last.criteria.values("kind", "wording_da", "wording_en", "answers"))
