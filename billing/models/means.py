"""How a seller is paid: the same columns on the seller and, frozen, on what was issued."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..rules import Means

MEANS = {
    Means.ACCOUNT: _("bank account"),
    Means.IBAN: _("IBAN"),
    Means.FIK: _("FIK payment card"),
}
SHAPES = {
    "reg_number": r"^[0-9]{4}$",
    "account_number": r"^[0-9]{1,10}$",
    "iban": r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$",
    "fik_creditor": r"^[0-9]{8}$",
}
FIELDS_OF_MEANS = {
    Means.ACCOUNT: ("reg_number", "account_number"),
    Means.IBAN: ("iban",),
    Means.FIK: ("fik_creditor",),
}


class PaymentMeans(models.Model):
    """Exactly one way of paying, completely filled in."""

    means = models.CharField(_("how the invoices are paid"), max_length=10, choices=MEANS, blank=True)
    reg_number = models.CharField(_("registration number"), max_length=4, blank=True)
    account_number = models.CharField(_("account number"), max_length=10, blank=True)
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    fik_creditor = models.CharField(_("FIK creditor number"), max_length=8, blank=True)

    class Meta:
        abstract = True


def filled_in_for(means):
    """The fields of this way of paying have the right shape, and those of the others are empty."""
    condition = Q(means=means)
    for field, shape in SHAPES.items():
        own = field in FIELDS_OF_MEANS[means]
        condition &= Q(**{f"{field}__regex": shape}) if own else Q(**{field: ""})
    return condition


def one_means_of_payment(name, unless=None):
    """One way of paying is filled in, completely, and the others are empty."""
    condition = filled_in_for(Means.ACCOUNT) | filled_in_for(Means.IBAN) | filled_in_for(Means.FIK)
    return models.CheckConstraint(condition=condition | unless if unless else condition, name=name)
