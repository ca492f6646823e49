"""What Debian has to bring before invoices can be drawn well; `manage.py check` tells what is missing."""

import ctypes
from pathlib import Path

from django.core.checks import Error, Warning, register

INTER = Path("/usr/share/fonts/opentype/inter")


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
