"""In the demonstration every mail goes to a page instead of a mail server."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header

from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from network.models import DemoMail


class MailboxBackend(BaseEmailBackend):
    """Keeps mails where /demo/mail/ shows them."""

    def send_messages(self, messages):
        """Keep every message; the number kept."""
        for message in messages:
            DemoMail.objects.create(
                to=str(make_header(decode_header(", ".join(message.recipients())))),
                subject=" ".join(message.subject.split()),
                raw=message.message().as_bytes(),
                sent_at=timezone.now(),
            )
        return len(messages)


def opened(mail):
    """The parts of a kept mail: its text, its HTML and the names of what is attached."""
    message = message_from_bytes(bytes(mail.raw), policy=policy.default)
    text, html = message.get_body(["plain"]), message.get_body(["html"])
    return {
        "sender": message["From"],
        "text": text.get_content() if text else "",
        "html": html.get_content() if html else "",
        "attachments": [
            part.get_filename() or part.get_content_type() for part in message.iter_attachments()
        ],
    }
