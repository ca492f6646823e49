"""The values of an invoice in the order in which the free form on virk.dk asks for them, as they are typed there."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.money import written


def values_of(invoice):
    """[(heading, [(label, value), ...]), ...]; what is empty is left out."""
    groups = [
        (_("Recipient"), recipient(invoice)),
        (_("Sender"), sender(invoice)),
        (_("Document"), document(invoice)),
        *(
            (_("Line %(number)d") % {"number": line.position}, line_values(invoice, line))
            for line in invoice.lines.all()
        ),
        (_("Sums"), sums(invoice)),
        (_("Payment"), payment(invoice)),
    ]
    filled = [(heading, [(label, value) for label, value in values if value]) for heading, values in groups]
    return [(heading, values) for heading, values in filled if values]


def recipient(invoice):
    return [
        (_("GLN (EAN number)"), invoice.buyer_gln),
        (_("Person reference"), invoice.person_reference),
        (_("Requisition number"), invoice.requisition_number),
        (_("Account string"), invoice.account_string),
        (_("CVR number"), invoice.buyer_cvr),
        (_("Name"), invoice.buyer_name),
        (_("Department"), invoice.buyer_department),
        (_("Street and number"), invoice.buyer_street),
        (_("Postcode"), invoice.buyer_postcode),
        (_("Town"), invoice.buyer_city),
    ]


def sender(invoice):
    return [
        (_("CVR number"), invoice.seller_cvr),
        (_("Name"), invoice.seller_name),
        (_("Street and number"), invoice.seller_street),
        (_("Postcode"), invoice.seller_postcode),
        (_("Town"), invoice.seller_city),
        (_("Contact"), invoice.seller_contact),
        (_("E-mail"), invoice.seller_email),
        (_("Telephone"), invoice.seller_phone),
    ]


def document(invoice):
    credited = invoice.credits
    return [
        (_("Number"), invoice.number),
        (_("Date of issue"), f"{invoice.issued_on:%d-%m-%Y}"),
        (_("Due date"), f"{invoice.due_on:%d-%m-%Y}" if invoice.due_on else ""),
        (_("Period from"), f"{invoice.period_start:%d-%m-%Y}"),
        (_("Period to"), f"{invoice.period_end:%d-%m-%Y}"),
        (_("Credits invoice"), credited.number if credited else ""),
        (_("Currency"), invoice.currency),
    ]


def line_values(invoice, line):
    return [
        (_("Description"), line.text),
        (_("Detail"), line.detail),
        (_("Quantity"), f"{line.quantity.normalize():f}".replace(".", ",")),
        (_("Unit price without VAT"), written(line.unit_price)),
        (_("VAT in per cent"), f"{invoice.vat_rate.normalize():f}".replace(".", ",")),
        (_("Amount without VAT"), written(line.net)),
    ]


def sums(invoice):
    return [
        (_("Amount without VAT"), written(invoice.net)),
        (capfirst(_("VAT")), written(invoice.vat)),
        (_("Amount with VAT"), written(invoice.gross)),
    ]


def payment(invoice):
    return [
        (_("Kind of card"), "71" if invoice.payment_id else ""),
        (_("Payment id"), invoice.payment_id),
        (_("FIK creditor number"), invoice.fik_creditor),
        (_("IBAN"), invoice.iban),
        (_("Registration number"), invoice.reg_number),
        (_("Account number"), invoice.account_number),
    ]
