"""VAT rates are data with dates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.kept import Kept

from ..rules import STANDARD_RATED


class VatRateQuerySet(models.QuerySet):
    def on(self, day, category=STANDARD_RATED):
        """The rate in force on that day, or None."""
        return next(iter(rates_on(day=day, category=category)), None)


@Kept
def rates_on(day, category):
    """The rates that have been in force by that day, the newest first."""
    return VatRate.objects.filter(category=category, valid_from__lte=day).order_by("-valid_from")[:1]


class VatRate(models.Model):
    """One rate of one category, in per cent, in force until the next one begins."""

    category = models.CharField(_("category"), max_length=2, default=STANDARD_RATED)
    rate = models.DecimalField(_("rate in per cent"), max_digits=5, decimal_places=2)
    valid_from = models.DateField(_("valid from"))

    objects = VatRateQuerySet.as_manager()

    class Meta:
        ordering = ["category", "-valid_from"]
        verbose_name = _("VAT rate")
        verbose_name_plural = _("VAT rates")
        constraints = [
            models.UniqueConstraint(fields=["category", "valid_from"], name="vat_rate_once_per_day"),
            models.CheckConstraint(condition=Q(rate__range=(0, 100)), name="vat_rate_within_reason"),
        ]

    def __str__(self):
        return f"{self.category} {self.rate}"
