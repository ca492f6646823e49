"""How an invoice stands, in words and colours."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from . import einvoice
from .rules import Channel, DocumentKind, Kind, Standing, Status

WORDS = {
    Status.ISSUED: _("issued"),
    Status.PART_PAID: _("part paid"),
    Status.PAID: _("paid"),
    Status.OVERPAID: _("overpaid"),
    Status.CREDITED: _("credited"),
    Status.CREDIT_NOTE: _("credit note"),
}
TONES = {
    Status.OVERDUE: "late",
    Status.PART_PAID: "wait",
    Status.OVERPAID: "wait",
    Status.PAID: "done",
    Status.CREDITED: "rest",
    Status.CREDIT_NOTE: "rest",
}
# What the files of a credit note are called; those of an invoice are called as their kind says.
CREDIT_NOTE_FILES = {
    DocumentKind.XML: _("e-credit note"),
    DocumentKind.DELIVERY: _("e-credit note with the PDF inside"),
}
# Names of formats, which are the same in every language.
FORMATS = {
    "pdf/a-3a+pdf/ua-1": "PDF/A-3a, PDF/UA-1",
    einvoice.FORMAT_ID: "Peppol BIS Billing 3.0, UBL 2.1",
}


@dataclass(frozen=True)
class Tag:
    """A few words with the tone that colours them."""

    words: str
    tone: str = ""

    @property
    def classes(self):
        """What the tag is to the style sheets."""
        return f"tag {self.tone}" if self.tone else "tag"


def tag(standing: Standing) -> Tag:
    """ "betalt", "forfalden i 12 dage" """
    if standing.status is Status.OVERDUE:
        days = standing.days_overdue
        words = ngettext("overdue for %(count)d day", "overdue for %(count)d days", days) % {"count": days}
    else:
        words = str(WORDS[standing.status])
    return Tag(words, TONES.get(standing.status, ""))


def delivery_words(invoice):
    """ "sendt til betaleren": how far the document has come, as somebody noted it; from `with_delivery()`."""
    if invoice.is_received:
        return gettext("received by the payer")
    if invoice.delivered == Channel.ACCESS_POINT:
        return gettext("with the access point")
    return gettext("sent to the payer") if invoice.delivered else gettext("not sent to the payer")


def reminded_words(count):
    """ "en rykker", or ''"""
    return ngettext("one reminder", "%(count)d reminders", count) % {"count": count} if count else ""


def file_in_words(document, invoice):
    """ "e-faktura", or "e-kreditnota" """
    own = CREDIT_NOTE_FILES.get(document.kind) if invoice.kind == Kind.CREDIT_NOTE else None
    return own or document.get_kind_display()


def format_in_words(document):
    """ "Peppol BIS Billing 3.0, UBL 2.1" """
    return FORMATS.get(document.format_id, document.format_id)
