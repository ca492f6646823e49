"""`manage.py demo`: load the demonstration data, once."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from network.demo.bank import deliver_documents
from network.demo.load import load
from network.demo.money import make_documents


class Command(BaseCommand):
    help = "Loads the demonstration data into an empty database; run again, it changes nothing."

    def handle(self, **options):
        """Refuse outside demo mode: invented people must never stand among real ones."""
        if not settings.DEMO:
            raise CommandError("DEMO is not set: demonstration data are for demo mode only.")
        made = load(timezone.now())
        if made:
            make_documents()
            deliver_documents()
        self.stdout.write(
            "Demonstration data are loaded." if made else "Demonstration data are there already."
        )
