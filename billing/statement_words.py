"""Bank entries as they are shown: what they were found to be, in words, and of another network the amount only."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .matching import Finding, Verdict
from .models import Invoice
from .models.taking import fingerprint
from .words import Tag

TONES = {
    Verdict.MATCHED: "done",
    Verdict.KNOWN: "rest",
}


@dataclass(frozen=True)
class Shown:
    """An entry as a person may see it; `is_foreign`: it is about an invoice of a network that is not theirs."""

    finding: Finding
    tag: Tag
    parts: list
    is_foreign: bool

    @property
    def entry(self):
        return self.finding.entry

    @property
    def amount(self):
        """What is still to be allotted."""
        return getattr(self.entry, "rest", self.entry.amount)

    @property
    def is_suggested(self):
        return bool(self.parts) and self.finding.verdict not in (Verdict.MATCHED, Verdict.KNOWN)

    @property
    def seen(self):
        """Names the suggestion, so that what is pressed is what was shown."""
        return mark(self.finding)


@dataclass(frozen=True)
class Part:
    """So much for one invoice."""

    number: str
    payer: str
    amount: Decimal
    is_fee: bool


def mark(finding):
    """A finding in 64 digits."""
    return fingerprint([finding])


def shown(findings, networks):
    """The findings as whoever keeps the books of these networks may see them, in one query."""
    pks = {pk for finding in findings for pk in finding.invoices}
    own = dict.fromkeys(pks)
    for invoice in Invoice.objects.filter(pk__in=pks, cohort__network__in=networks):
        own[invoice.pk] = invoice
    return [one(finding, own) for finding in findings]


def one(finding, own):
    """One finding; a single invoice of another network makes all of it that network's."""
    is_foreign = any(own[pk] is None for pk in finding.invoices)
    parts = [] if is_foreign else [part(own[a.invoice], a) for a in finding.allotments]
    return Shown(finding, tag(finding.verdict), parts, is_foreign)


def part(invoice, allotment):
    return Part(invoice.number, invoice.buyer_name, allotment.amount, allotment.reminder is not None)


def taken_words(file):
    """What came of a file that was taken in: how many of its entries were noted as payments, how many wait."""
    noted, waits = file.entries.filter(payments__isnull=False).distinct().count(), file.entries.open().count()
    payments = ngettext("One payment has been noted.", "%(count)s payments have been noted.", noted)
    entries = ngettext("One entry waits for your word.", "%(count)s entries wait for your word.", waits)
    sentences = [
        payments if noted else _("No payment has been noted."),
        entries if waits else _("No entry waits for your word."),
    ]
    told = [
        sentence % {"count": apnumber(count)}
        for sentence, count in zip(sentences, (noted, waits), strict=True)
    ]
    return " ".join([_("The file has been taken in."), *map(capfirst, told)])


def tag(verdict):
    """What an entry was found to be, in a few words."""
    words = {
        Verdict.MATCHED: _("pays in full"),
        Verdict.SUM: _("adds up"),
        Verdict.PART: _("a part"),
        Verdict.OVER: _("more than is left"),
        Verdict.DOUBLE: _("paid once already"),
        Verdict.RETURNED: _("paid back"),
        Verdict.PAYER: _("perhaps"),
        Verdict.UNMATCHED: _("no invoice found"),
        Verdict.KNOWN: _("known already"),
    }
    return Tag(words[verdict], TONES.get(verdict, "wait"))
