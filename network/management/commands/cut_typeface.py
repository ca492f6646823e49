"""Cut the typeface of web and invoices from Debian's fonts-inter into build/fonts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from network.checks import INTER
from network.typeface import CUTS, cut


class Command(BaseCommand):
    help = "Cuts the Latin part of Inter, with tabular figures, into build/fonts for web and invoices."
    requires_system_checks = []

    def handle(self, **options):
        folder = settings.BASE_DIR / "build" / "fonts"
        folder.mkdir(parents=True, exist_ok=True)
        for name, installed in CUTS.items():
            source, target = INTER / installed, folder / name
            if not source.exists():
                raise CommandError(f"{source} is missing. Install Debian's package fonts-inter.")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                cut(source, target)
