"""Every mail but sign-in codes: written in the transaction that causes it, sent by a sweep."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..rules import LONGEST_NAME, RoleKind
from .networks import Network


class LetterQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The letters of the networks that the person facilitates."""
        return self.filter(
            network__roles__person_id=person.pk, network__roles__kind=RoleKind.FACILITATOR
        ).distinct()

    def unsent(self):
        return self.filter(sent_at__isnull=True, gave_up_at__isnull=True)


class Letter(models.Model):
    """One message to one recipient; the same letter is never written twice."""

    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=120)
    network = models.ForeignKey(Network, models.CASCADE, null=True, blank=True, related_name="letters")
    person = models.ForeignKey(
        "members.Person", models.CASCADE, null=True, blank=True, related_name="letters"
    )
    to_email = models.EmailField()
    to_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    language = models.CharField(max_length=2, default="da")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    written_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(fields=["kind", "about", "to_email"], name="letter_once"),
            models.CheckConstraint(condition=~Q(subject__regex=r"[\r\n]"), name="letter_subject_one_line"),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="letter_unsent",
                condition=Q(sent_at__isnull=True, gave_up_at__isnull=True),
            )
        ]

    def __str__(self):
        return self.subject


class Attachment(models.Model):
    """A file that goes with a letter."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="attachments")
    filename = models.CharField(max_length=120)
    content_type = models.CharField(max_length=120)
    content = models.BinaryField()

    def __str__(self):
        return self.filename
