"""Letters: worded in the recipient's language, stored once, and sent by a sweep.

A letter is one template, `<app>/letters/<name>.txt`: the subject on the first line, then a blank one, then the
text. What people typed is plain text in it; only addresses of this site become links in the HTML. A kind that is
registered (see `kinds`) can be worded by each network.
"""

from .kinds import KINDS, Kind, Placeholder, part, register
from .plain import html_of, one_line, plain
from .posting import (
    SEND_LETTERS,
    Address,
    File,
    Worded,
    dressed,
    facts_of,
    new_message_id,
    post,
    send_again,
    send_failed_again,
    worded,
)
from .wordings import LANGUAGES, Draft, checked, own_of, reword, standard, standing, state_of

__all__ = [
    "KINDS", "LANGUAGES", "SEND_LETTERS", "Address", "Draft", "File", "Kind", "Placeholder", "Worded", "checked", "dressed", "facts_of", "html_of",
    "new_message_id", "one_line", "own_of", "part", "plain", "post", "register", "reword", "send_again", "send_failed_again",
    "standard", "standing", "state_of", "worded",
]  # fmt: skip
