"""What a mail server's answer means, said to somebody who has never seen one."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

CODE = re.compile(r"\((\d{3}), ")
# Each begins with the name of an error; the first digit of the server's answer may narrow it.
DELIVERY_SENTENCES = (
    ("SMTPRecipientsRefused", "5", _("The recipient's mail server does not take mail for this address. Check how it is spelled.")),
    ("SMTPRecipientsRefused", "4", _("The recipient's mail server asks us to come back later.")),
    ("SMTPSenderRefused", "5", _("The mail server does not accept us as sender. Whoever runs the system must mend it.")),
    ("SMTPDataError", "5", _("The mail server refused the letter itself: too large, or taken for junk.")),
    ("SMTPAuthenticationError", "", _("The mail server does not accept the system's password. Whoever runs the system must mend it.")),
    ("SMTPServerDisconnected", "", _("The mail server hung up while the letter was handed over.")),
    ("Connection", "", _("The mail server cannot be reached.")),
    ("gaierror", "", _("The mail server cannot be found. Whoever runs the system must look at its address.")),
    ("Timeout", "", _("The mail server does not answer.")),
    ("OSError", "", _("The mail server cannot be reached.")),
    ("SMTPConnectError", "", _("The mail server takes no mail just now.")),
    ("SMTP", "4", _("The mail server asks us to come back later.")),
)  # fmt: skip
UNKNOWN = _("The letter could not be handed over. Show the technical message to whoever runs the system.")


def delivery_sentence(error: str) -> object:
    """The sentence for an error as the sweep notes it ("SMTPDataError: (554, b'...')"); '' for none."""
    if not error:
        return ""
    found = CODE.search(error)
    digit = found[1][0] if found else ""
    for name, narrowed, sentence in DELIVERY_SENTENCES:
        if error.startswith(name) and digit.startswith(narrowed):
            return sentence
    return UNKNOWN
