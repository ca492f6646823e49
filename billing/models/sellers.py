"""Who sends the invoices: one legal entity, for one network or several."""

import copy

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.clock import database_now
from members.constraints import refusing
from members.kept import Kept
from members.models import Network

from ..rules import SENTENCES
from .letterhead import DETAILS, Letterhead, right_letterhead

# Where a refused constraint is told on the form.
FIELDS = {
    "seller_cvr_digits": "cvr",
    "seller_vat_number_shape": "vat_number",
    "seller_prefix_shape": "number_prefix",
    "seller_prefix_once": "number_prefix",
    "seller_prefix_kept_when_used": "number_prefix",
    "seller_has_one_means_of_payment": "means",
    "seller_fik_creditor_once": "fik_creditor",
}


class SellerQuerySet(models.QuerySet):
    def of_network(self, network):
        """The seller of a network's invoices, or None."""
        return next(iter(sellers_of(network=network.pk)), None)

    def with_foreign_prefixes(self):
        """Each with `foreign`: how the numbers of the other sellers begin."""
        others = self.model.objects.exclude(pk=OuterRef("pk")).exclude(number_prefix="").order_by()
        return self.annotate(foreign=ArraySubquery(others.values("number_prefix")))


@Kept
def sellers_of(network):
    """The seller of a network's invoices."""
    return Seller.objects.filter(networks__network=network)


class Seller(Letterhead):
    """The legal entity whose name stands at the top of an invoice; editing it never touches what was issued."""

    # Two sellers' numbers must differ: the first has none, later ones for example "SPR-".
    number_prefix = models.CharField(_("prefix of the numbers"), max_length=7, blank=True)
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey("members.Person", models.PROTECT, editable=False, related_name="+")

    objects = SellerQuerySet.as_manager()

    class Meta:
        ordering = ["legal_name"]
        verbose_name = _("seller")
        verbose_name_plural = _("sellers")
        constraints = [
            *right_letterhead("seller"),
            models.CheckConstraint(
                condition=Q(number_prefix__regex=r"^([A-ZÆØÅ]{1,6}-)?$"), name="seller_prefix_shape"
            ),
            models.UniqueConstraint(
                fields=["number_prefix"],
                name="seller_prefix_once",
                violation_error_message=SENTENCES["seller_prefix_once"],
                violation_error_code="unique",  # so that forms tell it at the field
            ),
            models.UniqueConstraint(
                fields=["fik_creditor"],
                condition=~Q(fik_creditor=""),
                name="seller_fik_creditor_once",
                violation_error_message=SENTENCES["seller_fik_creditor_once"],
                violation_error_code="unique",
            ),
        ]

    def __str__(self):
        return self.legal_name

    def settle(self, networks, among, *, by, at, valid_from=None):
        """Keep the seller's particulars, and let it invoice for those of the networks `among` that were chosen.

        Details that are to be valid from a later day are written down, and say nothing until then.
        """
        with refusing(SENTENCES, FIELDS):
            today = timezone.localdate(database_now())
            day = max(valid_from or today, today)
            self.begin_history()
            if day == today:
                self.changed_by, self.changed_at = by, at
                self.save()
            else:
                self.save(update_fields=["number_prefix"])
            if self.on(day).details_in_full != self.details_in_full or not self.details.exists():
                self.details.create(**self.details_in_full, valid_from=day, written_by=by, written_at=at)
            self.networks.filter(network__in=among).exclude(network__in=networks).delete()
            for network in networks:
                SellerOfNetwork.objects.update_or_create(
                    network=network, defaults={"seller": self, "set_by": by, "set_at": at}
                )

    def begin_history(self):
        """Write down what was valid before the first change, if nothing was written yet."""
        if self.pk:
            known = Seller.objects.select_for_update().get(pk=self.pk)  # one change at a time
        if self.pk and not self.details.exists():
            self.details.create(
                **known.details_in_full,
                valid_from=timezone.localdate(known.changed_at),
                written_by=known.changed_by,
                written_at=known.changed_at,
            )

    def on(self, day):
        """The seller as its details are in force on that day."""
        begun = self.details.standing().filter(valid_from__lte=day)
        found = begun.order_by("-valid_from", "-pk").first()
        seller = copy.copy(self)
        for name in DETAILS if found else ():
            setattr(seller, name, getattr(found, name))
        return seller

    settle.alters_data = begin_history.alters_data = True


class SellerOfNetwork(models.Model):
    """Which seller invoices for a network; one at most."""

    network = models.OneToOneField(Network, models.CASCADE, related_name="seller_link")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="networks")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("seller of a network")
        verbose_name_plural = _("sellers of networks")

    def __str__(self):
        return f"{self.network}: {self.seller}"
