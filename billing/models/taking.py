"""Bank files taken in: first shown as a plan, then stored with the payments that were certain, all or nothing."""

import datetime as dt
import hashlib
from collections import Counter
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, Max, OuterRef
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from members.constraints import refusing
from members.rules import Refusal, refuse

from .. import matching
from ..bank import Entry
from ..matching import Finding, Owed, Verdict
from ..rules import SENTENCES, Kind, coverage_refusals
from .bank import BankDraft, BankEntry, BankFile
from .invoices import Invoice
from .payments import Payment
from .reminders import Reminder
from .sellers import Seller


def draft(seller, statement, content, *, filename, by, at):
    """Keep what was read until somebody has looked at it; no file knows of days that lie ahead."""
    today = timezone.localdate(at)
    return BankDraft.objects.create(
        seller=seller, filename=filename, kind=statement.kind, account=statement.account,
        sha256=hashlib.sha256(content).hexdigest(), up_to=min(statement.up_to, today), read_at=at, read_by=by,
        says_until=statement.says_until and min(statement.says_until, today),
        entries=[[e.booked_on.isoformat(), str(e.amount), e.text, e.entry_id, *e.earlier] for e in statement.entries],
    )  # fmt: skip


def entries_of(draft):
    """The entries of a file that is not confirmed yet."""
    return [
        Entry(dt.date.fromisoformat(day), Decimal(amount), text, entry_id, tuple(earlier))
        for day, amount, text, entry_id, *earlier in draft.entries
    ]


def book_of(seller):
    """The seller's invoices, as entries are matched against them; the seller comes `with_foreign_prefixes()`."""
    return matching.Book.of(owed_to(seller), seller.number_prefix, seller.foreign)


def owed_to(seller):
    """Every invoice of the seller with what is left of it and of its reminders' fees; the earliest due comes first."""
    found = Invoice.objects.filter(series__seller=seller, kind=Kind.INVOICE).with_standing()
    columns = ("pk", "number", "payment_id", "buyer_name", "gross", "credited", "paid", "open_fees")
    asked = found.annotate(open_fees=ArraySubquery(fees())).order_by("due_on", "pk")
    for pk, number, payment_id, buyer, gross, credited, paid, open_fees in asked.values_list(*columns):
        own = tuple((fee["reminder"], Decimal(fee["left"])) for fee in open_fees)
        yield Owed(pk, number, payment_id, buyer, gross - credited - paid, paid, own)


def fees():
    """SQL: an invoice's reminders whose fees are neither paid nor waived, with what is left of each."""
    sent = (
        Reminder.objects.filter(invoice=OuterRef("pk"))
        .with_paid()
        .annotate(rest=F("fee") - F("paid") - F("waived"))
    )
    told = JSONObject(reminder="pk", left=Cast("rest", CharField()))
    return sent.filter(rest__gt=0).order_by("number").values_list(told)


def plan(draft):
    """What confirming the file would do with each entry: the preview and the act both ask here."""
    entries = entries_of(draft)
    seller = Seller.objects.with_foreign_prefixes().get(pk=draft.seller_id)
    book = book_of(seller)
    known = known_of(seller, entries)
    fresh = iter(matching.match([e for e in entries if e not in known], book))
    return [Finding(e, Verdict.KNOWN) if e in known else next(fresh) for e in entries]


def known_of(seller, entries):
    """Those of a file's entries that were taken in already: under their number, or under one that they had before."""
    stored = BankEntry.objects.filter(seller=seller)
    ids = stored.filter(entry_id__in=[entry.entry_id for entry in entries])
    # A camt file that does not say until when was read as files were read before.
    then = stored.filter(file__kind="camt", file__says_until=None)
    before = then.filter(entry_id__in={number for entry in entries for number in entry.earlier})
    now, then = (set(some.values_list("entry_id", flat=True)) for some in (ids, before))
    return {entry for entry in entries if entry.entry_id in now or not then.isdisjoint(entry.earlier)}


def fingerprint(findings):
    """The plan in 64 digits, so that what is confirmed is what was seen."""
    told = [(f.entry.entry_id, str(f.verdict), f.allotments) for f in findings]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def known_up_to(network):
    """The last day up to which the bank entries of the network's seller are known, or None."""
    return BankFile.objects.filter(seller__networks__network=network).aggregate(last=Max("up_to"))["last"]


def last_day_of(seller):
    """The same for a seller."""
    return BankFile.objects.filter(seller=seller).aggregate(last=Max("up_to"))["last"]


def take(draft, *, up_to, seen, by, at):
    """Store the file, its new entries, and the payments that are certain; refused where the plan is no longer what was seen."""
    with refusing(SENTENCES, {"bank_file_not_in_the_future": "up_to"}):
        Seller.objects.select_for_update().get(pk=draft.seller_id)  # one file at a time for each seller
        findings = plan(draft)
        fresh = [one for one in findings if one.verdict is not Verdict.KNOWN]
        refuse(*taking_refusals(draft, findings, fresh, up_to=up_to, seen=seen, today=timezone.localdate(at)))
        copied = ("seller", "filename", "kind", "sha256", "account", "says_until")
        file = BankFile.objects.create(
            **{name: getattr(draft, name) for name in copied}, up_to=up_to, read_at=at, read_by=by
        )
        entries = BankEntry.objects.bulk_create(
            BankEntry(
                file=file,
                seller=draft.seller,
                entry_id=e.entry_id,
                booked_on=e.booked_on,
                amount=e.amount,
                text=e.text,
            )
            for e in (one.entry for one in fresh)
        )
        certain = [
            (entry, finding.allotments)
            for entry, finding in zip(entries, fresh, strict=True)
            if finding.verdict is Verdict.MATCHED
        ]
        Payment.objects.allot_all(certain, key=draft.key, by=by, at=at)
        draft.delete()
    return file


def taking_refusals(draft, findings, fresh, *, up_to, seen, today):
    """What speaks against confirming the file now."""
    last = max(entry.booked_on for entry in entries_of(draft))
    against = coverage_refusals(up_to, last_entry=last, says_until=draft.says_until, today=today)
    if against:
        yield from against
    elif seen != fingerprint(findings):
        yield Refusal("", "changed", _("Something has been noted meanwhile. Look at the file once more."))
    elif not fresh and (known := last_day_of(draft.seller)) and known >= up_to:
        yield Refusal("", "known", _("Every entry of the file is known already. There is nothing to do."))


def counted(findings):
    """How many entries there are of each verdict."""
    return Counter(finding.verdict for finding in findings)
