"""Who is not yet invoiced, and what is missing before it can be done."""

import uuid
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from stdnum import ean, iban
from stdnum.dk import cvr

from members.kept import Kept
from members.models import Membership
from members.rules import Refusal

from .. import rules
from ..rules import clean
from .lines import Claim
from .vat import VatRate


@dataclass(frozen=True)
class Prospect:
    """An invoice to be: for one membership or several, what it would add up to, and what speaks against it."""

    memberships: tuple[Membership, ...]
    sums: rules.Sums
    refusals: list[Refusal]
    # Names one press of this invoice's own button.
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def membership(self):
        """The first of them, whose payer speaks for all."""
        return self.memberships[0]

    @property
    def names(self):
        """Whose fees it would bill."""
        return ", ".join(one.agreed_name for one in self.memberships)

    @property
    def is_ready(self):
        return not self.refusals

    @property
    def own_refusals(self):
        """What speaks against this invoice alone, and is mended where its payer is described."""
        return [refusal for refusal in self.refusals if refusal.code not in rules.OF_THE_HOUSE]


def waiting(cohort):
    """The memberships of a year whose fee is due here and not yet invoiced."""
    settled = Claim.objects.settled().filter(membership=OuterRef("pk"))
    return (
        Membership.objects.filter(cohort=cohort)
        .billable()
        .exclude(Exists(settled))
        .select_related("payer", "cohort__network", "person")
    )


waiting_in = Kept(waiting)


def prospects(cohort, seller, today):
    """Exactly what a run would issue on that day, and what it would leave out: the dry run and the run both ask here.

    Those who are ready stand together where their payers chose so and say exactly the same; whoever is not ready
    stands alone and keeps nobody waiting.
    """
    rate = VatRate.objects.on(today)
    bundles = {}
    for membership in waiting_in(cohort=cohort.pk):
        refusals = rules.issue_refusals(issue_facts(membership, seller=seller, rate=rate))
        shares = membership.payer.shares_invoice and not refusals
        key = membership.payer.particulars if shares else membership.pk
        bundles.setdefault(key, (refusals, []))[1].append(membership)
    return [prospect(bundle, refusals, rate) for refusals, bundle in bundles.values()]


def prospect(memberships, refusals, rate):
    """One invoice, as it would be issued: VAT once for all its lines (bylaw 16)."""
    sums = rules.sums([one.agreed_fee for one in memberships], rate.rate if rate else 0)
    return Prospect(tuple(memberships), sums, refusals)


def payer_facts(payer):
    """The payer, as the rule book asks about it."""
    return rules.PayerFacts(
        legal_name=clean(payer.legal_name),
        street=clean(payer.street),
        postcode=clean(payer.postcode),
        city=clean(payer.city),
        cvr=payer.cvr,
        cvr_is_valid=cvr.is_valid(payer.cvr),
        gln=payer.gln,
        gln_is_valid=len(payer.gln) == 13 and ean.is_valid(payer.gln),
        person_reference=clean(payer.person_reference),
    )


def issue_facts(membership, *, seller, rate, invoiced=False, credited_for_good=False):
    """The membership, as the rule book asks about it before its fee is invoiced."""
    return rules.IssueFacts(
        payer=payer_facts(membership.payer),
        seller_known=seller is not None,
        seller_is_right=seller is None or is_right(seller),
        vat_known=rate is not None,
        fee=membership.agreed_fee,
        fee_is_approximate=membership.cohort.fee_is_approximate,
        annulled=membership.annulled_at is not None,
        billed_elsewhere=membership.billed_elsewhere,
        invoiced=invoiced,
        credited_for_good=credited_for_good,
    )


def share_facts(membership):
    """The membership, as the rule book asks who else may stand on its invoice."""
    payer = membership.payer
    return rules.ShareFacts(membership.cohort_id, payer.shares_invoice, payer.particulars)


def is_right(seller):
    """Whether the seller's numbers have the right check digits."""
    numbers = (seller.cvr, seller.vat_number.removeprefix("DK"))
    return all(map(cvr.is_valid, numbers)) and (not seller.iban or iban.is_valid(seller.iban))
