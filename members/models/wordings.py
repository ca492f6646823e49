"""A network's own words for a kind of letter."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from ..constraints import filled
from ..rules import LONGEST_SUBJECT, LONGEST_WORDING
from .networks import Network

# What could break a header, or turn the direction of what is read; a text keeps its line feeds.
BREAKS = r"[\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]"
CONTROLS = r"[\u0001-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]"


class WordingQuerySet(models.QuerySet):
    def of(self, network):
        """The network's own wordings by kind and language."""
        found = self.filter(network=network).select_related("changed_by")
        return {(wording.kind, wording.language): wording for wording in found}


class Wording(models.Model):
    """How one network words one kind of letter in one language; without it the standard is sent."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="wordings")
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    text = models.TextField(_("text"))
    changed_by = models.ForeignKey("members.Person", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "language"]
        verbose_name = _("wording of a letter")
        verbose_name_plural = _("wordings of letters")
        constraints = [
            models.UniqueConstraint(fields=["network", "kind", "language"], name="wording_once"),
            models.CheckConstraint(condition=Q(language__in=["da", "en"]), name="wording_language_known"),
            filled("wording_has_subject_and_text", "subject", "text"),
            models.CheckConstraint(
                condition=~Q(subject__regex=BREAKS) & ~Q(text__regex=CONTROLS),
                name="wording_without_control_characters",
            ),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length("text"), LONGEST_WORDING)), name="wording_within_reason"
            ),
        ]

    def __str__(self):
        return f"{self.kind} ({self.language}), {self.network}"
