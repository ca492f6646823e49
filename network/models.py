"""The one thing that the project itself stores: the mails of a demonstration."""

from django.db import models


class DemoMail(models.Model):
    """A mail that the demonstration kept instead of sending it."""

    to = models.CharField(max_length=500)
    subject = models.CharField(max_length=500)
    raw = models.BinaryField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.subject
