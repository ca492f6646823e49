"""The series of numbers: one per seller and year, invoices and credit notes together."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.clock import database_now

from .sellers import Seller


class SeriesManager(models.Manager):
    def locked(self, seller):
        """The seller's series of the present year, locked, and the clock as read under the lock.

        The clock is read after the lock is held, or two numbers could carry times in the wrong order. Should the year
        turn while waiting for the lock, the next year's series is taken.
        """
        while True:
            year = timezone.localdate(database_now()).year
            self.get_or_create(seller=seller, year=year)
            series = self.select_for_update().get(seller=seller, year=year)
            at = database_now()
            if timezone.localdate(at).year == year:
                return series, at


class Series(models.Model):
    """The last number given, and its date; moved on by the database itself when a document is issued."""

    seller = models.ForeignKey(Seller, models.PROTECT, related_name="series")
    year = models.PositiveSmallIntegerField(_("year"))
    last_sequence = models.PositiveIntegerField(default=0, editable=False)
    last_issued_on = models.DateField(null=True, blank=True, editable=False)

    objects = SeriesManager()

    class Meta:
        ordering = ["seller", "year"]
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")
        constraints = [
            models.UniqueConstraint(fields=["seller", "year"], name="series_once_per_seller_and_year"),
        ]

    def __str__(self):
        return f"{self.seller} {self.year}"
