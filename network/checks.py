"""What `manage.py check` tells: what Debian has to bring before invoices can be drawn well, and a setting that is gone."""

import ctypes
from pathlib import Path

from django.core.checks import Error, Tags, Warning, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from environs import Env

from billing.models import Seller

INTER = Path("/usr/share/fonts/opentype/inter")
# Carries EINVOICE_BASIS over to the sellers that there are; the last to read it but for the checks below.
CARRIED_OVER = ("billing", "0040_sellers_of_a_state_body")


def is_installed(library):
    """Whether the shared library can be loaded."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


@register
def pango_is_installed(app_configs, **kwargs):
    """Without Pango no invoice can be drawn."""
    if is_installed("libpango-1.0.so.0") and is_installed("libpangoft2-1.0.so.0"):
        return []
    hint = "Install Debian's packages libpango-1.0-0 and libpangoft2-1.0-0."
    return [Error("Pango is missing: no PDF can be made.", hint=hint, id="network.E001")]


@register
def harfbuzz_subset_is_installed(app_configs, **kwargs):
    """Without HarfBuzz's subsetter a PDF costs almost three times as much."""
    if is_installed("libharfbuzz-subset.so.0"):
        return []
    hint = "Install Debian's package libharfbuzz-subset0."
    return [Warning("HarfBuzz's subsetter is missing: PDFs are slow.", hint=hint, id="network.W001")]


@register
def inter_is_installed(app_configs, **kwargs):
    """Without Inter, letters and invoices are set in whatever the machine has."""
    if (INTER / "Inter-Regular.otf").exists():
        return []
    hint = "Install Debian's package fonts-inter."
    return [Warning("The typeface Inter is missing: PDFs look different.", hint=hint, id="network.W002")]


def asks_for_basis():
    """Whether the environment still has the setting by which no seller issued invoices of its own."""
    return Env().bool("EINVOICE_BASIS", False)


@register
def basis_is_said_of_each_seller(app_configs, **kwargs):
    """The setting is gone: it holds no invoice back."""
    if not asks_for_basis():
        return []
    hint = "Say it on each seller's page, from a day on; then take the variable away."
    return [Warning("EINVOICE_BASIS is no longer a setting.", hint=hint, id="network.W003")]


@register(Tags.database)
def no_seller_issues_against_the_setting(app_configs, databases=None, **kwargs):
    """Where the setting stands, a state body believes that nothing is issued here; a seller would issue all the same."""
    if not asks_for_basis():
        return []
    return [
        Error(
            f"EINVOICE_BASIS is set, and yet the seller {seller} issues invoices here.",
            hint=f"Say on the page of seller {seller.pk} that the state's own system issues them, or take the variable away.",
            id="network.E002",
        )
        for alias in databases or ()
        if CARRIED_OVER in MigrationRecorder(connections[alias]).applied_migrations()
        for seller in Seller.objects.using(alias).filter(basis_only=False)
    ]
