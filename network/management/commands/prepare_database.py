"""Bring a database up to date: tables, cache, the application's rights and, once, the demonstration."""

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS

from members.models import Network


class Command(BaseCommand):
    help = "Migrates, makes the cache table, grants the application role its rights, loads the demonstration once."

    def add_arguments(self, parser):
        parser.add_argument("--application-role", help="the role that web and worker connect as")
        parser.add_argument(
            "--demo", action="store_true", help="load the demonstration into an empty database"
        )

    def handle(self, *, application_role, demo, **options):
        if demo and not settings.DEMO:
            raise CommandError("The demonstration is for demo mode only. Set DEMO=1.")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if application_role:
            call_command("grant_application_role", application_role, verbosity=0)
        self.check(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
        if demo and not Network.objects.exists():
            self.stdout.write("Loading the demonstration ...")
            self.stdout.flush()
            call_command("demo")
