"""The seller's details with dates: what invoices said before, say now, and will say from a day that is to come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .invoice_claims import of_this_century
from .letterhead import Letterhead, right_letterhead
from .sellers import Seller
from .withdrawing import AheadQuerySet, WrittenAhead, withdrawn_by_someone


class SellerDetailsQuerySet(AheadQuerySet):
    def of_each(self, day):
        """What each seller's details are on that day; of two from the same day the one written last counts."""
        begun = self.standing().filter(valid_from__lte=day)
        return begun.order_by("seller_id", "-valid_from", "-pk").distinct("seller_id")


class SellerDetails(WrittenAhead, Letterhead):
    """One seller's details from a day until the next; written once, never changed, withdrawn before their day at most."""

    seller = models.ForeignKey(Seller, models.PROTECT, related_name="details")
    valid_from = models.DateField(_("valid from"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = SellerDetailsQuerySet.as_manager()

    class Meta:
        ordering = ["seller", "valid_from", "id"]
        verbose_name = _("details of a seller")
        verbose_name_plural = _("details of sellers")
        constraints = [
            *right_letterhead("seller_details"),
            of_this_century("seller_details_of_this_century", "valid_from"),
            withdrawn_by_someone("seller_details_withdrawn_by_someone"),
        ]

    def __str__(self):
        return f"{self.seller} {self.valid_from:%Y-%m-%d}"


def take_effect(day):
    """Let each seller say what is in force on that day; done twice it changes nothing more."""
    for details in SellerDetails.objects.of_each(day).select_related("seller"):
        if details.details_in_full != details.seller.details_in_full:
            Seller.objects.filter(pk=details.seller_id).update(
                **details.details_in_full, changed_by=details.written_by_id, changed_at=details.written_at
            )
