"""Who sends the invoices: one legal entity, for one network or several."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from members.constraints import filled, refusing
from members.kept import Kept
from members.models import Network

from ..rules import LONGEST_NAME, SENTENCES
from .means import PaymentMeans, one_means_of_payment

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


class Seller(PaymentMeans):
    """The legal entity whose name stands at the top of an invoice; editing it never touches what was issued."""

    legal_name = models.CharField(_("legal name"), max_length=LONGEST_NAME)
    street = models.CharField(_("street and number"), max_length=LONGEST_NAME)
    postcode = models.CharField(_("postcode"), max_length=10)
    city = models.CharField(_("town"), max_length=100)
    cvr = models.CharField(_("CVR number"), max_length=8)
    vat_number = models.CharField(_("VAT number"), max_length=10)
    contact_name = models.CharField(_("contact: name"), max_length=LONGEST_NAME, blank=True)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
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
            filled("seller_is_named", "legal_name", "street", "postcode", "city"),
            models.CheckConstraint(condition=Q(cvr__regex=r"^[0-9]{8}$"), name="seller_cvr_digits"),
            models.CheckConstraint(
                condition=Q(vat_number__regex=r"^DK[0-9]{8}$"), name="seller_vat_number_shape"
            ),
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
            one_means_of_payment("seller_has_one_means_of_payment"),
        ]

    def __str__(self):
        return self.legal_name

    def settle(self, networks, among, *, by, at):
        """Keep the seller's particulars, and let it invoice for those of the networks `among` that were chosen."""
        with refusing(SENTENCES, FIELDS):
            self.changed_by, self.changed_at = by, at
            self.save()
            self.networks.filter(network__in=among).exclude(network__in=networks).delete()
            for network in networks:
                SellerOfNetwork.objects.update_or_create(
                    network=network, defaults={"seller": self, "set_by": by, "set_at": at}
                )

    settle.alters_data = True


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
