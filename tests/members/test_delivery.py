"""What went wrong with a letter is said in a sentence, never by a code alone."""

import smtplib
import socket

import pytest

from members.rules import delivery_sentence
from members.tasks.letters import in_one_line


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "Mailserveren kan ikke nås."),
        (ConnectionResetError(104, "reset"), "Mailserveren kan ikke nås."),
        (socket.gaierror(-2, "Name or service not known"), "Mailserveren kan ikke findes."),
        (TimeoutError("timed out"), "Mailserveren svarer ikke."),
        (smtplib.SMTPConnectError(421, b"busy"), "Mailserveren tager ikke imod lige nu."),
        (
            smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
            "Mailserveren afbrød forbindelsen",
        ),
        (smtplib.SMTPAuthenticationError(535, b"no"), "Mailserveren godtager ikke systemets adgangskode."),
        (smtplib.SMTPRecipientsRefused({"a@b.dk": (550, b"no")}), "Modtagerens mailserver tager ikke imod"),
        (smtplib.SMTPRecipientsRefused({"a@b.dk": (451, b"no")}), "Modtagerens mailserver beder os"),
        (smtplib.SMTPSenderRefused(550, b"no", "x@y.dk"), "Mailserveren godtager os ikke"),
        (smtplib.SMTPDataError(554, b"spam"), "Mailserveren afviste selve brevet."),
        (smtplib.SMTPDataError(451, b"later"), "Mailserveren beder os"),
        (ValueError("header"), "Brevet kunne ikke afleveres."),
    ],
)
def test_error_is_told_in_a_sentence(error, sentence):
    assert str(delivery_sentence(in_one_line(error))).startswith(sentence)


def test_no_error_is_no_sentence():
    assert delivery_sentence("") == ""
