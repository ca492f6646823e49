"""The act of issuing: number, snapshot, line, claim and XML in one short transaction, or nothing at all."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext

from members.clock import database_now
from members.constraints import refusing
from members.models import Membership, Payer
from members.rules import refuse

from .. import einvoice, rules
from ..rules import SENTENCES, DocumentKind, Means, clean
from .documents import Document
from .invoices import Invoice
from .lines import Claim, Line
from .means import SHAPES
from .sellers import Seller
from .series import Series
from .vat import VatRate
from .waiting import issue_facts

LETTERHEAD = ("street", "postcode", "city", "cvr", "vat_number", "email", "phone")
BUYER = ("street", "postcode", "city", "cvr", "gln", "department")
REFERENCES = ("person_reference", "requisition_number", "account_string")
LANGUAGE = "da"
MAKE_DOCUMENTS = "billing.make_documents"


def issue(membership, *, by):
    """Invoice a membership's fee now (bylaws 12 and 13); refuses with every reason, or returns the invoice.

    The membership and its payer are locked first, the series of numbers last, and the clock is read under that lock.
    """
    with refusing(SENTENCES):
        membership = locked(membership)
        seller = Seller.objects.of_network(membership.network)
        rate = VatRate.objects.on(timezone.localdate(database_now()))
        claims = Claim.objects.filter(membership=membership)
        facts = issue_facts(
            membership,
            seller=seller,
            rate=rate,
            invoiced=claims.standing().exists(),
            credited_for_good=claims.credited_for_good().exists(),
        )
        refuse(*rules.issue_refusals(facts))
        series, at = Series.objects.locked(seller)
        invoice = Invoice.objects.create(
            **numbered(series, at), **snapshot(membership, seller, rate, series), issued_by=by
        )
        line = Line.objects.create(invoice=invoice, position=1, **fee_line(membership))
        Claim.objects.create(membership=membership, line=line)
        write_xml(invoice)
    return invoice


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


def locked(membership):
    """The membership and its payer as they are now, held until the transaction ends."""
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("cohort__network", "network")
        .get(pk=membership.pk)
    )
    membership.payer = Payer.objects.select_for_update().get(pk=membership.payer_id)
    return membership


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


def snapshot(membership, seller, rate, series):
    """Everything the invoice says, copied from where it may change later."""
    payer, sums = membership.payer, rules.sums([membership.agreed_fee], rate.rate)
    pays_by_card = seller.means == Means.FIK
    return {
        "cohort": membership.cohort,
        "period_start": membership.starts_on,
        "period_end": membership.ends_on,
        "seller_name": clean(seller.legal_name),
        "seller_contact": clean(seller.contact_name),
        **{f"seller_{field}": clean(getattr(seller, field)) for field in LETTERHEAD},
        **{field: getattr(seller, field) for field in ("means", *SHAPES)},
        "payment_id": rules.fik_id(series.year, series.last_sequence + 1) if pays_by_card else "",
        "buyer_name": clean(payer.legal_name),
        "buyer_contact": clean(membership.agreed_name),
        **{f"buyer_{field}": clean(getattr(payer, field)) for field in BUYER},
        **{field: clean(getattr(payer, field)) for field in REFERENCES},
        "vat_category": rate.category,
        "vat_rate": rate.rate,
        "net": sums.net,
        "vat": sums.vat,
        "gross": sums.gross,
        **words(),
    }


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
