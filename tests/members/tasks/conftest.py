"""The mail server of these tests."""

import pytest

from .mailserver import Handler, Postbox, free_port


@pytest.fixture
def server(settings):
    """A mail server on a port of its own; `server.handler.mails` is what arrived."""
    server = Postbox(Handler(), hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.EMAIL_TIMEOUT = 1
    yield server
    server.stop(no_assert=True)
