"""Bank files: chosen, looked through, confirmed; what they left open; one file."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.clock import database_now
from members.forms.refusals import accepted

from .. import matching
from ..access import networks_kept_by
from ..forms.bank import BankFileForm, ConfirmForm, SetAsideForm
from ..matching import SUGGESTED, Verdict
from ..models import BankDraft, BankEntry, BankFile, Payment, SetAside
from ..models.taking import book_of, draft, fingerprint, last_day_of, plan, take
from ..statement_words import shown, taken_words
from .sellers import kept, sellers_of

ON_A_PAGE = 50
MOST_SHOWN = 200
DONE_WITH = "bank_files_done_with"  # in the session: which file came of what was looked through


@require_http_methods(["GET", "HEAD", "POST"])
def bank(request):
    """Choose a file; below it what earlier files left open."""
    if request.method != "POST":
        return page(request, networks_kept_by(request.user))
    networks = kept(request.user)
    at = database_now()
    sellers = sellers_of(networks)
    form = BankFileForm(request.POST, request.FILES, sellers=sellers, today=timezone.localdate(at))
    if not form.is_valid():
        return page(request, networks, form=form)
    seller, statement = form.cleaned_data["seller"], form.cleaned_data["file"]
    made = draft(seller, statement, form.content, filename=form.filename, by=request.user, at=at)
    if statement.passed_over:
        messages.info(
            request,
            _("Accounts in other currencies than kroner stand in the file, too. They were passed over."),
        )
    return redirect("billing:bank_preview", made.pk)


def page(request, networks, form=None, aside=None):
    """The bank's page; `form` and `aside` are what was refused."""
    sellers = sellers_of(networks).with_foreign_prefixes()
    if not sellers and not networks.exists():
        raise Http404
    entries = BankEntry.objects.filter(seller__in=[seller.pk for seller in sellers]).open()
    lines = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
    files = BankFile.objects.of_sellers_for(networks).select_related("read_by")
    context = {
        "sellers": sellers,
        "form": form or BankFileForm(sellers=sellers),
        "aside": aside,
        "page": lines,
        "lines": shown(findings(lines, sellers), networks),
        "files": files.annotate(count=Count("entries")).order_by("-read_at")[:20],
        "begun": own_drafts(request.user, networks),
    }
    return render(request, "billing/bank/bank.html", context)


def own_drafts(person, networks):
    """The files that the person has read and not confirmed: nobody else has seen them."""
    return BankDraft.objects.of_sellers_for(networks).filter(read_by=person)


class Rest:
    """What is left of an entry, as the matcher asks about it."""

    def __init__(self, entry):
        self.text, self.amount, self.entry_id = entry.text, entry.rest, entry.entry_id


def findings(entries, sellers):
    """What each open entry could pay; an exact one is suggested here, too: a person's word is wanted."""
    books, known, found = {}, {seller.pk: seller for seller in sellers}, []
    for entry in entries:
        if entry.seller_id not in books:
            books[entry.seller_id] = book_of(known[entry.seller_id])
        finding = matching.find(Rest(entry), books[entry.seller_id])
        verdict = Verdict.PAYER if finding.verdict is Verdict.MATCHED else finding.verdict
        found.append(replace(finding, entry=entry, verdict=verdict))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def bank_preview(request, key):
    """What confirming the file would do; a POST does exactly that."""
    networks = kept(request.user)
    found = own_drafts(request.user, networks).select_related("seller").filter(pk=key).first()
    if found is None:
        return no_longer_there(request, key)
    form = ConfirmForm(request.POST or None, says_until=found.says_until)

    def confirm():
        form.file = take(found, **form.cleaned_data, by=request.user, at=database_now())

    if request.method == "POST" and accepted(form, confirm):
        remember(request, key, form.file)
        messages.success(request, taken_words(form.file))
        return redirect("billing:bank")
    told = plan(found)
    if not form.is_bound:
        form = ConfirmForm(initial={"up_to": found.up_to}, says_until=found.says_until)
    form.initial["seen"] = fingerprint(told)
    lines = shown(told, networks)
    groups = sorted_out(lines)
    last = last_day_of(found.seller)
    context = {
        "draft": found,
        "form": form,
        "seen": fingerprint(told),
        "groups": groups,
        "counts": {name: len(some) for name, some in groups.items()},
        "most": MOST_SHOWN,
        "nothing_new": len(groups["known"]) == len(lines),
        "is_later": last is None or last < found.up_to,
        "other_account": is_other_account(found),
    }
    return render(request, "billing/bank/preview.html", context)


