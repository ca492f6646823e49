"""Who pays: asked when applying, kept with the membership, copied by billing when an invoice is issued."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..rules import LONGEST_NAME
from ..triggers import payer_guards


def digits(name, field, count):
    """The field is empty or holds exactly so many digits."""
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": rf"^[0-9]{{{count}}}$"}), name=name
    )


APART = _("one for each member")
TOGETHER = _("joint, with a line for each member")


class Payer(models.Model):
    """The employer that the fee is invoiced to, and what its invoice must carry to be found there."""

    legal_name = models.CharField(_("name of the payer"), max_length=LONGEST_NAME, blank=True)
    street = models.CharField(_("street and number"), max_length=LONGEST_NAME, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True)
    gln = models.CharField(_("GLN (EAN number)"), max_length=13, blank=True)
    department = models.CharField(_("department"), max_length=LONGEST_NAME, blank=True)
    person_reference = models.CharField(_("person reference"), max_length=100, blank=True)
    requisition_number = models.CharField(_("requisition number"), max_length=100, blank=True)
    account_string = models.CharField(_("account string"), max_length=100, blank=True)
    # One invoice together with others whose payer says exactly the same, or one for each.
    shares_invoice = models.BooleanField(_("one invoice together with others"), default=False)

    COPIED = (
        "legal_name", "street", "postcode", "city", "cvr", "gln", "department", "person_reference",
        "requisition_number", "account_string",
    )  # fmt: skip

    # Without these an invoice does not reach a public employer; billing judges it when one is issued.
    NEEDED = ("legal_name", "street", "postcode", "city", "cvr", "gln", "person_reference")

    class Meta:
        verbose_name = _("payer")
        verbose_name_plural = _("payers")
        triggers = payer_guards
        constraints = [digits("payer_cvr_digits", "cvr", 8), digits("payer_gln_digits", "gln", 13)]

    def __str__(self):
        return self.legal_name

    @property
    def particulars(self):
        """What must agree to the letter for two payers to be one, in the order in which it is asked."""
        return tuple(getattr(self, name) for name in self.COPIED)

    @property
    def invoicing(self):
        """How the payer wants to be invoiced, in words."""
        return TOGETHER if self.shares_invoice else APART

    @property
    def missing(self):
        """The names of the particulars that an invoice still lacks."""
        return [self._meta.get_field(name).verbose_name for name in self.NEEDED if not getattr(self, name)]

    def like(self):
        """A payer with the same particulars, not stored."""
        return Payer(**{field: getattr(self, field) for field in (*self.COPIED, "shares_invoice")})

    def copy(self):
        """A new, stored payer with the same particulars: the seat's own, apart from the application's."""
        copied = self.like()
        copied.save()
        return copied

    copy.alters_data = True
