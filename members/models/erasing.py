"""How a person ceases to be known here."""

import uuid

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import ProtectedError

from ..rules import erasure_refusals, refuse
from .telling import UNTOLD

ERASED = "@erased.invalid"  # how the address of somebody who was erased ends
NOTHING = {"name": "", "title": "", "phone": "", "organisation": None, "name_public_at": None, **UNTOLD}


class Erasing(models.Model):
    """The verbs that end a login."""

    erasure_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def erasure_refusals(self):
        """What speaks against erasing the person: roles that somebody else must have first."""
        held = self.roles.select_related("network")
        roles = [(role.network.name, role.get_kind_display()) for role in held]
        return erasure_refusals(roles, repairs=self.is_superuser or self.is_staff)

    def wants_erasure(self):
        """Whether the person asked to be erased, and has not applied anew since."""
        asked = self.erasure_asked_at
        return asked is not None and not self.applications.filter(submitted_at__gt=asked).exists()

    def forget_optional(self):
        """Remove what the person chose to tell; a seat goes by the name that was agreed."""
        self.describe(title="", phone="", organisation=None, **UNTOLD)

    def erase(self, at):
        """End the login and all that hangs on it; rows that must be kept go on without knowing whose they are.

        Whoever erases people signs them out, all in one pass (`end_sessions`).
        """
        with transaction.atomic():
            refuse(*self.erasure_refusals())
            self.letters.all().delete()
            try:
                with transaction.atomic():
                    self.delete()
            except ProtectedError:
                self.become_nameless(at)

    def become_nameless(self, at):
        """Leave a row that tells nothing, for the rows that refer to it."""
        self.emailaddress_set.all().delete()
        self.authenticator_set.all().delete()
        self.set_unusable_password()
        self.describe(
            **NOTHING, email=nowhere(), is_active=False, last_login=None, password=self.password, erased_at=at
        )

    erase.alters_data = become_nameless.alters_data = True
    forget_optional.alters_data = True


def end_sessions(people, at):
    """Sign these people out everywhere, and leave nothing of them in what their browsers left behind.

    Whose a session is stands inside it: one pass over all that are valid, for however many people.
    """
    keys = {str(person.pk) for person in people}
    for session in Session.objects.filter(expire_date__gt=at).iterator():
        if session.get_decoded().get("_auth_user_id") in keys:
            session.delete()


def nowhere():
    """An address that no mail ever reaches."""
    return f"{uuid.uuid4().hex}{ERASED}"
