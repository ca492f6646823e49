"""Links: what a credit note credits, what is left of an invoice, and which membership each line bills (bylaws 12 and 14)."""

from ..models import CreditRequest, CreditRequestLine
from ..rules import CreditReason, Kind
from ..rules.words import ORE


def findings(document):
    """What is wrong between a document and those it is tied to."""
    checks = of_credit_note(document) if document.kind == Kind.CREDIT_NOTE else of_invoice(document)
    return [sentence for sentence, holds in checks.items() if not holds]


def of_credit_note(note):
    """A credit note mends one invoice of the same seller, line by line, and was approved."""
    credited, lines = note.credits, list(note.lines.all())
    is_of_invoice = credited is not None and credited.kind == Kind.INVOICE
    return {
        "it credits no invoice": is_of_invoice,
        "it names no listed reason": note.reason in list(CreditReason),
        "it is another seller's than its invoice": is_of_invoice
        and credited.series.seller_id == note.series.seller_id,
        "it has another VAT rate than its invoice": is_of_invoice and credited.vat_rate == note.vat_rate,
        "it is dated before its invoice": is_of_invoice and credited.issued_at <= note.issued_at,
        "a line credits no line of its invoice": all(
            line.credits is not None and line.credits.invoice_id == note.credits_id for line in lines
        ),
        "nobody approved it": CreditRequest.objects.filter(
            credit_note=note, invoice=note.credits_id, decided_by__isnull=False
        ).exists(),
        "its lines are not those that were approved": approved(note)
        == sorted((line.credits_id or 0, line.net) for line in lines),
        "it was paid": not note.payments.exists(),
        "it bills a membership": not any(hasattr(line, "claim") for line in lines),
    }


def approved(note):
    """(Line, net) of all that was asked for in the request that the note answers."""
    asked = CreditRequestLine.objects.filter(request__credit_note=note)
    return sorted(asked.order_by().values_list("line", "net"))


def of_invoice(invoice):
    """An invoice bills one membership a line, and is never credited by more than it says."""
    lines = list(invoice.lines.all())
    gross = sum(note.gross for note in invoice.credited_by.all())
    claims = [getattr(line, "claim", None) for line in lines]
    return {
        "it credits something": invoice.credits_id is None and invoice.reason == "",
        "more than it says was credited": gross <= invoice.gross
        and all(credited(line) <= line.net for line in lines),
        "the VAT of its credit notes is further off than rounding can be": off_within_rounding(invoice),
        "a line bills no membership": None not in claims,
        "a line bills a membership of another year": all(
            claim is None or claim.membership.cohort_id == invoice.cohort_id for claim in claims
        ),
        "a line is not the fee that was agreed": all(
            claim is None or claim.membership.agreed_fee == line.net
            for line, claim in zip(lines, claims, strict=True)
        ),
        "a membership was freed, or held, wrongly": all(
            claim is None or rightly_released(line, claim) for line, claim in zip(lines, claims, strict=True)
        ),
    }


def off_within_rounding(invoice):
    """Whether the VAT that is left is that of what is left, but for half an øre of each document.

    Since credit notes are issued to the øre it is so exactly; those of before may have left some øre.
    """
    notes = invoice.credited_by.all()
    net, vat = (
        getattr(invoice, name) - sum(getattr(note, name) for note in notes) for name in ("net", "vat")
    )
    off = abs(vat - net * invoice.vat_rate / 100)
    return off <= (1 + len(notes)) * ORE / 2


def credited(line):
    """How much of a line was credited, net."""
    return sum(part.net for part in line.credited_by.all())


def rightly_released(line, claim):
    """A claim is released by the credit note that emptied its line, and by nothing else."""
    if credited(line) < line.net:
        return claim.released_by_id is None and claim.released_at is None
    return claim.released_by_id in {part.invoice_id for part in line.credited_by.all()}
