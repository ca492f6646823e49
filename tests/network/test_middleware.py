import pytest
from django.test import Client
from django.urls import reverse

from members.access import SECOND_FACTOR


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/privacy/%00/"),
        lambda client: client.get("/privacy/?q=a%00b"),
        lambda client: client.get("/privacy/?a%00b=1"),
        lambda client: client.post("/accounts/login/", {"email": "a\0b@example.dk"}),
        lambda client: client.post("/accounts/login/", {"a\0b": "1"}),
        lambda client: client.post(
            "/accounts/login/", "email=a%00b", content_type="application/x-www-form-urlencoded"
        ),
        lambda client: client.get("/home/", headers={"cookie": 'session_8000="\\000aaaaaaaaa"'}),
    ],
    ids=["path", "value", "key", "field", "field name", "encoded", "cookie"],
)
def test_nul_is_refused_early(client, db, send):
    answer = send(client)
    assert (answer.status_code, "Det forstod vi ikke" in answer.content.decode()) == (400, True)


def test_without_nul_nothing_is_refused(client, db):
    assert client.get("/privacy/?q=%01").status_code == 200


def test_danish_comes_first_and_english_at_a_click(client, db):
    english_browser = {"accept-language": "en-US,en"}
    assert client.get("/privacy/", headers=english_browser)["Content-Language"] == "da"
    client.post(reverse("set_language"), {"language": "en"})
    assert client.get("/privacy/", headers={"accept-language": "da"})["Content-Language"] == "en"


@pytest.mark.parametrize("path", ["/privacy/", "/home/", "/nothing/here/"])
def test_signed_in_pages_are_never_stored(world, sign_in, path):
    assert sign_in(world.member).get(path)["Cache-Control"] == "no-store, private"


def test_public_pages_set_no_cookie_and_may_be_stored(client, world):
    answer = client.get(reverse("privacy"))
    assert (dict(answer.cookies), answer.get("Cache-Control")) == ({}, None)


def test_signing_out_clears_the_browser(world, sign_in):
    answer = sign_in(world.member).post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_other_answers_do_not_clear_the_browser(world, sign_in, client):
    assert "Clear-Site-Data" not in sign_in(world.member).get(reverse("privacy"))
    assert "Clear-Site-Data" not in client.get(reverse("privacy"))


def test_answers_carry_the_security_headers(client, db):
    answer = client.get("/nothing/here/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")


@pytest.mark.parametrize("who", ["facilitator", "finance", "sister", "superuser"])
def test_who_works_here_is_led_to_a_second_factor(client, world, who):
    client.force_login(getattr(world, who))
    for path in ("/home/", "/profile/", "/innovationschefer/", "/admin/"):
        assert client.get(path).headers.get("Location") == reverse("mfa_index"), path


def test_second_factor_can_be_set_up_and_one_can_leave(client, world):
    client.force_login(world.facilitator)
    pages = ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "privacy", "account_logout"]
    assert [client.get(reverse(name)).status_code for name in pages] == [200] * len(pages)


def test_after_the_second_factor_one_goes_on_to_where_one_was_going(client, world):
    client.force_login(world.facilitator)
    client.get("/innovationschefer/settings/?x=1")
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    assert (
        'href="/innovationschefer/settings/?x=1">Gå videre</a>'
        in client.get(reverse("mfa_index")).content.decode()
    )


def test_htmx_is_led_as_a_whole_page(client, world):
    client.force_login(world.facilitator)
    answer = client.get("/home/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, reverse("mfa_index"))


@pytest.mark.parametrize("who", ["member", "applicant", "stranger"])
def test_others_need_no_second_factor(client, world, who):
    client.force_login(getattr(world, who))
    assert client.get("/profile/").status_code == 200


def test_a_role_given_during_a_session_asks_at_once(client, world):
    from tests import factories

    client.force_login(world.stranger)
    assert client.get("/profile/").status_code == 200
    factories.role(world.network, world.stranger)
    assert client.get("/profile/").url == reverse("mfa_index")


def test_asking_costs_no_query(world, sign_in, django_assert_num_queries):
    browser = sign_in(world.facilitator)
    with django_assert_num_queries(2):  # the session, the person
        browser.get(reverse("account_login"))


def test_admin_has_no_sign_in_of_its_own(client, world, sign_in):
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == "/accounts/login/?next=/admin/"
    assert client.post("/admin/login/", {"username": "super@example.dk", "password": "x"}).status_code == 302
    assert sign_in(world.facilitator).get("/admin/", follow=True).status_code == 404
    assert [sign_in(world.superuser).get(path).status_code for path in ("/admin/", "/admin/login/")] == [
        200,
        302,
    ]


def test_a_form_without_its_token_is_explained(world):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(reverse("account_login"), {"email": "member@example.dk"})
    assert (answer.status_code, "Siden var blevet for gammel" in answer.content.decode()) == (403, True)


def test_act_opened_by_hand_is_explained(world, sign_in):
    answer = sign_in(world.member).get("/innovationschefer/application/version/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Her er ingen side" in answer.content.decode()