def no_longer_there(request, key):
    """Back at a file that the person has confirmed or put away: the way to where it is now."""
    known = request.session.get(DONE_WITH, {})
    if str(key) not in known:
        raise Http404
    if file := known[str(key)]:
        messages.info(request, _("The file has been taken in already."))
        return redirect("billing:bank_file", file)
    messages.info(request, _("The file has been put away. Nothing of it was stored."))
    return redirect("billing:bank")


def remember(request, key, file=None):
    """Keep in the session what became of a file that was looked through: one may come back to its address."""
    request.session[DONE_WITH] = {**request.session.get(DONE_WITH, {}), str(key): file and file.pk}


def sorted_out(lines):
    """The lines by what becomes of them."""
    groups = {"matched": [], "suggested": [], "unmatched": [], "known": []}
    for line in lines:
        verdict = line.finding.verdict
        groups["suggested" if verdict in SUGGESTED else str(verdict)].append(line)
    return groups


def is_other_account(draft):
    """Whether the file is plainly of another account than the seller's invoices name."""
    seller, account = draft.seller, draft.account
    own = seller.iban or (seller.account_number and f"{seller.reg_number}{seller.account_number.zfill(10)}")
    return bool(own and len(account) >= 14 and not account.endswith(own[-14:]))


@require_POST
def bank_removal(request, key):
    """Put a file away that was read and not confirmed."""
    get_object_or_404(own_drafts(request.user, kept(request.user)), pk=key).delete()
    remember(request, key)
    messages.success(request, _("The file has been put away. Nothing of it was stored."))
    return redirect("billing:bank")


@require_POST
def bank_aside(request):
    """Put entries aside that pay no invoice."""
    networks = kept(request.user)
    form = SetAsideForm(request.POST, entries=own_entries(request.POST.getlist("entries"), networks))
    if not form.is_valid():
        return page(request, networks, aside=form)
    entries = form.cleaned_data["entries"]
    count = len(entries)
    SetAside.objects.put(entries, reason=form.cleaned_data["reason"], by=request.user, at=database_now())
    done = ngettext("One entry has been put aside.", "%(count)d entries have been put aside.", count)
    messages.success(request, done % {"count": count})
    return redirect("billing:bank")


def own_entries(ticked, networks):
    """The open entries among those ticked that are about no other network's invoice."""
    entries = BankEntry.objects.of_sellers_for(networks).open()
    entries = entries.filter(pk__in=[pk for pk in ticked if pk.isdecimal() and len(pk) < 19])
    about = shown(findings(entries, sellers_of(networks).with_foreign_prefixes()), networks)
    paying = Payment.objects.filter(entry=OuterRef("pk")).exclude(invoice__cohort__network__in=networks)
    return entries.exclude(Exists(paying)).exclude(pk__in=[one.entry.pk for one in about if one.is_foreign])


@require_safe
def bank_file(request, pk):
    """One file: its checksum, who read it, and what became of each entry."""
    networks = networks_kept_by(request.user)
    file = get_object_or_404(
        BankFile.objects.of_sellers_for(networks).select_related("seller", "read_by"), pk=pk
    )
    own = Exists(networks.filter(pk=OuterRef("invoice__cohort__network")))
    payments = Payment.objects.select_related("invoice").annotate(is_own=own)
    entries = (
        file.entries.with_rest().select_related("aside").prefetch_related(Prefetch("payments", payments))
    )
    lines = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
    open_lines = [entry for entry in lines if entry.rest]
    about = shown(findings(open_lines, sellers_of(networks).with_foreign_prefixes()), networks)
    foreign = {line.entry.pk for line in about if line.is_foreign}
    for entry in lines:
        entry.is_foreign = entry.pk in foreign or not all(one.is_own for one in entry.payments.all())
        entry.numbers = sorted({one.invoice.number for one in entry.payments.all()})
    return render(request, "billing/bank/file.html", {"file": file, "page": lines})
