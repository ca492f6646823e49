"""The e-invoice: Peppol BIS Billing 3.0 in UBL 2.1, written from the frozen snapshot and from nothing else.

Everything a receiver reads stands in the row and its lines; no word comes from the catalogue, so that the same
snapshot gives the same bytes years later. A successor of the format is another module with these three names:
`build`, `delivery` and `FORMAT_ID`.
"""

import base64

from lxml import etree

from .rules import Kind, Means, clean

FORMAT_ID = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE_ID = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
# How a CVR number is spelled in the XML, by the version that is kept with the document: some older receivers expect
# the letters.
DIGITS, LETTERS = "1", "1-DK"
CVR_PREFIXES = {DIGITS: "", LETTERS: "DK"}
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC, CBC = f"{UBL}CommonAggregateComponents-2", f"{UBL}CommonBasicComponents-2"
CVR, GLN = "0184", "0088"
# The elements in which an invoice and a credit note differ: document, kind, code, line, quantity.
NAMES = {
    Kind.INVOICE: ("Invoice", "InvoiceTypeCode", "380", "InvoiceLine", "InvoicedQuantity"),
    Kind.CREDIT_NOTE: ("CreditNote", "CreditNoteTypeCode", "381", "CreditNoteLine", "CreditedQuantity"),
}
MEANS_CODES = {Means.ACCOUNT: "42", Means.IBAN: "58", Means.FIK: "93"}
SELLER_BEGINS = b"<cac:AccountingSupplierParty>"


def build(invoice, version=DIGITS):
    """The XML of an invoice or credit note, as bytes."""
    document = NAMES[invoice.kind][0]
    root = etree.Element(
        f"{{{UBL}{document}-2}}{document}", nsmap={None: f"{UBL}{document}-2", "cac": CAC, "cbc": CBC}
    )
    head(root, invoice)
    references(root, invoice)
    seller(group(root, "AccountingSupplierParty", "Party"), invoice, CVR_PREFIXES[version])
    buyer(group(root, "AccountingCustomerParty", "Party"), invoice, CVR_PREFIXES[version])
    if invoice.kind == Kind.INVOICE:
        payment(root, invoice)
    sums(root, invoice)
    for line in invoice.lines.all():
        write_line(root, invoice, line)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def delivery(xml, pdf, number):
    """The XML that is sent: the invoice itself, unchanged, with its readable copy inside."""
    root = etree.Element("root", nsmap={"cac": CAC, "cbc": CBC})
    reference = group(root, "AdditionalDocumentReference")
    text(reference, "ID", number)
    copy = base64.b64encode(pdf).decode()
    text(group(reference, "Attachment"), "EmbeddedDocumentBinaryObject", copy,
         mimeCode="application/pdf", filename=f"{number}.pdf")  # fmt: skip
    etree.indent(root)
    written = b"\n".join(etree.tostring(root).splitlines()[1:-1]).strip()
    before, seller_begins, after = xml.partition(SELLER_BEGINS)
    return before + written + b"\n  " + seller_begins + after


# Elements ----------------------------------------------------------------------------------------------------


def group(parent, *names):
    """Elements inside each other; the innermost is returned."""
    for name in names:
        parent = etree.SubElement(parent, f"{{{CAC}}}{name}")
    return parent


def text(parent, name, value, **attributes):
    """An element with text; without text it is left out: empty elements are refused."""
    if words := clean(str(value)):
        etree.SubElement(parent, f"{{{CBC}}}{name}", attributes).text = words


def amount(parent, name, value, invoice):
    """An amount, with a point and two decimals."""
    text(parent, name, f"{value:.2f}", currencyID=invoice.currency)


def plain(number):
    """A quantity or a rate without idle noughts: 1, 1.5, 25."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


# Parts in the order that the schema wants --------------------------------------------------------------------


def head(root, invoice):
    """Which document it is, of which day, in which currency, and how the buyer finds it."""
    _, kind, code, *_ = NAMES[invoice.kind]
    text(root, "CustomizationID", FORMAT_ID)
    text(root, "ProfileID", PROFILE_ID)
    text(root, "ID", invoice.number)
    text(root, "IssueDate", invoice.issued_on)
    if invoice.kind == Kind.INVOICE:
        text(root, "DueDate", invoice.due_on)
    text(root, kind, code)
    text(root, "Note", invoice.note)
    text(root, "DocumentCurrencyCode", invoice.currency)
    text(root, "AccountingCost", invoice.account_string)
    text(root, "BuyerReference", invoice.person_reference)


def references(root, invoice):
    """The year, the buyer's requisition, and the invoice that a credit note credits."""
    period = group(root, "InvoicePeriod")
    text(period, "StartDate", invoice.period_start)
    text(period, "EndDate", invoice.period_end)
    if clean(invoice.requisition_number):
        text(group(root, "OrderReference"), "ID", invoice.requisition_number)
    if invoice.kind == Kind.CREDIT_NOTE:
        credited = group(root, "BillingReference", "InvoiceDocumentReference")
        text(credited, "ID", invoice.credits.number)
        text(credited, "IssueDate", invoice.credits.issued_on)


