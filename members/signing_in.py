"""One door: an address, a typed code sent to it, and for some a second factor."""

import logging
from contextlib import contextmanager

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib import messages
from django.core.mail import get_connection
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.dispatch import receiver
from django.http import HttpResponseRedirect
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from .clock import database_now
from .kept import Kept
from .models import Cohort, Person, Role

log = logging.getLogger(__name__)

# What a mail tells when the way a person signs in has changed, by allauth's name for it.
CHANGES = {
    "mfa/email/totp_activated": _("An authenticator app was connected to your login."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your login."),
    "mfa/email/webauthn_added": _("A passkey was added to your login."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your login."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your login."),
}
NO_MAIL = _("We could not send the mail just now, so no code is on its way. Try again in a few minutes.")


@Kept
def people(person):
    """The person of a session, together with the one thing that every request asks: any role?"""
    roles = Role.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(pk=person, is_active=True).annotate(holds_role=Exists(roles)).order_by()


class Backend(AuthenticationBackend):
    """Fetches the person of a session; nobody has a password."""

    def get_user(self, user_id):
        return next(iter(people(person=user_id)), None)


class Adapter(DefaultAccountAdapter):
    """Sends codes directly, with a short time-out; they never enter the outbox, which facilitators read."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("That is not the code. Check it, and type it once more."),
        "too_many_login_attempts": _("The code was wrong too many times. Start again in a few minutes."),
        "rate_limited": _("That was a lot of requests. Wait a few minutes, and try again."),
    }

    def send_mail(self, template_prefix, email, context):
        """Send one mail now, or lead back to the same page with a sentence."""
        told = {"site_url": settings.SITE_URL, **context}
        message = self.render_mail(template_prefix, email, told)
        with apologising(self.request):
            message.send()

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell by mail that the way a person signs in has changed; a failing mail server stops nothing."""
        told = {"site_url": settings.SITE_URL, "change": CHANGES[template_prefix], "at": now()}
        try:
            self.render_mail("account/email/sign_in_changed", user.email, told).send()
        except OSError:
            log.exception("A notice about a changed sign-in could not be sent")

    def is_open_for_signup(self, request):
        return False


def applicant(email):
    """The person of that address; while some intake is open, a new address makes a person.

    None for an address that nobody has when no intake is open.
    """
    known = Person.objects.filter(email__iexact=email)
    person = known.first()
    if person is None and Cohort.objects.open_at(database_now()).exists():
        try:
            with transaction.atomic():
                person = Person.objects.create_user(email)
        except IntegrityError:  # asked for twice at the same moment
            person = known.get()
    return person if person and person.is_active else None


@contextmanager
def apologising(request):
    """When the mail server fails, lead back to the same page with a sentence instead of an error page."""
    try:
        yield
    except OSError as error:
        messages.error(request, NO_MAIL)
        raise ImmediateHttpResponse(HttpResponseRedirect(request.get_full_path())) from error


def knock(request):
    """Greet the mail server without a letter, so that an unknown address takes as long and fails as often."""
    with apologising(request), get_connection():
        pass


@receiver(authenticator_added)
def count_new_factor(request, user, authenticator, **kwargs):
    """Whoever has just set up a second factor has it in hand, and need not show it at once again."""
    record_authentication(request, user, "mfa", type=authenticator.type, reauthenticated=True)
