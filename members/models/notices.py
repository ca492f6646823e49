"""Addresses that want to be told once when a network's intake opens; erased with the letter that tells them."""

import hashlib
import secrets

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ..constraints import one_of, refusing
from ..rules import SENTENCES, UNCONFIRMED_FOR
from .networks import Network


def digest(token):
    """What is kept of a token: enough to know it again, too little to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


class NoticeQuerySet(models.QuerySet):
    def ask(self, network, *, email, language, at):
        """Note that the address wants to be told; the token that confirms it, or None if it is confirmed already.

        Whoever asks again before confirming gets a new token, and seven days from now.
        """
        token = secrets.token_urlsafe(32)
        asked = {"link_digest": digest(token), "language": language, "asked_at": at}
        with refusing(SENTENCES):
            notice, is_new = self.get_or_create(
                network=network, email__iexact=email, defaults={"email": email, **asked}
            )
            unconfirmed = self.filter(pk=notice.pk, confirmed_at=None)
            return token if is_new or unconfirmed.update(**asked) else None

    ask.alters_data = True

    def confirmed(self):
        """Addresses whose owner has said yes."""
        return self.filter(confirmed_at__isnull=False)

    def known_by(self, token, at):
        """The notice that the token belongs to, unless it was left unconfirmed for too long."""
        kept = Q(confirmed_at__isnull=False) | Q(asked_at__gt=at - UNCONFIRMED_FOR)
        return self.filter(kept, link_digest=digest(token))

    def forget_unconfirmed(self, at):
        """Erase the addresses that nobody has confirmed in time."""
        return self.filter(confirmed_at=None, asked_at__lte=at - UNCONFIRMED_FOR).delete()

    forget_unconfirmed.alters_data = True


class Notice(models.Model):
    """One address that wants to be told when a network's intake opens: confirmed by mail, used once, then erased."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="notices")
    email = models.EmailField()
    language = models.CharField(max_length=2, default="da")
    link_digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("request to be told")
        verbose_name_plural = _("requests to be told")
        constraints = [
            models.UniqueConstraint("network", Lower("email"), name="notice_once"),
            models.UniqueConstraint(fields=["link_digest"], name="notice_token_once"),
            models.CheckConstraint(
                condition=Q(link_digest__regex="^[0-9a-f]{64}$"), name="notice_keeps_no_token"
            ),
            one_of("notice_language_known", "language", ["da", "en"]),
        ]

    def __str__(self):
        return f"{self.network}: {self.pk}"

    def confirm(self, *, at):
        """The owner of the address says yes; once more changes nothing."""
        type(self).objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=at)

    confirm.alters_data = True
