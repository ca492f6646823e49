"""A real browser on Debian's Chromium, against a real server and a real database."""

import os

import pytest

from members.access import SECOND_FACTOR

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's synchronous calls run inside a loop


@pytest.fixture(scope="session")
def browser_type_launch_args():
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": "/usr/bin/chromium", "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "da-DK", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def page_of(live_server, context, client, settings):
    """A function that opens a page signed in as a person, second factor included."""

    def open_page(person):
        client.force_login(person)
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
        context.clear_cookies()
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
        )
        return context.new_page()

    return open_page
