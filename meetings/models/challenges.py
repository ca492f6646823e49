"""Challenges: what is hard, and what a member wants from the others. Kept in confidence, without a history."""

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from members.constraints import filled, refusing, within
from members.models import Cohort, Membership
from members.models.spoken import short
from members.rules import refuse

from .. import rules
from ..rules import LONGEST_CHALLENGE, LONGEST_NAME, SENTENCES
from ..triggers import challenge_guards
from .lines import on_one_line

FIELDS = {"challenge_is_written": "title", "challenge_title_on_one_line": "title"}


class ChallengeQuerySet(models.QuerySet):
    def visible_to(self, person, on):
        """Challenges of the years in which the person shares in confidence on that day."""
        shared = Cohort.objects.shared_with(person, on).order_by().values("pk")
        return self.of_those_there().filter(membership__cohort__in=shared)

    def of_those_there(self):
        """Challenges of members who are still in their year."""
        return self.filter(membership__annulled_at__isnull=True, membership__withdrawn_at__isnull=True)

    def own(self, person):
        """Those that the person wrote, whenever: one's own can always be deleted."""
        return self.filter(membership__person=person.pk)

    def in_year(self, cohort):
        """The challenges of a year."""
        return self.filter(membership__cohort=cohort)

    def unplaced(self):
        """Challenges that are on no agenda of a meeting that takes place."""
        return self.exclude(pk__in=self.placed().values("pk"))

    def choosable(self, meeting):
        """Challenges that an agenda of this meeting can hold: those without a place, and those placed there already."""
        elsewhere = self.placed().exclude(items__part__meeting=meeting)
        return self.exclude(pk__in=elsewhere.values("pk"))

    def placed(self):
        """Challenges that are on the agenda of a meeting that takes place, or took place."""
        return self.model.objects.order_by().filter(items__part__live=True)

    def share(self, membership, *, at, **texts):
        """File a member's challenge for the year's agenda."""
        refuse(*rules.filing_refusals(filing_facts(membership, at)))
        with refusing(SENTENCES, FIELDS):
            return self.create(membership=membership, changed_at=at, **texts)

    share.alters_data = True


class Challenge(models.Model):
    """One member's challenge of a year: for its members and facilitators only, and gone when it is deleted."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="challenges")
    title = short(_("in a few words"), max_length=LONGEST_NAME)
    hard = models.TextField(_("what is hard"), max_length=LONGEST_CHALLENGE)
    wanted = models.TextField(_("what I want from you"), max_length=LONGEST_CHALLENGE)
    changed_at = models.DateTimeField()

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        triggers = challenge_guards
        constraints = [
            models.UniqueConstraint(fields=["membership"], name="challenge_one_a_member"),
            filled("challenge_is_written", "title", "hard", "wanted"),
            within("challenge_within_reason", hard=LONGEST_CHALLENGE, wanted=LONGEST_CHALLENGE),
            on_one_line("challenge_title_on_one_line", "title"),
        ]

    def __str__(self):
        return f"#{self.pk}"  # never the words: this may stand in a log

    def revise(self, *, at, **texts):
        """Write it otherwise; what it said before is not kept."""
        refuse(*rules.filing_refusals(filing_facts(self.membership, at)))
        with refusing(SENTENCES, FIELDS):
            type(self).objects.filter(pk=self.pk).update(**texts, changed_at=at)
        self.refresh_from_db(fields=[*texts, "changed_at"])

    revise.alters_data = True


def filing_facts(membership, at):
    """The member as the rule book asks."""
    return rules.FilingFacts(membership.is_seated, membership.ends_on, localdate(at))
