"""A real mail server for the tests, which can be told to misbehave."""

import asyncio
import os
import signal
import socket
from collections import Counter
from email import policy
from email.parser import BytesParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.utils import timezone

from members.letters import new_message_id
from members.models import Letter


class Handler:
    """Keeps what arrives; what an address ends in says what becomes of a letter to it.

    nowhere: refused for good; busy: refused for now; hesitates: refused once, then taken; spam: the text is refused;
    hangs: no answer; drops: the line is cut while the text is being sent; kills: `victim` is killed when the text is
    there, before anybody says yes.
    """

    def __init__(self):
        self.mails, self.tries, self.victim = [], Counter(), None

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.tries[address] += 1
        if address.endswith("@nowhere.example"):
            return "550 no such mailbox"
        if address.endswith("@busy.example"):
            return "451 try again later"
        if address.endswith("@hesitates.example") and self.tries[address] == 1:
            return "450 greylisted, come back"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        [address] = envelope.rcpt_tos
        if address.endswith("@spam.example"):
            return "554 looks like junk"
        if address.endswith("@hangs.example"):
            await asyncio.sleep(5)
        self.mails.append(BytesParser(policy=policy.default).parsebytes(envelope.content))
        if address.endswith("@kills.example") and self.victim:
            victim, self.victim = self.victim, None
            os.kill(victim, signal.SIGKILL)
        return "250 OK"

    @property
    def numbers(self):
        """The Message-IDs of what arrived, in order."""
        return [mail["Message-ID"] for mail in self.mails]


class Server(SMTP):
    """The protocol, with a line that can break in the middle of a text."""

    async def smtp_DATA(self, arg):
        if self.envelope.rcpt_tos and self.envelope.rcpt_tos[0].endswith("@drops.example"):
            await self.push("354 go on")
            await self._reader.read(100)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class Postbox(Controller):
    """The server on a port of its own; `handler.mails` is what arrived."""

    def factory(self):
        return Server(self.handler, **self.SMTP_kwargs)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def letter(to="member@example.dk", **fields):
    """A letter that waits to be sent."""
    defaults = {
        "to_name": "Mette Medlem",
        "subject": "Årsmøde",
        "text": "Kære Mette\n",
        "html": "<p>Kære Mette</p>",
    }
    return Letter.objects.create(
        kind="test", about=new_message_id(), to_email=to, message_id=new_message_id(), written_at=timezone.now(),
        **{**defaults, **fields},
    )  # fmt: skip


def pauses_are_over():
    """As if the pauses and leases of all letters had run out."""
    Letter.objects.filter(leased_until__isnull=False).update(leased_until=timezone.now())
