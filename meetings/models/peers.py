"""Peer meetings: members meet outside the fixed meetings, and note that they did; nothing of what was said."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from members.constraints import filled, refusing
from members.models import Cohort, Membership
from members.rules import refuse

from ..rules import pairing
from ..rules.pairing import LONGEST_PLACE, SENTENCES
from ..triggers import participant_guards, peer_meeting_guards
from .lines import on_one_line

FIELDS = {
    "peermeeting_has_a_place": "place",
    "peermeeting_place_on_one_line": "place",
    "peermeeting_inside_the_term": "met_on",
    "peermeeting_not_in_the_future": "met_on",
    "peermeeting_of_two_or_more": "companions",
    "participant_of_the_same_year": "companions",
}


class PeerMeetingQuerySet(models.QuerySet):
    def visible_to(self, person, on):
        """Peer meetings in which the person is named, in the years that he or she shares on that day."""
        shared = Cohort.objects.shared_with(person, on).order_by().values("pk")
        own = Participant.objects.filter(membership__person=person.pk).values("peer_meeting")
        return self.filter(pk__in=own, cohort__in=shared)

    def in_full(self):
        """Peer meetings with those who met, in a constant number of queries."""
        return self.select_related("cohort__network", "noted_by__person").prefetch_related(
            models.Prefetch(
                "participants",
                Participant.objects.select_related(
                    "membership__person__organisation__successor", "membership__organisation__successor"
                ).order_by("membership__agreed_name"),
            )
        )

    def note(self, membership, *, companions, met_on, place, is_practice, key, at):
        """A member notes that he or she met these others; the same key again, by a double click, is the same note."""
        with refusing(SENTENCES, FIELDS):
            stand_still(membership)
            known = self.filter(key=key, noted_by=membership).first()
            if known:
                return known
            refuse(*pairing.note_refusals(note_facts(membership, companions, met_on, at)))
            noted = self.create(
                key=key,
                cohort=membership.cohort,
                met_on=met_on,
                place=place,
                is_practice=is_practice,
                noted_by=membership,
                noted_at=at,
            )
            noted.participants.create(membership=membership, confirmed_at=at, spoken_by=membership.person)
            Participant.objects.bulk_create(
                Participant(peer_meeting=noted, membership=companion) for companion in companions
            )
        return noted

    note.alters_data = True


def stand_still(membership):
    """One note at a time in a year: of two who note each other at once, the second sees what the first has noted."""
    Cohort.objects.held(membership.cohort)
    membership.refresh_from_db()


def note_facts(membership, companions, met_on, at):
    """This note, as the rule book asks about it."""
    return pairing.NoteFacts(
        met_on=met_on,
        term=(membership.starts_on, membership.ends_on),
        today=localdate(at),
        by_seated=membership.is_seated,
        companions=len(companions),
        all_seated_in_year=all(one.is_seated and one.cohort_id == membership.cohort_id for one in companions),
        with_oneself=membership in companions,
    )


class PeerMeeting(models.Model):
    """Two members or more met: when and where, and whether one spent a day at the other's workplace."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="peer_meetings")
    met_on = models.DateField(_("day"))
    place = models.CharField(_("where"), max_length=LONGEST_PLACE)
    is_practice = models.BooleanField(_("innovation practice"), default=False)
    noted_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = PeerMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-met_on", "-pk"]
        verbose_name = _("peer meeting")
        verbose_name_plural = _("peer meetings")
        triggers = peer_meeting_guards
        constraints = [
            models.UniqueConstraint(fields=["key"], name="peermeeting_key_once"),
            filled("peermeeting_has_a_place", "place"),
            on_one_line("peermeeting_place_on_one_line", "place"),
        ]

    def __str__(self):
        return f"{self.place}, {self.met_on}"

    def take_back(self, membership):
        """Whoever noted it by mistake removes the note, until somebody else has confirmed it."""
        with refusing(SENTENCES):
            stand_still(membership)
            others = self.participants.filter(confirmed_at__isnull=False).exclude(membership=self.noted_by_id)
            own = self.noted_by_id == membership.pk
            refuse(*pairing.taking_back_refusals(own=own, others_confirmed=others.count()))
            self.delete()

    take_back.alters_data = True


class ParticipantQuerySet(models.QuerySet):
    def counting(self):
        """Those for whom the peer meeting counts: confirmed by the member and by at least one other (bylaw 11)."""
        others = Participant.objects.filter(peer_meeting=OuterRef("peer_meeting"), confirmed_at__isnull=False)
        return self.filter(Exists(others.exclude(pk=OuterRef("pk"))), confirmed_at__isnull=False)

    def hoped(self):
        """Those who have not said that it was not so, where another has not either: it counts, or may come to."""
        others = Participant.objects.filter(peer_meeting=OuterRef("peer_meeting"), denied_at__isnull=True)
        return self.filter(Exists(others.exclude(pk=OuterRef("pk"))), denied_at__isnull=True)

    def silent(self):
        """Those who have said neither that it was so nor that it was not."""
        return self.filter(confirmed_at__isnull=True, denied_at__isnull=True)


class Participant(models.Model):
    """One of those who met, and whether he or she has confirmed it."""

    peer_meeting = models.ForeignKey(PeerMeeting, models.CASCADE, related_name="participants")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="peer_meetings")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    denied_at = models.DateTimeField(null=True, blank=True)
    spoken_by = models.ForeignKey("members.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        triggers = participant_guards
        constraints = [
            models.UniqueConstraint(fields=["peer_meeting", "membership"], name="participant_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, denied_at=None, spoken_by=None)
                | Q(confirmed_at__isnull=False, denied_at=None, spoken_by__isnull=False)
                | Q(confirmed_at=None, denied_at__isnull=False, spoken_by__isnull=False),
                name="participant_word_with_its_time",
            ),
        ]

    def __str__(self):
        return f"{self.membership.agreed_name}, {self.peer_meeting}"

    @property
    def is_silent(self):
        """Whether the member has yet to say whether it was so."""
        return self.confirmed_at is None and self.denied_at is None

    def confirm(self, *, by, at):
        """The member says that it was so; said again it changes nothing."""
        refuse(*pairing.confirmation_refusals(self.word_facts(by, at)))
        self._say({"confirmed_at": at, "denied_at": None, "spoken_by": by}, confirmed_at=None)

    def deny(self, *, by, at):
        """The member says that it was not so: the note falls for him or her."""
        refuse(*pairing.denial_refusals(self.word_facts(by, at)))
        self._say({"denied_at": at, "spoken_by": by}, confirmed_at=None, denied_at=None)

    confirm.alters_data = deny.alters_data = True

    def word_facts(self, by, at):
        """This word, as the rule book asks about it."""
        seat = self.membership
        return pairing.WordFacts(
            own=seat.person_id == by.pk,
            confirmed=self.confirmed_at is not None,
            term_ends_on=seat.ends_on,
            today=localdate(at),
            seated=seat.is_seated,
        )

    def _say(self, fields, **condition):
        """Write the member's word by conditional update: of two clicks the second finds it said."""
        with refusing(SENTENCES):
            Participant.objects.filter(pk=self.pk, **condition).update(**fields)
            self.refresh_from_db(fields=list(fields))
