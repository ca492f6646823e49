"""What was taken in before files were read as they are now is known again, and is not taken in twice."""

import datetime as dt
import re
from collections import Counter

import pytest

from billing import bank
from billing.matching import Verdict
from billing.models import BankEntry, BankFile
from billing.models.taking import draft, fingerprint, plan, take
from members.rules import Refused
from tests.billing.attacks import run

from .test_bank_samples import SAMPLES

pytestmark = pytest.mark.django_db
AT = dt.datetime(2027, 3, 6, 12, tzinfo=dt.UTC)
# As the release before divided the entry of 9.940 kroner not, and knew nothing of why a payment came back.
NUMBERED = [
    ("2027-03-02", "10000.00", "FI0302000771/1-48f27c31fec37dee"),
    ("2027-03-02", "10000.00", "FI0302000771/2-48f27c31fec37dee"),
    ("2027-03-02", "10000.00", "FI0302000771/3-48f27c31fec37dee"),
    ("2027-03-02", "9940.00", "UD0302000044-9df98436d8d196f6"),
    ("2027-03-03", "-10000.00", "FI0302000771-fc2f15c52482f00a"),
]
MADE = [
    ("2027-03-02", "10000.00", "made-e34c2ffdd7772f6039f81ae7e4208078a763d0d1e6f6b313084570734127e338"),
    ("2027-03-02", "10000.00", "made-826983eb55dd8fb5525d091b532e4a3dac28ea8060fe5034972a44f87b90c7dd"),
    ("2027-03-02", "10000.00", "made-dd1406d76f6d87f6ec0ed501d666adaee239b947427ceda236866003693e550c"),
    ("2027-03-02", "9940.00", "made-5c95be8856539a72e3646ad0e7bf8cf64e79deadf7d6e43be42a50c86219aa19"),
    ("2027-03-03", "-10000.00", "made-5d5126a8d86c9706ff3fef2b05ba160db435784414baa9a62d9e9fcb89e6f654"),
]
BARE = re.compile(rb"\s*<AcctSvcrRef>[^<]*</AcctSvcrRef>")


@pytest.fixture
def content():
    return (SAMPLES / "collected-02.xml").read_bytes()


@pytest.fixture
def book(seller, world, set_clock):
    """A function that makes a draft of a file on the 6th of March 2027."""
    set_clock(AT)
    return lambda content: draft(
        seller, bank.read(content), content, filename="x.xml", by=world.finance, at=AT
    )


def taken_before(seller, by, rows, **said):
    """A file of before, with its entries as they were numbered; what says until when was read as files are now."""
    run("SET LOCAL session_replication_role = replica")
    file = BankFile.objects.create(
        seller=seller, kind="camt", sha256="0" * 64, up_to=AT.date(), read_at=AT, read_by=by, **said
    )
    for day, amount, number in rows:
        BankEntry.objects.create(file=file, seller=seller, booked_on=day, amount=amount, entry_id=number)
    run("SET LOCAL session_replication_role = DEFAULT")


def verdicts(kept):
    return Counter(one.verdict for one in plan(kept))


@pytest.mark.parametrize(("rows", "is_bare"), [(NUMBERED, False), (MADE, True)], ids=["numbered", "made"])
def test_what_was_taken_in_before_is_known(world, seller, book, content, rows, is_bare):
    """Also what charges divide now, and what is numbered by a text of which more is read now."""
    taken_before(seller, world.finance, rows)
    assert verdicts(book(BARE.sub(b"", content) if is_bare else content)) == {Verdict.KNOWN: 6}


def test_what_is_new_beside_it_is_new(world, seller, book, content):
    taken_before(seller, world.finance, NUMBERED[:3])
    assert verdicts(book(content)) == {Verdict.KNOWN: 3, Verdict.UNMATCHED: 3}


def test_numbers_of_before_count_only_for_files_of_before(world, seller, book, content):
    """A file that says until when was read as files are now: what bears such a number there is another entry."""
    taken_before(seller, world.finance, MADE[4:], says_until=AT.date())
    assert verdicts(book(BARE.sub(b"", content)))[Verdict.KNOWN] == 0


@pytest.mark.parametrize("name", ["collected-02.xml", "several-accounts-08.xml"])
def test_sample_is_taken_in_once(world, seller, book, name):
    """Of several accounts, too, one of which tells more days than the file as a whole does."""
    content = (SAMPLES / name).read_bytes()
    found = bank.read(content)

    def confirmed():
        kept = book(content)
        return take(kept, up_to=kept.up_to, seen=fingerprint(plan(kept)), by=world.finance, at=AT)

    file = confirmed()
    stored = file.entries.order_by("pk").values_list("booked_on", "amount", "text", "entry_id")
    assert list(stored) == [(one.booked_on, one.amount, one.text, one.entry_id) for one in found.entries]
    assert (file.up_to, file.says_until) == (found.says_until, found.says_until)
    with pytest.raises(Refused) as again:
        confirmed()
    assert ([one.code for one in again.value.refusals], BankFile.objects.count()) == (["known"], 1)
