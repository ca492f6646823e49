"""How an invoice stands, in words and colours."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .rules import Channel, Standing, Status

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
    """ "én rykker", or ''"""
    return ngettext("one reminder", "%(count)d reminders", count) % {"count": count} if count else ""
