"""Many years: who may see which, and how a new one begins."""

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.timezone import localdate

from ... import rules
from ...constraints import refusing
from ...history import told
from ...rules import FIELDS, SENTENCES, RoleKind, refuse
from . import first_words

COPIED = (
    "seats", "fee", "fee_is_approximate", "covers_da", "covers_en", "terms_da", "terms_en", "programme_da", "programme_en",
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
        """Years in which the person is among those who share in confidence on that day: seated members and
        facilitators, until its last day (bylaw 11, `rules.confidence_lasts`)."""
        seated = Q(
            memberships__person_id=person.pk,
            memberships__annulled_at__isnull=True,
            memberships__withdrawn_at__isnull=True,
        )
        runs = Q(network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR)
        return self.filter(seated | runs, ends_on__gte=on).distinct().select_related("network")

    def held(self, cohort):
        """The year, locked to count its seats; whoever applies or looks meanwhile is not in the way."""
        return self.select_for_update(no_key=True).get(pk=cohort.pk)

    def open_at(self, at):
        """Published years whose intake is open at that moment."""
        return self.published().filter(opens_at__lte=at, closes_at__gt=at)

    def applied_to_at(self, at):
        """Years that one can apply for at that moment: open, with a fee that is exact."""
        return self.open_at(at).filter(taken_over=False, fee_is_approximate=False)

    def asking(self, at):
        """Years whose intake is open and takes applications, so that the members of the year before are asked."""
        return self.applied_to_at(at).select_related("network")

    def for_members(self, person):
        """Years about which the person is asked, as a seated member of the year before."""
        seats = self.seats_to_ask(person)
        years = self.alias(before=self.before(OuterRef("network"), OuterRef("starts_on")))
        return years.filter(Exists(seats.filter(cohort=OuterRef("before"))), taken_over=False)

    def asking_person(self, person, at):
        """Years that ask the person now; each says whether it `is_answered`."""
        seats = self.seats_to_ask(person).filter(cohort=OuterRef("before"))
        answered = seats.with_answer(OuterRef(OuterRef("pk"))).exclude(renewal=rules.RenewalAnswer.UNANSWERED)
        return self.asking(at).for_members(person).annotate(is_answered=Exists(answered))

    def seats_to_ask(self, person):
        """The person's seats about which a renewal can be asked."""
        memberships = self.model.memberships.rel.related_model.objects
        return memberships.filter(person=person).to_ask().order_by()

    def before(self, network, starts_on):
        """The number of the network's last year to begin before that day; one long past has no members to ask."""
        earlier = self.model.objects.filter(
            network=network, starts_on__lt=starts_on, starts_on__gte=starts_on - rules.LONG_PAST
        )
        return Subquery(earlier.order_by("-starts_on").values("pk")[:1])

    def taking_in(self, at):
        """Years whose intake has opened, until the last day on which a seat in them can be filled."""
        return self.filter(opens_at__lte=at, last_admission_on__gte=localdate(at))

    def starting_from(self, network, at, like=None):
        """A year that is not stored yet: a year of the network (its last) moved on, or a first year to edit."""
        last = self.filter(network=network).order_by("-starts_on").first()
        if last is None:
            first_day = dt.date(localdate(at).year + 1, 1, 1)
            return self.model(network=network, year=first_day.year, starts_on=first_day, **first_words.TEXTS)
        like = like or last
        copied = {field: getattr(like, field) for field in COPIED}
        first_day = last.ends_on + dt.timedelta(days=1)
        weeks = rules.weeks_from(like.starts_on, first_day)
        window = rules.moved_window(like.opens_at, like.closes_at, like.last_admission_on, weeks, at)
        return self.model(
            network=network,
            year=last.year + 1,
            starts_on=first_day,
            **copied,
            **dict(zip(("opens_at", "closes_at", "last_admission_on"), window, strict=True)),
        )

    def plan(self, network, *, by, at, like=None, **fields):
        """A new year, with the criteria of `like` (the network's last year), or a first set to edit."""
        cohort = self.model(network=network, **fields)
        refuse(*rules.year_refusals(cohort.facts()), *rules.opening_refusals(cohort.opens_at, at))
        criteria = self.starting_criteria(network, like)
        with told("planned", by=by, at=at.isoformat()), refusing(SENTENCES, FIELDS):
            cohort.save()
            for place, facts in enumerate(criteria, 1):
                cohort.criteria.create(position=place, **facts)
        return cohort

    plan.alters_data = True

    def starting_criteria(self, network, like=None):
        """The criteria of that year; of the network's last year that has any; else a first set."""
        last = self.filter(network=network, criteria__isnull=False).order_by("-starts_on").first()
        chosen = like if like and like.criteria.exists() else last
        if chosen is None:
            return first_words.CRITERIA
        return list(chosen.criteria.values("kind", "wording_da", "wording_en", "answers"))
