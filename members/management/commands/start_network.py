"""Start a network in an empty installation, with its first facilitator."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.core.validators import validate_email, validate_slug
from django.utils.timezone import now

from ...models import Network
from ...rules import LONGEST_NAME, Refused, RoleKind

NEXT = """
Next:
  1. {address} signs in at {site}/accounts/login/ with a code sent by mail, and sets up a second factor.
  2. {site}/{slug}/settings/ is where the network's texts, years and people are kept.
  3. Make the first year there: one that takes applications, or one that is taken over with its members.
"""


class Command(BaseCommand):
    help = "Starts a network: its name, its short name in addresses, and its first facilitator. Safe to run twice."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the short name in addresses, for example innovationschefer")
        parser.add_argument("--name", required=True, help="the network's name in Danish")
        parser.add_argument("--facilitator", required=True, metavar="ADDRESS", help="an e-mail address")

    @no_translations
    def handle(self, *, slug, name, facilitator, **options):
        slug, name, address = slug.strip().lower(), name.strip(), facilitator.strip()
        check(slug, name, address)
        network = Network.objects.filter(slug=slug).first()
        try:
            if network is None:
                network = Network.objects.start(slug, name=name, facilitator=address, at=now())
                self.stdout.write(f"Started {network.name_da} ({slug}). {address} is its facilitator.")
            else:
                self.stdout.write(f"{network.name_da} ({slug}) is already there.")
                self.stdout.write(self.ensure_role(network, address))
        except Refused as refused:
            raise CommandError(" ".join(str(refusal.sentence) for refusal in refused.refusals)) from refused
        self.stdout.write(NEXT.format(address=address, site=settings.SITE_URL, slug=slug))

    def ensure_role(self, network, address):
        """Make the person a facilitator unless that is so already; says which."""
        if network.roles.filter(person__email__iexact=address, kind=RoleKind.FACILITATOR).exists():
            return f"{address} is already its facilitator."
        network.give_role(address, RoleKind.FACILITATOR, by=None, at=now())
        return f"{address} is now its facilitator too."


def check(slug, name, address):
    """Refuse what could not be an address, a name or a short name, in a sentence."""
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise CommandError(
            f"'{slug}' cannot stand in an address: use letters a-z, digits and hyphens."
        ) from error
    if len(slug) > Network._meta.get_field("slug").max_length or slug.isdigit():
        raise CommandError("The short name has at most 50 characters, and is not a number.")
    if not name or len(name) > LONGEST_NAME:
        raise CommandError(f"The name has between 1 and {LONGEST_NAME} characters.")
    try:
        validate_email(address)
    except ValidationError as error:
        raise CommandError(f"'{address}' is not an e-mail address.") from error
