"""Credit notes: for a listed mistake, never above what is left, approved by a second person (bylaw 14)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from members.rules import Refusal

from .sentences import SENTENCES
from .words import CreditReason, Kind

# Mistakes after which the same fee is never invoiced anew.
FOR_GOOD = (CreditReason.WRONG_ADMISSION, CreditReason.NEVER_STARTED, CreditReason.DOUBLE)
NOTHING = Refusal("", "nothing", _("Say how much is to be credited."))
# Of whole kroner the VAT comes out even: several parts then add up to the VAT of the invoice, to the øre.
UNEVEN = _("Credit whole kroner, or all that is left of the line.")


def credit_refusals(
    *, kind: Kind, reason: str, left: Mapping[int, Decimal], nets: Mapping[int, Decimal]
) -> list[Refusal]:
    """Bylaw 14: what speaks against crediting these net amounts, by line, of what is left of each line."""
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
        elif net != left[line] and net % 1:
            found.append(Refusal(field, "uneven", UNEVEN))
    return found


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
