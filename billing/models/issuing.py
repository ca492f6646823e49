"""The act of issuing: number, snapshot, line, claim and XML in one short transaction, or nothing at all."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from members.clock import database_now
from members.constraints import refusing
from members.models import Membership, Payer
from members.rules import Refusal, refuse

from .. import einvoice, rules
from ..rules import LONGEST_NAME, SENTENCES, DocumentKind, Means, clean
from .documents import Document
from .invoices import Invoice
from .lines import Claim, Line
from .means import SHAPES
from .sellers import Seller
from .series import Series
from .vat import VatRate
from .waiting import issue_facts, share_facts

COPIED_LETTERHEAD = ("street", "postcode", "city", "cvr", "vat_number", "email", "phone")
BUYER = ("street", "postcode", "city", "cvr", "gln", "department")
REFERENCES = ("person_reference", "requisition_number", "account_string")
LANGUAGE = "da"
MAKE_DOCUMENTS = "billing.make_documents"


def issue(*memberships, by):
    """Invoice the fees of one membership, or of several on one invoice, now (bylaws 12 and 13).

    Refuses with every reason, or returns the invoice. The memberships are locked first, by their keys, then their
    payers, the series of numbers last: no two who issue wait for each other. The clock is read under the last lock.
    """
    with refusing(SENTENCES):
        memberships = locked(memberships)
        today = timezone.localdate(database_now())
        seller, rate = seller_on(today, memberships[0].network), VatRate.objects.on(today)
        refuse(basis_refusal(seller), *refusals(memberships, seller, rate))
        series, at = Series.objects.locked(seller)
        seller = seller if timezone.localdate(at) == today else seller.on(timezone.localdate(at))
        invoice = Invoice.objects.create(
            **numbered(series, at), **snapshot(memberships, seller, rate, series), issued_by=by
        )
        for place, membership in enumerate(memberships, 1):
            line = Line.objects.create(invoice=invoice, position=place, **fee_line(membership))
            Claim.objects.create(membership=membership, line=line)
        write_xml(invoice)
    return invoice


def basis_refusal(seller):
    """That nothing of the seller's is issued here, where the state's own system does it; or None."""
    is_basis = seller is not None and seller.basis_only
    return Refusal("", "basis_only", SENTENCES["invoice_issued_by_the_sellers_system"]) if is_basis else None


def seller_on(day, network):
    """The seller of the network's invoices as it is on that day, or None."""
    seller = Seller.objects.of_network(network)
    return seller and seller.on(day)


def refusals(memberships, seller, rate):
    """What speaks against this invoice; of several memberships each is named."""
    yield from rules.share_refusals(map(share_facts, memberships))
    for membership in memberships:
        claims = Claim.objects.filter(membership=membership)
        facts = issue_facts(
            membership,
            seller=seller,
            rate=rate,
            invoiced=claims.standing().exists(),
            credited_for_good=claims.credited_for_good().exists(),
        )
        for refusal in rules.issue_refusals(facts):
            yield refusal if len(memberships) == 1 else named(refusal, membership)


def named(refusal, membership):
    """The refusal, with whom it is about."""
    return Refusal(refusal.field, refusal.code, f"{membership.agreed_name}: {refusal.sentence}")


def write_xml(invoice):
    """The XML is the invoice: made with the number, in the same transaction."""
    version = settings.EINVOICE_VERSION
    Document.objects.put(
        invoice,
        DocumentKind.XML,
        einvoice.build(invoice, version),
        format_id=einvoice.FORMAT_ID,
        format_version=version,
        at=invoice.issued_at,
    )


def locked(memberships):
    """The memberships and their payers as they are now, held until the transaction ends; in the order of the lines."""
    found = list(
        Membership.objects.select_for_update(of=("self",))
        .select_related("cohort__network", "network")
        .filter(pk__in=[one.pk for one in memberships])
        .order_by("pk")
    )
    payers = Payer.objects.select_for_update().filter(pk__in=[one.payer_id for one in found]).order_by("pk")
    by_key = {payer.pk: payer for payer in payers}
    for one in found:
        one.payer = by_key[one.payer_id]
    return sorted(found, key=lambda one: (one.agreed_name.casefold(), one.pk))


def numbered(series, at):
    """Number and dates of the next document of a locked series."""
    sequence, issued_on = series.last_sequence + 1, timezone.localdate(at)
    return {
        "series": series,
        "sequence": sequence,
        "number": rules.number(series.seller.number_prefix, series.year, sequence),
        "previous": series.invoices.filter(sequence=series.last_sequence).first(),
        "issued_at": at,
        "issued_on": issued_on,
        "due_on": rules.due_on(issued_on),
        "keep_until": rules.keep_until(issued_on, settings.KEEP_ACCOUNTING_YEARS),
    }


def snapshot(memberships, seller, rate, series):
    """Everything the invoice says, copied from where it may change later."""
    membership = memberships[0]
    payer, sums = membership.payer, rules.sums([one.agreed_fee for one in memberships], rate.rate)
    pays_by_card = seller.means == Means.FIK
    return {
        "cohort": membership.cohort,
        "period_start": membership.starts_on,
        "period_end": membership.ends_on,
        "seller_name": clean(seller.legal_name),
        "seller_contact": clean(seller.contact_name),
        **{f"seller_{field}": clean(getattr(seller, field)) for field in COPIED_LETTERHEAD},
        **{field: getattr(seller, field) for field in ("means", *SHAPES)},
        "payment_id": rules.fik_id(series.year, series.last_sequence + 1) if pays_by_card else "",
        "buyer_name": clean(payer.legal_name),
        "buyer_contact": participants(memberships),
        **{f"buyer_{field}": clean(getattr(payer, field)) for field in BUYER},
        **{field: clean(getattr(payer, field)) for field in REFERENCES},
        "vat_category": rate.category,
        "vat_rate": rate.rate,
        "net": sums.net,
        "vat": sums.vat,
        "gross": sums.gross,
        **words(),
    }


def participants(memberships):
    """Whose fees these are, in one line, in the language of the document; each line of the invoice names its own."""
    name, others = clean(memberships[0].agreed_name), len(memberships) - 1
    if not others:
        return name
    with translation.override(LANGUAGE):
        words = ngettext("%(name)s and one other", "%(name)s and %(count)d others", others)
        room = LONGEST_NAME - len(words % {"name": "", "count": others})
        return words % {"name": name[:room], "count": others}


def words():
    """What every invoice says besides, in the language of the document."""
    with translation.override(LANGUAGE):
        return {
            "note": gettext("Annual fee for participation. The registration is binding for one year."),
            "payment_terms": gettext(
                "Net 30 days. Interest on late payment follows the Danish Interest Act."
            ),
        }


def fee_line(membership):
    """The one line of a fee, in the language of the document."""
    cohort, fee = membership.cohort, membership.agreed_fee
    with translation.override(LANGUAGE):
        network = clean(cohort.network.name_da)
        return {
            "text": gettext("Participation in %(network)s %(year)s")
            % {"network": network, "year": cohort.label},
            "detail": gettext("Participant: %(name)s") % {"name": clean(membership.agreed_name)},
            "quantity": 1,
            "unit_price": fee,
            "net": rules.line_net(1, fee),
        }
