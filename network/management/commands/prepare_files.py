"""Make what the pages need from what the repository holds: catalogue, typeface, collected files."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

NOT_OURS = [".venv", ".data", "static_built"]


class Command(BaseCommand):
    help = (
        "Compiles the Danish catalogue, cuts the typeface, and collects static files where they are served."
    )
    requires_system_checks = []

    def handle(self, **options):
        call_command("compilemessages", ignore=NOT_OURS, verbosity=0)
        call_command("cut_typeface")
        if settings.MANIFEST:
            call_command("collectstatic", clear=True, interactive=False, verbosity=0)
