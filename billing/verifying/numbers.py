"""Numbers without gaps, dates in their order, numbers with their check digits (bylaws 13 and 15)."""

from django.utils.timezone import localdate
from stdnum import ean, iban
from stdnum.dk import cvr

from .. import rules
from ..models.means import FIELDS_OF_MEANS, SHAPES
from ..rules import Kind, Means


def findings(document, previous, now):
    """What is wrong with the number, the dates and the identifiers of a document."""
    series, is_invoice = document.series, document.kind == Kind.INVOICE
    checks = {
        "its number does not follow the previous one": document.sequence == (previous.sequence if previous else 0) + 1,
        "its number is not spelled as its series wants": document.number
        == rules.number(series.seller.number_prefix, series.year, document.sequence),
        "it does not point to the previous document": document.previous_id == (previous and previous.pk),
        "it is dated before the previous one": not previous or document.issued_on >= previous.issued_on,
        "it lies in another year than its series": document.issued_on.year == series.year,
        "its date is not the Danish day of its time": localdate(document.issued_at) == document.issued_on,
        "it is dated in the future": document.issued_at <= now,
        "it is not due 30 days after its date": document.due_on
        == (rules.due_on(document.issued_on) if is_invoice else None),
        "it is not kept for five years": document.keep_until >= rules.keep_until(document.issued_on),
        "its period ends before it begins": document.period_start <= document.period_end,
        "a CVR number has a wrong check digit": cvr.is_valid(document.seller_cvr) and cvr.is_valid(document.buyer_cvr),
        "the GLN has a wrong check digit": len(document.buyer_gln) == 13 and ean.is_valid(document.buyer_gln),
        "it does not say in one way how it is paid": pays_in_one_way(document) if is_invoice else document.means == "",
    }  # fmt: skip
    return [sentence for sentence, holds in checks.items() if not holds]


def pays_in_one_way(document):
    """One means of payment, completely, with the payment id and the check digits that belong to it."""
    filled = {name for name in SHAPES if getattr(document, name)}
    card = rules.fik_id(document.series.year, document.sequence) if document.means == Means.FIK else ""
    return (
        filled == set(FIELDS_OF_MEANS.get(document.means, ()))
        and document.payment_id == card
        and (not document.iban or iban.is_valid(document.iban))
    )


def end_of_series(series, last, now):
    """What the series itself says was issued last; one whose accounts have ended holds nothing any more."""
    if last is None:
        if series.last_issued_on and rules.keep_until(series.last_issued_on) >= localdate(now):
            yield f"series {series}: it says that {series.last_sequence} was issued last, and nothing is there"
        return
    if (series.last_sequence, series.last_issued_on) != (last.sequence, last.issued_on):
        yield f"series {series}: it says that {series.last_sequence} was issued last, and {last.sequence} was"
