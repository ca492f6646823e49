"""What stands at the top of an invoice, and how it is paid: of the seller now, and of each day before and to come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.constraints import filled

from ..rules import LONGEST_NAME
from .means import SHAPES, PaymentMeans, one_means_of_payment

LETTERHEAD = (
    "legal_name", "street", "postcode", "city", "cvr", "vat_number", "contact_name", "email", "phone",
)  # fmt: skip
DETAILS = (*LETTERHEAD, "means", *SHAPES, "basis_only")


class Letterhead(PaymentMeans):
    """A legal entity, as an invoice shows it."""

    legal_name = models.CharField(_("legal name"), max_length=LONGEST_NAME)
    street = models.CharField(_("street and number"), max_length=LONGEST_NAME)
    postcode = models.CharField(_("postcode"), max_length=10)
    city = models.CharField(_("town"), max_length=100)
    cvr = models.CharField(_("CVR number"), max_length=8)
    vat_number = models.CharField(_("VAT number"), max_length=10)
    contact_name = models.CharField(_("contact: name"), max_length=LONGEST_NAME, blank=True)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    # A state body's invoices are issued by the state's own system: here is only the basis for them.
    basis_only = models.BooleanField(_("the state's own system issues the invoices"), default=False)

    class Meta:
        abstract = True

    @property
    def details_in_full(self):
        """Everything that can change from a day on, by name."""
        return {name: getattr(self, name) for name in DETAILS}


def right_letterhead(prefix):
    """The checks of every letterhead, named after the table that they stand in."""
    return [
        filled(f"{prefix}_is_named", "legal_name", "street", "postcode", "city"),
        models.CheckConstraint(condition=Q(cvr__regex=r"^[0-9]{8}$"), name=f"{prefix}_cvr_digits"),
        models.CheckConstraint(
            condition=Q(vat_number__regex=r"^DK[0-9]{8}$"), name=f"{prefix}_vat_number_shape"
        ),
        one_means_of_payment(f"{prefix}_has_one_means_of_payment"),
    ]