def seller(party, invoice, cvr_prefix):
    """Who sends it: found by the CVR number."""
    cvr = cvr_prefix + invoice.seller_cvr
    text(party, "EndpointID", cvr, schemeID=CVR)
    text(group(party, "PartyIdentification"), "ID", cvr, schemeID=CVR)
    text(group(party, "PartyName"), "Name", invoice.seller_name)
    address(party, invoice.seller_street, invoice.seller_city, invoice.seller_postcode)
    scheme = group(party, "PartyTaxScheme")
    text(scheme, "CompanyID", invoice.seller_vat_number)
    text(group(scheme, "TaxScheme"), "ID", "VAT")
    legal = group(party, "PartyLegalEntity")
    text(legal, "RegistrationName", invoice.seller_name)
    text(legal, "CompanyID", cvr, schemeID=CVR)
    contact = group(party, "Contact")
    text(contact, "Name", invoice.seller_contact)
    text(contact, "Telephone", invoice.seller_phone)
    text(contact, "ElectronicMail", invoice.seller_email)


def buyer(party, invoice, cvr_prefix):
    """Who pays: found by the GLN; the member is the one to ask."""
    text(party, "EndpointID", invoice.buyer_gln, schemeID=GLN)
    text(group(party, "PartyIdentification"), "ID", invoice.buyer_gln, schemeID=GLN)
    name, department = clean(invoice.buyer_name), clean(invoice.buyer_department)
    text(group(party, "PartyName"), "Name", f"{name}, {department}" if department else name)
    address(party, invoice.buyer_street, invoice.buyer_city, invoice.buyer_postcode)
    legal = group(party, "PartyLegalEntity")
    text(legal, "RegistrationName", name)
    text(legal, "CompanyID", cvr_prefix + invoice.buyer_cvr, schemeID=CVR)
    text(group(party, "Contact"), "Name", invoice.buyer_contact)


def address(party, street, city, postcode):
    """A Danish address."""
    place = group(party, "PostalAddress")
    text(place, "StreetName", street)
    text(place, "CityName", city)
    text(place, "PostalZone", postcode)
    text(group(place, "Country"), "IdentificationCode", "DK")


def payment(root, invoice):
    """The one way of paying, and the terms."""
    means = group(root, "PaymentMeans")
    text(means, "PaymentMeansCode", MEANS_CODES[invoice.means])
    pays_by_card = invoice.means == Means.FIK
    text(means, "PaymentID", f"71#{invoice.payment_id}" if pays_by_card else invoice.number)
    account = group(means, "PayeeFinancialAccount")
    text(account, "ID", invoice.fik_creditor or invoice.iban or invoice.account_number)
    if invoice.means == Means.ACCOUNT:
        text(group(account, "FinancialInstitutionBranch"), "ID", invoice.reg_number)
    if clean(invoice.payment_terms):
        text(group(root, "PaymentTerms"), "Note", invoice.payment_terms)


def sums(root, invoice):
    """VAT once for the one rate, and what the document adds up to."""
    total = group(root, "TaxTotal")
    amount(total, "TaxAmount", invoice.vat, invoice)
    part = group(total, "TaxSubtotal")
    amount(part, "TaxableAmount", invoice.net, invoice)
    amount(part, "TaxAmount", invoice.vat, invoice)
    tax_category(group(part, "TaxCategory"), invoice)
    money = group(root, "LegalMonetaryTotal")
    amount(money, "LineExtensionAmount", invoice.net, invoice)
    amount(money, "TaxExclusiveAmount", invoice.net, invoice)
    amount(money, "TaxInclusiveAmount", invoice.gross, invoice)
    amount(money, "PayableAmount", invoice.gross, invoice)


def tax_category(category, invoice):
    """The VAT rate."""
    text(category, "ID", invoice.vat_category)
    text(category, "Percent", plain(invoice.vat_rate))
    text(group(category, "TaxScheme"), "ID", "VAT")


def write_line(root, invoice, line):
    """What is paid for: each line in pieces."""
    *_, name, quantity = NAMES[invoice.kind]
    written = group(root, name)
    text(written, "ID", line.position)
    text(written, quantity, plain(line.quantity), unitCode="C62")
    amount(written, "LineExtensionAmount", line.net, invoice)
    item = group(written, "Item")
    text(item, "Description", line.detail)
    text(item, "Name", line.text)
    tax_category(group(item, "ClassifiedTaxCategory"), invoice)
    amount(group(written, "Price"), "PriceAmount", line.unit_price, invoice)
