"""Text that an invoice can carry: what neither XML nor a reader can take disappears."""

from __future__ import annotations

import re

# Control characters, what XML has no place for, and the invisible marks that turn the direction of what is read.
UNFIT = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]"
)


def clean(text: str) -> str:
    """One line without control characters; emoji, quotes and angle brackets are words like others."""
    return " ".join(UNFIT.sub("", text).split())
