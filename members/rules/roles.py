"""Who runs a network, and whom it admits (bylaw 1)."""

from __future__ import annotations

from collections.abc import Iterable

from .refusing import Refusal
from .sentences import SENTENCES
from .words import RoleKind


def role_removal_refusals(kind: str, facilitators: int) -> list[Refusal]:
    """Somebody must be able to run a network: its last facilitator stays until there is another."""
    if kind == RoleKind.FACILITATOR and facilitators < 2:
        return [Refusal("", "last_facilitator", SENTENCES["network_keeps_a_facilitator"])]
    return []


def sectors_refusals(before: Iterable[str], after: Iterable[str], intake_is_open: bool) -> list[Refusal]:
    """Bylaw 1: some sector is admitted, and none is taken away under those who are applying or being judged."""
    if not list(after):
        return [Refusal("sectors", "required", SENTENCES["network_admits_some_sector"])]
    if intake_is_open and set(before) - set(after):
        sentence = SENTENCES["network_sectors_kept_under_applicants"]
        return [Refusal("sectors", "intake_open", sentence)]
    return []
