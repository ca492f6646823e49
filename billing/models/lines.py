"""What a document adds up, and which membership each line bills."""

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from members.constraints import both_or_neither, filled
from members.models import Membership

from ..rules import FOR_GOOD
from .invoices import Invoice, brief, money


class Line(models.Model):
    """One thing paid for; a line of a credit note names the line that it credits."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = brief(_("what is paid for"), 400)
    detail = brief(_("detail"), 400, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=9, decimal_places=2, default=1)
    unit_price = money(_("unit price"))
    net = money(_("net amount"))
    credits = models.ForeignKey("self", models.PROTECT, null=True, related_name="credited_by")

    class Meta:
        ordering = ["position"]
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="line_position_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, unit_price__gt=0, net__gt=0), name="line_amounts_positive"
            ),
            models.CheckConstraint(
                condition=Q(
                    net=Func(
                        F("quantity") * F("unit_price"),
                        template="round(%(expressions)s, 2)",
                        output_field=money(""),
                    )
                ),
                name="line_net_is_quantity_times_price",
            ),
            filled("line_has_text", "text"),
            models.UniqueConstraint(fields=["invoice", "credits"], name="line_credited_once_in_a_note"),
        ]

    def __str__(self):
        return self.text


class ClaimQuerySet(models.QuerySet):
    def standing(self):
        """Claims whose fee is billed, and not wholly credited."""
        return self.filter(released_at__isnull=True)

    def credited_for_good(self):
        """Claims whose fee was not to be paid at all: it is not invoiced anew."""
        return self.filter(released_by__reason__in=FOR_GOOD)

    def settled(self):
        """Claims after which a fee no longer waits to be invoiced."""
        return self.filter(Q(released_at__isnull=True) | Q(released_by__reason__in=FOR_GOOD))


class Claim(models.Model):
    """One membership's fee, billed by one line; only a credit note for the whole line frees it."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="claims")
    line = models.OneToOneField(Line, models.PROTECT, related_name="claim")
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(
        Invoice, models.PROTECT, null=True, editable=False, related_name="released_claims"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(released_at__isnull=True),
                name="claim_once_per_membership",
            ),
            both_or_neither("claim_released_by_a_credit_note", "released_at", "released_by"),
        ]

    def __str__(self):
        return f"{self.membership}: {self.line.invoice}"
