"""The sweep that sends letters: claimed by lease, sent outside any transaction, one by one."""

import logging
import smtplib
from contextlib import suppress
from email.encoders import encode_base64
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from procrastinate.contrib.django import app

from ..models import Letter

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="members.send_letters", queueing_lock="members.send_letters")
def send_letters(timestamp=None):
    """Send every letter whose turn it is; a letter that fails does not stop those after it."""
    mail = get_connection()
    try:
        while letter := Letter.objects.claim(at=timezone.now()):
            try:
                mail.open()
            except OSError as error:  # smtplib's errors are OSErrors too
                letter.note_no_server(in_one_line(error), at=timezone.now())
                log.warning("The mail server cannot be reached: %s", type(error).__name__)
                return
            deliver(letter, mail)
    finally:
        hang_up(mail)


def deliver(letter, mail):
    """Hand one letter over, and note how it went."""
    try:
        if not mail.send_messages([message(letter)]):
            raise smtplib.SMTPException("The message has no recipient.")
    except Exception as error:  # whatever is wrong with this letter, the next one must go out
        hang_up(mail)
        letter.note_failed(in_one_line(error), at=timezone.now(), for_good=refused_for_good(error))
        log.warning("Letter %s was not sent: %s", letter.pk, type(error).__name__)
    else:
        letter.note_sent(at=timezone.now())


def hang_up(mail):
    """Close the connection, whatever state the server left it in."""
    with suppress(OSError):
        mail.close()


def refused_for_good(error):
    """Whether the server says that this address will never take a letter."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        500 <= code < 600 for code, _ in error.recipients.values()
    )


def in_one_line(error):
    return f"{type(error).__name__}: {error}"[:1000]


def message(letter):
    """The letter as a mail: plain text and HTML, answered by the network's contact, the same number at every attempt."""
    network = letter.network
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        from_email=formataddr((network.name_da, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
        if network
        else settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((letter.to_name, letter.to_email))],
        reply_to=[network.contact_email] if network and network.contact_email else None,
        headers={"Message-ID": letter.message_id, **headers(network)},
    )
    mail.attach_alternative(letter.html, "text/html")
    for attachment in letter.attachments.all():
        enclose(mail, attachment)
    return mail


def enclose(mail, attachment):
    """The file goes along; one whose kind has parameters keeps exactly those, and no charset beside them."""
    kind, *parameters = [words.strip() for words in attachment.content_type.split(";")]
    if not parameters:
        mail.attach(attachment.filename, bytes(attachment.content), kind)
        return
    part = MIMENonMultipart(*kind.split("/"), **dict(words.split("=", 1) for words in parameters))
    part.set_payload(bytes(attachment.content))
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=attachment.filename)
    mail.attach(part)


def headers(network):
    """What tells other machines that a machine wrote: no holiday answers, and one list per network."""
    host = urlsplit(settings.SITE_URL).hostname
    return {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"<{network.slug if network else 'site'}.{host}>",
    }
