"""VAT rates are data with dates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.constraints import both_or_neither, refusing
from members.kept import Kept
from members.rules import refuse

from ..rules import SENTENCES, STANDARD_RATED, WITHOUT_VAT, rate_refusals
from .withdrawing import AheadQuerySet, WrittenAhead, withdrawn_by_someone

# Where a refused constraint is told on the form.
FIELDS = {
    "vat_rate_once_per_day": "valid_from",
    "vat_rate_stays_when_used": "valid_from",
    "vat_rate_within_reason": "rate",
    "vat_rate_fits_its_category": "rate",
}
CATEGORIES = {STANDARD_RATED: _("standard rate")}


class VatRateQuerySet(AheadQuerySet):
    def on(self, day, category=STANDARD_RATED):
        """The rate in force on that day, or None."""
        return next(iter(rates_on(day=day, category=category)), None)

    def add(self, rate, valid_from, *, by, at):
        """Write down a rate that is to come; what was issued keeps its own."""
        refuse(*rate_refusals(STANDARD_RATED, rate))
        with refusing(SENTENCES, FIELDS):
            return self.create(rate=rate, valid_from=valid_from, set_by=by, set_at=at)

    add.alters_data = True


@Kept
def rates_on(day, category):
    """The rates that have been in force by that day, the newest first."""
    standing = VatRate.objects.standing().filter(category=category, valid_from__lte=day)
    return standing.order_by("-valid_from")[:1]


class VatRate(WrittenAhead):
    """One rate of one category, in per cent, in force until the next one begins; withdrawn before its day at most."""

    category = models.CharField(_("category"), max_length=2, default=STANDARD_RATED)
    rate = models.DecimalField(_("rate in per cent"), max_digits=5, decimal_places=2)
    valid_from = models.DateField(_("valid from"))
    # The rates that were there from the beginning were set by nobody.
    set_at = models.DateTimeField(null=True, editable=False)
    set_by = models.ForeignKey("members.Person", models.PROTECT, null=True, editable=False, related_name="+")

    objects = VatRateQuerySet.as_manager()

    class Meta:
        ordering = ["category", "-valid_from"]
        verbose_name = _("VAT rate")
        verbose_name_plural = _("VAT rates")
        constraints = [
            models.UniqueConstraint(
                fields=["category", "valid_from"],
                condition=Q(withdrawn_at__isnull=True),
                name="vat_rate_once_per_day",
            ),
            withdrawn_by_someone("vat_rate_withdrawn_by_someone"),
            models.CheckConstraint(condition=Q(rate__range=(0, 100)), name="vat_rate_within_reason"),
            models.CheckConstraint(
                condition=Q(category=STANDARD_RATED, rate__gt=0) | Q(category__in=WITHOUT_VAT, rate=0),
                name="vat_rate_fits_its_category",
                violation_error_message=SENTENCES["vat_rate_fits_its_category"],
            ),
            both_or_neither("vat_rate_set_by_someone", "set_at", "set_by"),
        ]

    def __str__(self):
        return f"{self.category} {self.rate}"

    @property
    def category_words(self):
        """ "standard rate", or the code of a category that has no words here."""
        return CATEGORIES.get(self.category, self.category)
