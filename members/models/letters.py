"""Every mail but sign-in codes: written in the transaction that causes it, sent by a sweep."""

import datetime as dt
from collections import namedtuple

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Length
from django.utils.translation import gettext_lazy as _

from ..rules import LONGEST_NAME, RoleKind, delivery_sentence
from .networks import Network

LEASE = dt.timedelta(minutes=5)
SERVER_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=6)
MOST_ATTEMPTS = 16  # with the pauses between them: a little more than two days


Recipient = namedtuple("Recipient", "name email")


class LetterQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The letters of the networks that the person facilitates; none with an address that is to be forgotten."""
        return self.filter(
            network__roles__person_id=person.pk,
            network__roles__kind=RoleKind.FACILITATOR,
            is_fleeting=False,
        ).distinct()

    def unsent(self):
        """Letters that are still to go out."""
        return self.filter(sent_at__isnull=True, gave_up_at__isnull=True)

    def sent(self):
        """Letters that the mail server has taken."""
        return self.filter(sent_at__isnull=False)

    def failed(self):
        """Letters that nobody tries to send any more, though somebody could read them."""
        return self.filter(gave_up_at__isnull=False, person__erased_at__isnull=True)

    def with_left_at(self):
        """Each with `left_at`: when it was sent or given up, and until then when it was written."""
        return self.annotate(left_at=Coalesce("sent_at", "gave_up_at", "written_at"))

    def addressed_to(self, words):
        """Letters whose recipient's name or address holds these words."""
        return self.filter(Q(to_name__icontains=words) | Q(to_email__icontains=words))

    def claim(self, *, at):
        """The oldest letter whose turn it is, leased to the caller for some minutes; or None."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
        with transaction.atomic():
            letter = self.unsent().filter(free).order_by("id").select_for_update(skip_locked=True).first()
            if letter:
                letter.leased_until = at + LEASE
                letter.save(update_fields=["leased_until"])
        return letter


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
    # No sweep touches it before this moment: another one holds it, or it waits for its next attempt.
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)
    # To an address that is used once: erased as soon as it is sent, or cannot be.
    is_fleeting = models.BooleanField(default=False, db_default=False)

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

    @property
    def recipient(self):
        """Who it goes to, as it was addressed."""
        return Recipient(self.to_name, self.to_email)

    @property
    def tone(self):
        """How pressing its state is: done, late, wait or calm."""
        if self.sent_at:
            return "done"
        return "late" if self.gave_up_at else "wait" if self.last_error else ""

    @property
    def trouble(self):
        """What went wrong at the last attempt, in a sentence; '' when nothing did."""
        return delivery_sentence(self.last_error)

    def note_sent(self, *, at):
        """The mail server has taken it; a fleeting one has thereby done its work."""
        if self.is_fleeting:
            self.forget()
            return
        self.attempts += 1
        self.sent_at, self.leased_until, self.last_error = at, None, ""
        self.save(update_fields=["attempts", "sent_at", "leased_until", "last_error"])

    def note_failed(self, error, *, at, for_good=False):
        """An attempt failed: wait twice as long as last time, or give up."""
        self.attempts += 1
        self.last_error = error
        if for_good or self.attempts >= MOST_ATTEMPTS:
            if self.is_fleeting:
                self.forget()
                return
            self.gave_up_at, self.leased_until = at, None
        else:
            self.leased_until = at + min(dt.timedelta(minutes=2**self.attempts), LONGEST_PAUSE)
        self.save(update_fields=["attempts", "last_error", "gave_up_at", "leased_until"])

    def forget(self):
        """Erase it, and with it the address; it keeps its number for the log."""
        type(self).objects.filter(pk=self.pk).delete()

    def note_no_server(self, error, *, at):
        """The mail server cannot be reached, which is not this letter's fault: no attempt is counted."""
        self.last_error, self.leased_until = error, at + SERVER_PAUSE
        self.save(update_fields=["last_error", "leased_until"])

    @property
    def better_address(self):
        """The recipient's present address, where the letter was written to an earlier one; else ''."""
        moved = self.person and self.person.email != self.to_email
        return self.person.email if moved else ""

    def requeue(self, *, message_id):
        """Begin again, as if it had never been tried, to the address that the recipient has now."""
        twins = Letter.objects.filter(kind=self.kind, about=self.about, to_email=self.better_address)
        if self.better_address and not twins.exists():
            self.to_email = self.better_address
        self.sent_at = self.gave_up_at = self.leased_until = None
        self.attempts, self.last_error, self.message_id = 0, "", message_id
        self.save()

    note_sent.alters_data = note_failed.alters_data = note_no_server.alters_data = True
    requeue.alters_data = forget.alters_data = True


class AttachmentQuerySet(models.QuerySet):
    def sized(self):
        """The files with their `size` in bytes, without what is in them."""
        return self.defer("content").annotate(size=Length("content"))


class Attachment(models.Model):
    """A file that goes with a letter."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="attachments")
    filename = models.CharField(max_length=120)
    content_type = models.CharField(max_length=120)
    content = models.BinaryField()

    objects = AttachmentQuerySet.as_manager()

    def __str__(self):
        return self.filename
