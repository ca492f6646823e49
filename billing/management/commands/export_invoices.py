"""Write a year's invoices and credit notes into a folder."""

from django.core.management.base import BaseCommand, CommandError, no_translations

from members.models import Cohort

from ...exporting import CHECKSUMS, export, of_year
from ...models import DamagedDocument


class Command(BaseCommand):
    help = "Writes <number>.pdf and <number>.xml (the e-invoice with the PDF inside) of a year, with a list of checksums."

    def add_arguments(self, parser):
        parser.add_argument("network", help="the network's short name, for example innovationschefer")
        parser.add_argument("year", type=int, help="the year as it stands in addresses")
        parser.add_argument("folder", help="made if it is missing; what was exported before is replaced")

    @no_translations
    def handle(self, *, network, year, folder, **options):
        if not Cohort.objects.filter(network__slug=network, year=year).exists():
            raise CommandError(f"There is no year {year} of a network {network}.")
        try:
            count, lacking = export(of_year(network, year), folder)
        except DamagedDocument as damaged:
            raise CommandError(f"{damaged} Nothing was written. See verify_invoices.") from damaged
        except OSError as error:
            raise CommandError(f"The folder cannot be written: {error}") from error
        self.stdout.write(f"{count} files are in {folder}. Check them there with: sha256sum -c {CHECKSUMS}")
        if lacking:
            raise CommandError(
                f"Not all files are made yet of {', '.join(lacking)}. Run it again in a moment."
            )
