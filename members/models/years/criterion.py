"""The sentences that the applicants of a year answer to."""

import pghistory
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ... import rules
from ...constraints import filled, one_of, refusing
from ...history import told
from ...rules import SENTENCES, CriterionKind, refuse
from ...triggers import criterion_guards
from ..spoken import Spoken, long
from .cohort import Cohort

CRITERION_KINDS = {
    CriterionKind.EVIDENCE: _("asks for evidence"),
    CriterionKind.COMMITMENT: _("a commitment"),
}
LONGEST_KEY = 40


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Criterion(models.Model):
    """One sentence that the applicants of a year answer to; fixed once that year's intake has opened."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("place in the list"))
    kind = models.CharField(
        _("kind"), max_length=20, choices=CRITERION_KINDS, default=CriterionKind.COMMITMENT
    )
    wording_da = long(_("wording (Danish)"), max_length=1000)
    wording_en = long(_("wording (English)"), blank=True, max_length=1000)
    # The kinds of evidence to choose from, one a line: "key | Danish | English".
    answers = models.TextField(_("kinds to choose from"), blank=True, max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)

    wording = Spoken()

    class Meta:
        ordering = ["position"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        triggers = criterion_guards
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "position"],
                name="criterion_position_once",
                # Judged when the statement ends, so that two criteria can change places in one.
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=SENTENCES["criterion_position_once"],
            ),
            models.UniqueConstraint(
                fields=["cohort"],
                condition=Q(kind=CriterionKind.EVIDENCE),
                name="criterion_one_asks_for_evidence",
                violation_error_message=SENTENCES["criterion_one_asks_for_evidence"],
            ),
            filled("criterion_has_wording", "wording_da"),
            filled("criterion_evidence_has_answers", "answers", unless=~Q(kind=CriterionKind.EVIDENCE)),
            one_of("criterion_kind_known", "kind", CriterionKind),
        ]

    def __str__(self):
        return self.wording

    def rows(self):
        """The kinds of evidence as (key, Danish, English)."""
        rows = ([part.strip() for part in line.split("|")] for line in self.answers.splitlines())
        return [(row[0], *(*row[1:], "", "")[:2]) for row in rows if row[0]]

    def choices(self):
        """The kinds of evidence as (key, words) in the language spoken."""
        english = (get_language() or "").startswith("en")
        return [(key, (english and en) or da or key) for key, da, en in self.rows()]

    @property
    def answer_lines(self):
        """The kinds of evidence as somebody edits them: one a line, "Danish | English"."""
        return "\n".join(" | ".join(filter(None, [da or key, en])) for key, da, en in self.rows())

    def keyed(self, lines):
        """Edited lines as they are stored; a kind whose Danish words are known keeps its key."""
        known = {da or key: key for key, da, _ in self.rows()}
        stored = {}
        for line in lines.splitlines():
            danish, _, english = (part.strip() for part in line.partition("|"))
            if danish:
                key = known.get(danish) or slugify(danish)[:LONGEST_KEY].strip("-") or "kind"
                while key in stored:
                    key = f"{key[: LONGEST_KEY - 2]}-{len(stored)}"
                stored[key] = f"{key} | {danish} | {english.replace('|', '/')}"
        return "\n".join(stored.values())

    def reword(self, *, kind, wording_da, wording_en="", answer_lines="", by, at):
        """Write the criterion, new or known, while its year's intake is still ahead (bylaws 2 and 3)."""
        others = self.cohort.criteria.filter(kind=CriterionKind.EVIDENCE).exclude(pk=self.pk)
        answers = self.keyed(answer_lines) if kind == CriterionKind.EVIDENCE else ""
        facts = rules.CriterionFacts(self.cohort.intake(at), kind, wording_da, answers, others.exists())
        refuse(*rules.criterion_refusals(facts))
        self.kind, self.wording_da, self.wording_en, self.answers = kind, wording_da, wording_en, answers
        with told("reworded", by=by, at=at.isoformat()), refusing(SENTENCES):
            self.save()

    reword.alters_data = True

    def move(self, *, up, by):
        """Change places with the criterion above or below; at the end of the list nothing is left to do."""
        beside = self.cohort.criteria.filter(
            **{"position__lt" if up else "position__gt": self.position}
        ).order_by("-position" if up else "position")
        with transaction.atomic(), told("moved", by=by), refusing(SENTENCES):
            other = beside.first()
            if other is None:
                return
            both = self.cohort.criteria.filter(pk__in=[self.pk, other.pk])
            both.update(position=self.position + other.position - F("position"))

    move.alters_data = True

    def remove(self, *, by):
        """Take the criterion off the list while its year's intake is still ahead."""
        with told("removed", by=by), refusing(SENTENCES):
            self.delete()

    remove.alters_data = True
