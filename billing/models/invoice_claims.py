"""What every numbered document claims of itself, whoever wrote the row."""

import datetime as dt

from django.db import models
from django.db.models import F, Func, Q

from members.constraints import filled

from ..rules import CreditReason, Kind
from .means import one_means_of_payment

DENMARK = "(%(expressions)s AT TIME ZONE 'Europe/Copenhagen')::date"
IN_FIVE_YEARS = "make_date(extract(year from %(expressions)s)::int + 5, 12, 31)"
IN_THIRTY_DAYS = "(%(expressions)s + 30)"
NAMED = (
    "seller_name", "seller_street", "seller_postcode", "seller_city", "seller_email", "buyer_name",
    "buyer_street", "buyer_postcode", "buyer_city", "buyer_contact", "person_reference",
)  # fmt: skip


def day(column, template):
    """A day that the database computes from a column."""
    return Func(F(column), template=template, output_field=models.DateField())


def claim(name, condition):
    """A check in one line."""
    return models.CheckConstraint(condition=condition, name=name)


def of_this_century(name, field):
    """The day is one that can be meant."""
    return claim(name, Q(**{f"{field}__range": (dt.date(2000, 1, 1), dt.date(2100, 12, 31))}))


invoice_claims = [
    models.UniqueConstraint(fields=["number"], name="invoice_number_once"),
    models.UniqueConstraint(fields=["series", "sequence"], name="invoice_sequence_once"),
    claim(
        "invoice_first_has_no_previous",
        Q(sequence=1, previous__isnull=True) | Q(sequence__gt=1, previous__isnull=False),
    ),
    claim(
        "credit_note_names_invoice_and_reason",
        Q(kind=Kind.INVOICE, credits__isnull=True, reason="")
        | Q(
            kind=Kind.CREDIT_NOTE, credits__isnull=False, reason__in=[str(reason) for reason in CreditReason]
        ),
    ),
    claim("invoice_dated_in_denmark", Q(issued_on=day("issued_at", DENMARK))),
    claim(
        "invoice_due_in_thirty_days",
        # A null would let the check pass: it is asked for by name.
        Q(kind=Kind.INVOICE, due_on__isnull=False, due_on=day("issued_on", IN_THIRTY_DAYS))
        | Q(kind=Kind.CREDIT_NOTE, due_on__isnull=True),
    ),
    claim("invoice_kept_five_years", Q(keep_until__gte=day("issued_on", IN_FIVE_YEARS))),
    claim("invoice_period_in_order", Q(period_start__lte=F("period_end"))),
    claim("invoice_in_kroner", Q(currency="DKK")),
    claim("invoice_amounts_positive", Q(net__gt=0, vat__gte=0)),
    claim("invoice_gross_is_net_and_vat", Q(gross=F("net") + F("vat"))),
    claim(
        "invoice_vat_is_rate_of_net",
        Q(
            vat=Func(
                F("net") * F("vat_rate"),
                template="round(%(expressions)s / 100, 2)",
                output_field=models.DecimalField(max_digits=12, decimal_places=2),
            )
        ),
    ),
    filled("invoice_names_both_parties", *NAMED),
    claim(
        "invoice_cvr_digits",
        Q(
            seller_cvr__regex=r"^[0-9]{8}$",
            buyer_cvr__regex=r"^[0-9]{8}$",
            seller_vat_number__regex=r"^DK[0-9]{8}$",
        ),
    ),
    claim("invoice_gln_digits", Q(buyer_gln__regex=r"^[0-9]{13}$")),
    one_means_of_payment(
        "invoice_names_one_means_of_payment",
        unless=Q(kind=Kind.CREDIT_NOTE, means="", reg_number="", account_number="", iban="", fik_creditor=""),
    ),
    claim(
        "invoice_fik_id_with_card",
        Q(means="fik", payment_id__regex=r"^[0-9]{15}$") | (~Q(means="fik") & Q(payment_id="")),
    ),
]
