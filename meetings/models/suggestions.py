"""Suggestions of who might meet whom: a round goes out to all at once, and each answers for oneself."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from members.constraints import one_of, refusing
from members.models import Cohort, Membership
from members.rules import refuse

from ..rules import pairing
from ..rules.pairing import SENTENCES, Reply
from ..triggers import nudge_guards, round_guards, suggested_guards, suggestion_guards

REPLIES = {Reply.NONE: _("not answered"), Reply.YES: _("yes, gladly"), Reply.NO: _("no, thank you")}


class RoundQuerySet(models.QuerySet):
    def send(
        self, cohort, groups, *, willing, acquainted, key, by, at, after=None, suggested_today=frozenset()
    ):
        """Send a round out, all of it or nothing; `groups` are sets of memberships. The same key is the same round.

        Gives the round and whether it is new.
        """
        with refusing(SENTENCES):
            Cohort.objects.held(cohort)
            known = self.filter(key=key, cohort=cohort).first()
            if known:
                return known, False
            facts = pairing.RoundFacts(
                groups=[frozenset(one.pk for one in group) for group in groups],
                willing=willing,
                acquainted=acquainted,
                today=localdate(at),
                term_ends_on=cohort.ends_on,
                suggested_today=suggested_today,
                sent_since=after is not None and self.filter(cohort=cohort, pk__gt=after).exists(),
            )
            refuse(*pairing.round_refusals(facts))
            sent = self.create(key=key, cohort=cohort, sent_by=by, sent_at=at)
            for group in groups:
                suggestion = sent.suggestions.create()
                Suggested.objects.bulk_create(
                    Suggested(suggestion=suggestion, round=sent, membership=one) for one in group
                )
        return sent, True

    send.alters_data = True


class SuggestionRound(models.Model):
    """The suggestions that a facilitator sent out together."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="suggestion_rounds")
    sent_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("round of suggestions")
        verbose_name_plural = _("rounds of suggestions")
        triggers = round_guards
        constraints = [models.UniqueConstraint(fields=["key"], name="round_key_once")]

    def __str__(self):
        return f"{self.cohort}, {self.sent_at:%Y-%m-%d}"


class Suggestion(models.Model):
    """Two members, or three, who might meet."""

    round = models.ForeignKey(SuggestionRound, models.CASCADE, related_name="suggestions")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        triggers = suggestion_guards

    def __str__(self):
        return f"{self.round}: {self.pk}"


class Suggested(models.Model):
    """One of those who might meet, and what he or she answers; the answer can be changed while the year lasts."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="members")
    round = models.ForeignKey(SuggestionRound, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="suggestions")
    answer = models.CharField(_("answer"), max_length=10, choices=REPLIES, default=Reply.NONE, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("suggested member")
        verbose_name_plural = _("suggested members")
        triggers = suggested_guards
        constraints = [
            models.UniqueConstraint(fields=["round", "membership"], name="suggested_once_in_a_round"),
            one_of("suggested_answer_known", "answer", Reply),
            models.CheckConstraint(
                condition=Q(answer=Reply.NONE, answered_at=None)
                | (~Q(answer=Reply.NONE) & Q(answered_at__isnull=False)),
                name="suggested_answered_at_some_time",
            ),
        ]

    def __str__(self):
        return f"{self.membership.agreed_name}: {self.get_answer_display()}"

    def reply(self, answer, *, by, at):
        """The member takes the suggestion up, or does not."""
        seat = self.membership
        own = seat.person_id == by.pk and seat.is_seated
        refuse(*pairing.reply_refusals(own=own, term_ends_on=seat.ends_on, today=localdate(at)))
        with refusing(SENTENCES):
            self.answer, self.answered_at = answer, at
            self.save(update_fields=["answer", "answered_at"])

    reply.alters_data = True


class AbstentionQuerySet(models.QuerySet):
    def wish(self, membership, *, suggestions, at):
        """Note whether the member wants suggestions this year; said again it changes nothing."""
        if suggestions:
            self.filter(membership=membership).delete()
        else:
            self.get_or_create(membership=membership, defaults={"noted_at": at})

    wish.alters_data = True


class Abstention(models.Model):
    """A member who does not want suggestions this year."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="abstentions")
    noted_at = models.DateTimeField()

    objects = AbstentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish for no suggestions")
        verbose_name_plural = _("wishes for no suggestions")
        constraints = [models.UniqueConstraint(fields=["membership"], name="abstention_once")]

    def __str__(self):
        return self.membership.agreed_name


class Nudge(models.Model):
    """A member was reminded that the peer meeting is missing."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="nudges")
    sent_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("reminder of the peer meeting")
        verbose_name_plural = _("reminders of the peer meeting")
        triggers = nudge_guards

    def __str__(self):
        return self.membership.agreed_name
