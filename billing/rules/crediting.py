"""Credit notes: for a listed mistake, never above what is left, approved by a second person (bylaw 14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

from .amounts import vat_of
from .sentences import SENTENCES
from .words import ORE, CreditReason, Kind

# Mistakes after which the same fee is never invoiced anew.
FOR_GOOD = (CreditReason.WRONG_ADMISSION, CreditReason.NEVER_STARTED, CreditReason.DOUBLE)
NOTHING = Refusal("", "nothing", _("Say how much is to be credited."))
# The VAT of a credit note is rounded by itself: not every part leaves a rest whose VAT is right to the øre, too.
ONE = _(
    "The VAT of that amount would not come out to the øre. Credit %(first)s, or all that is left of the invoice."
)
TWO = _(
    "The VAT of that amount would not come out to the øre. Credit %(first)s or %(second)s in all, or all that is left of the invoice."
)
ALL = _("The VAT of that amount would not come out to the øre. Credit all that is left of the invoice.")


def credit_refusals(
    *,
    kind: Kind,
    reason: str,
    left: Mapping[int, Decimal],
    nets: Mapping[int, Decimal],
    rate: Decimal,
    spell: Callable[[Decimal], str] = str,
) -> list[Refusal]:
    """Bylaws 14 and 16: what speaks against crediting these net amounts, by line, of what is left of each line.

    `spell` writes an amount for the reader.
    """
    if kind is not Kind.INVOICE:
        return [Refusal("", "kind", SENTENCES["credit_never_of_a_credit_note"])]
    found = []
    if reason not in list(CreditReason):
        found.append(Refusal("reason", "reason", SENTENCES["credit_request_names_a_reason"]))
    if not any(nets.values()):
        found.append(NOTHING)
    for line, net in nets.items():
        field = f"line_{line}"
        if net < 0:
            found.append(Refusal(field, "negative", SENTENCES["credit_request_amounts_positive"]))
        elif net > left.get(line, 0):
            found.append(Refusal(field, "too_much", SENTENCES["credit_within_what_is_left"]))
    if found:
        return found
    named = [f"line_{line}" for line, net in nets.items() if net]
    return uneven(sum(nets.values()), sum(left.values()), rate, named[0] if len(named) == 1 else "", spell)


def splits(net: Decimal, left: Decimal, rate: Decimal) -> bool:
    """Bylaw 16: whether the VAT of a part and that of the rest, each rounded by itself, are the VAT of what was left.

    Neither may be nought: a part that carries no VAT says nothing of a fee that does. What is left goes in one piece.
    """
    if net == left or not rate:
        return True
    part, rest = vat_of(net, rate), vat_of(left - net, rate)
    return part > 0 and rest > 0 and part + rest == vat_of(left, rate)


def nearest_parts(net: Decimal, left: Decimal, rate: Decimal) -> list[Decimal]:
    """The parts next below and next above an amount that can be credited, where there are any."""
    found = []
    for step in (-ORE, ORE):
        part = net + step
        while 0 < part < left and not splits(part, left, rate):
            part += step
        if 0 < part < left:
            found.append(part)
    return found


def uneven(
    net: Decimal, left: Decimal, rate: Decimal, field: str, spell: Callable[[Decimal], str]
) -> list[Refusal]:
    """That an amount cannot be credited by itself, with those that can."""
    if splits(net, left, rate):
        return []
    words = dict(zip(("first", "second"), map(spell, nearest_parts(net, left, rate)), strict=False))
    return [Refusal(field, "uneven", (ALL, ONE, TWO)[len(words)] % words)]


def asking_refusals(*, looks_after_it: bool) -> list[Refusal]:
    """Bylaw 14: a credit note is asked for, approved and declined by those who look after the network's money."""
    if not looks_after_it:
        return [Refusal("", "role", SENTENCES["credit_by_who_looks_after_it"])]
    return []


def approval_refusals(
    *, decided: bool, looks_after_it: bool, same_person: bool, network_has_two: bool
) -> list[Refusal]:
    """Bylaw 14: who asks for a credit note does not approve it, where the network has two who can sign in."""
    if decided:
        return [Refusal("", "decided", SENTENCES["credit_request_decided_once"])]
    if found := asking_refusals(looks_after_it=looks_after_it):
        return found
    if same_person and network_has_two:
        return [Refusal("", "second_person", SENTENCES["credit_approved_by_another"])]
    return []


def decline_refusals(*, decided: bool, looks_after_it: bool, because: str) -> list[Refusal]:
    """A request is declined once, and the one who asked is told why."""
    if decided:
        return [Refusal("", "decided", SENTENCES["credit_request_decided_once"])]
    if found := asking_refusals(looks_after_it=looks_after_it):
        return found
    if not because.strip():
        return [Refusal("because", "required", _("Write why the invoice is not to be credited."))]
    return []
