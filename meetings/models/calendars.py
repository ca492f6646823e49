"""How meetings come into a person's own calendar: by letters, by a subscription, or not at all."""

import datetime as dt
import hashlib
import secrets

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from members.constraints import one_of, refusing
from members.models import Cohort, Membership, Person, Role
from members.rules import RoleKind, refuse

from ..rules import SENTENCES, Way, subscription_refusals

WAYS = {
    Way.INVITATIONS: _("with the letters"),
    Way.FEED: _("by subscription"),
    Way.NEITHER: _("not at all"),
}


def digest(token):
    """What is stored of a token: enough to know it again."""
    return hashlib.sha256(token.encode()).hexdigest()


def with_calendar(people, on):
    """Of these people (a queryset) those who have a calendar here: a seat in a year that is not over, or a network to run."""
    seats = Membership.objects.seated().filter(person=OuterRef("pk"), ends_on__gte=on)
    roles = Role.objects.filter(person=OuterRef("pk"), kind=RoleKind.FACILITATOR)
    return people.filter(Exists(seats) | Exists(roles), is_active=True)


def has_calendar(person, on):
    """Whether the person has a calendar here on that day."""
    return with_calendar(Person.objects.filter(pk=person.pk), on).exists()


def years_of(person):
    """The years whose meetings belong in the person's calendar: those of his or her seats, and those he or she runs."""
    seats = Membership.objects.seated().filter(cohort=OuterRef("pk"), person=person.pk)
    roles = Role.objects.filter(network=OuterRef("network"), person=person.pk, kind=RoleKind.FACILITATOR)
    return Cohort.objects.filter(Exists(seats) | Exists(roles)).order_by()


class OwnCalendarQuerySet(models.QuerySet):
    def of(self, person):
        """The person's choice; who has chosen nothing gets the meetings with the letters."""
        return self.filter(person=person).first() or self.model(person=person)

    def known_by(self, token, on):
        """The calendar that the token opens on that day; none once the last seat's term is over."""
        alive = with_calendar(Person.objects.all(), on)
        found = self.filter(feed_digest=digest(token), person__in=alive.values("pk"))
        return found.select_related("person").first()

    def without_event(self, people):
        """Which of these people (their numbers) have chosen that letters carry no event."""
        other = self.filter(person__in=people).exclude(way=Way.INVITATIONS)
        return set(other.values_list("person_id", flat=True))

    def subscribe(self, person, *, on, at):
        """Give the person a subscription with a new address; its token, which is shown once. An older one is dead."""
        refuse(*subscription_refusals(has_calendar=has_calendar(person, on)))
        token = secrets.token_urlsafe(32)
        self._choose(person, way=Way.FEED, feed_digest=digest(token), feed_made_at=at)
        return token

    subscribe.alters_data = True

    def choose(self, person, way, *, on):
        """Get the meetings with the letters, or not at all; a subscription ends with that."""
        refuse(*subscription_refusals(has_calendar=has_calendar(person, on)))
        self._choose(person, way=way, feed_digest=None, feed_made_at=None)

    choose.alters_data = True

    def _choose(self, person, **fields):
        """Keep the choice; what an older address contained is nobody's business any more."""
        with refusing(SENTENCES):
            self.update_or_create(
                person=person, defaults={**fields, "content_digest": "", "content_changed_at": None}
            )

    def over(self, on):
        """The choices of people who have no calendar here any more."""
        return self.exclude(person__in=with_calendar(Person.objects.all(), on).values("pk"))


class OwnCalendar(models.Model):
    """One person's choice; of the subscription's address only a digest is kept."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="own_calendar")
    way = models.CharField(max_length=20, choices=WAYS, default=Way.INVITATIONS)
    feed_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    feed_made_at = models.DateTimeField(null=True, blank=True)
    # What the subscription contained when it was last read, and since when: calendar programs ask for both.
    content_digest = models.CharField(max_length=64, blank=True)
    content_changed_at = models.DateTimeField(null=True, blank=True)

    objects = OwnCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("own calendar")
        verbose_name_plural = _("own calendars")
        constraints = [
            one_of("own_calendar_way_known", "way", Way),
            models.CheckConstraint(
                condition=Q(way=Way.FEED, feed_digest__isnull=False, feed_made_at__isnull=False)
                | (~Q(way=Way.FEED) & Q(feed_digest__isnull=True, feed_made_at__isnull=True)),
                name="own_calendar_address_with_the_subscription",
            ),
            models.CheckConstraint(
                condition=Q(content_digest="", content_changed_at__isnull=True)
                | (~Q(content_digest="") & Q(content_changed_at__isnull=False)),
                name="own_calendar_content_noted_at_some_time",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_way_display()}"

    @property
    def subscribes(self):
        return self.way == Way.FEED

    def note_content(self, found, *, at):
        """Since when the subscription has this content (a digest): since now, unless it had it before."""
        if self.content_digest == found:
            return self.content_changed_at
        if (
            self.content_changed_at
        ):  # programs ask in whole seconds: a change in the same one must be later too
            at = max(at, self.content_changed_at + dt.timedelta(seconds=1))
        self.content_digest, self.content_changed_at = found, at
        own = type(self).objects.filter(pk=self.pk, feed_digest=self.feed_digest)
        own.update(content_digest=found, content_changed_at=at)
        return at

    note_content.alters_data = True
