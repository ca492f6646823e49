"""Credit notes: for a listed mistake, never above what is left, approved by a second person (bylaw 14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
# Where notes of before this rule left less VAT than that of the rest.
BEFORE_THE_REST = _("The VAT of all that is left would not come out to the øre. Credit %(first)s first.")


def credit_refusals(
    *,
    kind: Kind,
    reason: str,
    left: Mapping[int, Decimal],
    nets: Mapping[int, Decimal],
    vat_left: Decimal,
    rate: Decimal,
    spell: Callable[[Decimal], str] = str,
) -> list[Refusal]:
    """Bylaws 14 and 16: what speaks against crediting these net amounts, by line, of what is left of each line.

    `vat_left` is the VAT that no credit note has given back; `spell` writes an amount for the reader.
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
    rest = Rest(sum(left.values()), vat_left, rate)
    return uneven(sum(nets.values()), rest, named[0] if len(named) == 1 else "", spell)


@dataclass(frozen=True)
class Rest:
    """What is left of an invoice: its net amount, the VAT that no credit note has given back, and the rate."""

    net: Decimal
    vat: Decimal
    rate: Decimal

    @property
    def off(self) -> Decimal:
        """How far the VAT is from that of the net amount: nought, but for what was credited before this was a rule."""
        return abs(self.vat - vat_of(self.net, self.rate))

    def without(self, net: Decimal) -> Rest:
        """What a credit note of this net amount leaves; its VAT is rounded by itself."""
        return Rest(self.net - net, self.vat - vat_of(net, self.rate), self.rate)


def splits(net: Decimal, left: Rest) -> bool:
    """Bylaw 16: whether the VAT of a part and that of the rest, each rounded by itself, are the VAT of what was left.

    Neither may be nought: a part that carries no VAT says nothing of a fee that does. What is left goes in one piece.
    What was off by some øre before may stay so, or become less.
    """
    rest = left.without(net)
    if not left.rate:
        return True
    if not rest.net:
        return rest.vat >= 0 and rest.off <= left.off
    return vat_of(net, left.rate) > 0 and rest.vat > 0 and rest.off <= left.off


def nearest_parts(net: Decimal, left: Rest) -> list[Decimal]:
    """The parts next below and next above an amount that can be credited, where there are any."""
    found = []
    for step in (-ORE, ORE):
        part = net + step
        while 0 < part < left.net and not splits(part, left):
            part += step
        if 0 < part < left.net:
            found.append(part)
    return found


def uneven(net: Decimal, left: Rest, field: str, spell: Callable[[Decimal], str]) -> list[Refusal]:
    """That an amount cannot be credited by itself, with those that can."""
    if splits(net, left):
        return []
    words = dict(zip(("first", "second"), map(spell, nearest_parts(net, left)), strict=False))
    sentence = (ALL, ONE, TWO)[len(words)]
    if words and not splits(left.net, left):
        sentence = BEFORE_THE_REST
    return [Refusal(field, "uneven", sentence % words)]


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
