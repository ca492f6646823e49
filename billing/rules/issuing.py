"""Issuing: what speaks against invoicing a membership's fee now (bylaws 8, 12 and 13)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

from .sentences import SENTENCES

ADDRESS_SENTENCES = {
    "street": _("The payer's street is missing."),
    "postcode": _("The payer's postcode is missing."),
    "city": _("The payer's town is missing."),
}


# What is missing for everybody alike, and is said once.
OF_THE_HOUSE = frozenset({"seller", "seller_check_digit", "vat"})


@dataclass(frozen=True)
class PayerFacts:
    """Who pays, as far as an invoice to a public body must know it."""

    legal_name: str
    street: str
    postcode: str
    city: str
    cvr: str
    cvr_is_valid: bool
    gln: str
    gln_is_valid: bool
    person_reference: str


@dataclass(frozen=True)
class IssueFacts:
    """A membership as it stands when its fee is to be invoiced."""

    payer: PayerFacts
    seller_known: bool
    vat_known: bool
    fee: Decimal
    fee_is_approximate: bool = False
    annulled: bool = False
    billed_elsewhere: bool = False
    invoiced: bool = False
    credited_for_good: bool = False
    seller_is_right: bool = True


def issue_refusals(facts: IssueFacts) -> list[Refusal]:
    """Bylaws 8, 12 and 13: what speaks against invoicing this membership's fee now."""
    return membership_refusals(facts) + house_refusals(facts) + payer_refusals(facts.payer)


def membership_refusals(facts: IssueFacts) -> list[Refusal]:
    """Bylaws 8 and 12: only a valid membership is billed, once, and here."""
    found = []
    if facts.annulled:
        found.append(Refusal("", "annulled", SENTENCES["claim_of_a_valid_membership"]))
    if facts.billed_elsewhere:
        found.append(Refusal("", "billed_elsewhere", SENTENCES["claim_not_billed_elsewhere"]))
    if facts.invoiced:
        found.append(Refusal("", "invoiced", SENTENCES["claim_once_per_membership"]))
    if facts.credited_for_good:
        found.append(Refusal("", "credited", SENTENCES["claim_not_credited_for_good"]))
    if facts.fee_is_approximate:
        found.append(Refusal("", "approximate", _("The fee is only approximate: fix the exact fee first.")))
    elif facts.fee <= 0:
        found.append(Refusal("", "no_fee", _("There is no fee to invoice.")))
    return found


def house_refusals(facts: IssueFacts) -> list[Refusal]:
    """What the house itself must have in order before anything is issued."""
    found = []
    if not facts.seller_known:
        found.append(Refusal("", "seller", _("It is not said yet who sends the network's invoices.")))
    elif not facts.seller_is_right:
        sentence = _("The seller's CVR number or IBAN is not valid: correct the seller first.")
        found.append(Refusal("", "seller_check_digit", sentence))
    if not facts.vat_known:
        found.append(Refusal("", "vat", SENTENCES["invoice_vat_rate_in_force"]))
    return found


def payer_refusals(payer: PayerFacts) -> list[Refusal]:
    """What an invoice to a public body must carry, and does not yet."""
    found = []
    if not payer.legal_name.strip():
        found.append(Refusal("legal_name", "required", _("The payer's name is missing.")))
    for field, value in (("street", payer.street), ("postcode", payer.postcode), ("city", payer.city)):
        if not value.strip():
            found.append(Refusal(field, "required", ADDRESS_SENTENCES[field]))
    if not payer.cvr:
        found.append(Refusal("cvr", "required", _("The CVR number is missing.")))
    elif not payer.cvr_is_valid:
        found.append(Refusal("cvr", "check_digit", _("The CVR number is not valid.")))
    if not payer.gln:
        found.append(Refusal("gln", "required", _("The GLN (EAN number) is missing.")))
    elif not payer.gln_is_valid:
        found.append(Refusal("gln", "check_digit", _("The GLN (EAN number) is not valid.")))
    if not payer.person_reference.strip():
        found.append(Refusal("person_reference", "required", _("The person reference is missing.")))
    return found
