"""For a lost phone: take a person's second factor away, so that a new one can be set up."""

import logging

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError

from members.models import Person

log = logging.getLogger("members.second_factor")


class Command(BaseCommand):
    help = "Removes passkeys, app and recovery codes of one person, and signs that person out everywhere."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the person's address")
        parser.add_argument("--because", required=True, help="why, and who asked: it is logged")

    def handle(self, *, email, because, **options):
        person = Person.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError("Nobody here has that address.")
        removed, _ = Authenticator.objects.filter(user=person).delete()
        sign_out(person)
        log.warning(
            "A second factor was reset",
            extra={"facts": {"person": person.pk, "removed": removed, "because": because}},
        )
        self.stdout.write("The second factor is removed. At the next sign-in a new one must be set up.")


def sign_out(person):
    """End every session of the person: whoever has the phone may be in one."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
