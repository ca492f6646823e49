"""What the members of a year were told about a meeting by letter, in which version, and who was."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.constraints import one_of
from members.models import Membership

from ..rules import Message
from ..triggers import telling_guards, told_guards
from .meetings import Meeting

MESSAGES = {
    Message.ANNOUNCEMENT: _("Invitation to a meeting"),
    Message.CHANGE: _("A meeting has changed"),
    Message.REMINDER: _("Reminder to answer"),
    Message.PRACTICAL: _("Practical details before a meeting"),
    Message.CANCELLATION: _("A meeting is cancelled"),
    Message.THANKS: _("Thanks after a meeting"),
}


class Telling(models.Model):
    """One letter about one version of a meeting, with the facts that it told; it never changes."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tellings")
    message = models.CharField(max_length=20, choices=MESSAGES)
    version = models.PositiveIntegerField()  # the meeting's `sequence`
    facts = models.JSONField()

    class Meta:
        ordering = ["id"]
        triggers = telling_guards
        constraints = [
            models.UniqueConstraint(fields=["meeting", "message", "version", "facts"], name="telling_once"),
            one_of("telling_kind_known", "message", Message),
        ]

    def __str__(self):
        return f"{self.get_message_display()} ({self.version})"


class Told(models.Model):
    """That one member was sent it: once."""

    telling = models.ForeignKey(Telling, models.CASCADE, related_name="told")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="told")
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        triggers = told_guards
        constraints = [models.UniqueConstraint(fields=["telling", "membership"], name="told_once")]

    def __str__(self):
        return f"{self.telling}: {self.membership_id}"
