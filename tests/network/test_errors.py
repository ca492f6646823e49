"""When something is not as it should be, the page says so in words and keeps its frame."""

import html5lib
import pytest
from django.urls import reverse


def test_a_page_that_does_not_exist_leads_on(client, world, sign_in):
    for browser, way in ((client, "account_login"), (sign_in(world.member), "home")):
        answer = browser.get("/nothing/here/at/all/")
        text = answer.content.decode()
        assert (answer.status_code, "Vi kan ikke finde siden" in text) == (404, True)
        assert f'<li><a href="{reverse(way)}">' in text


def test_a_fault_is_told_without_asking_the_database(world, sign_in, monkeypatch, django_assert_num_queries):
    def fail(*arguments):
        raise RuntimeError("out of order")

    monkeypatch.setattr("network.views.privacy.promised", fail)
    browser = sign_in(world.member)
    browser.raise_request_exception = False
    with django_assert_num_queries(2):  # the session and the person, before the fault
        answer = browser.get(reverse("privacy"))
    text = answer.content.decode()
    assert (answer.status_code, "Noget gik galt hos os" in text) == (500, True)
    assert "out of order" not in text


@pytest.mark.parametrize(
    "template", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]
)
@pytest.mark.parametrize("language", ["da", "en"])
def test_error_pages_stand_alone_and_are_valid(template, language):
    from django.template.loader import render_to_string
    from django.utils.translation import override

    with override(language):
        text = render_to_string(template)
    html5lib.HTMLParser(strict=True).parse(text)
    assert f'<html lang="{language}">' in text
