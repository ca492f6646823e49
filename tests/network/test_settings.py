"""Every sentence that the settings may end a start with, and what follows from the environment."""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

PROJECT = Path(__file__).parents[2]
KEY = "a-key-of-the-tests-" * 3
PRODUCTION = {
    "DATABASE_URL": "postgres://owner:secret@db.example.dk/network",
    "SECRET_KEY": KEY,
    "SITE_URL": "https://netvaerk.example.dk",
    "DEFAULT_FROM_EMAIL": "Netværk <post@example.dk>",
    "EMAIL_URL": "submission://user:password@mail.example.dk",
}
LOCAL = {"ENVIRONMENT": "local", "DATABASE_URL": "postgres://owner@%2Ftmp%2Fsocket/demo"}


@pytest.fixture
def settings_for(tmp_path, monkeypatch):
    """The settings that follow from an environment, read in an empty project folder."""
    (tmp_path / "network").mkdir()
    shutil.copy(PROJECT / "network" / "settings.py", tmp_path / "network" / "settings.py")

    def read(variables, **more):
        with monkeypatch.context() as patch:
            for name in list(os.environ):
                patch.delenv(name)
            for name, value in {**variables, **more}.items():
                patch.setenv(name, value)
            return runpy.run_path(str(tmp_path / "network" / "settings.py"))

    return read


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set. Set it to a PostgreSQL address, or start the product with bin/run."),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set. Set it to 50 random characters or more, and keep it secret."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is the default one or too short. Set 50 random characters."),
        (
            {"SECRET_KEY": "local-only-a-key-that-production-refuses-to-start-with-0123456789"},
            "SECRET_KEY is the default one or too short. Set 50 random characters.",
        ),
        ({"SITE_URL": ""}, "SITE_URL is not set. Set it to the public address, for example https://netvaerk.example.dk"),
        (
            {"SITE_URL": "http://netvaerk.example.dk"},
            "SITE_URL does not begin with https://. People sign in here: serve it over HTTPS.",
        ),
        (
            {"EMAIL_URL": ""},
            "EMAIL_URL is not set. Set it to an SMTP address, for example submission://user:password@mail.example.dk",
        ),
        (
            {"EMAIL_URL": "smtp+tls://user:password@mail.example.dk:587"},
            "EMAIL_URL begins with submission:// (encrypted, port 587) or smtp://.",
        ),
        (
            {"DEFAULT_FROM_EMAIL": ""},
            "DEFAULT_FROM_EMAIL is not set. Set it to the sender, for example Netværk <post@example.dk>",
        ),
        ({"DEMO": "1"}, "DEMO is on in production: demo mode signs anybody in. Unset DEMO."),
        ({"DEBUG": "1"}, "DEBUG is on in production: it shows secrets to strangers. Unset DEBUG."),
        ({"BENCH": "1"}, "BENCH is on in production: it opens a page for measuring. Unset BENCH."),
        ({"ENVIRONMENT": "staging"}, "ENVIRONMENT is either 'production' or 'local'."),
    ],
)  # fmt: skip
def test_production_refuses_in_a_sentence(settings_for, change, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings_for(PRODUCTION, **change)

    assert str(refusal.value) == sentence


def test_production_is_what_is_forgotten_to_be_said(settings_for):
    settings = settings_for(PRODUCTION)

    assert settings["PRODUCTION"] is True
    assert settings["DEBUG"] is False
    assert settings["DEMO"] is False
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"
    assert settings["ALLOWED_HOSTS"] == ["netvaerk.example.dk"]
    assert settings["STORAGES"]["staticfiles"]["BACKEND"] == "network.storage.StaticFiles"
    assert settings["EMAIL_HOST"] == "mail.example.dk"
    assert settings["EMAIL_TIMEOUT"] == 10


def test_cookies_of_two_copies_in_one_browser_differ(settings_for):
    names = [
        settings_for(LOCAL, SITE_URL=f"http://localhost:{port}")["SESSION_COOKIE_NAME"]
        for port in (8000, 8001)
    ]

    assert names == ["session_8000", "session_8001"]


def test_web_alone_has_time_limits_and_kept_plans_in_the_database(settings_for):
    worker, web = settings_for(LOCAL), settings_for(LOCAL, WEB="1")

    assert "options" not in worker["DATABASES"]["default"].get("OPTIONS", {})
    assert web["DATABASES"]["default"]["OPTIONS"]["options"] == (
        "-c statement_timeout=10s -c lock_timeout=5s -c plan_cache_mode=force_generic_plan"
        " -c idle_in_transaction_session_timeout=30s"
    )


@pytest.mark.parametrize(
    ("url", "encryption"),
    [
        (PRODUCTION["EMAIL_URL"], (True, False, 587)),
        ("smtp://user:password@mail.example.dk:465?ssl=on", (False, True, 465)),
    ],
)
def test_mail_goes_encrypted(settings_for, url, encryption):
    found = settings_for(PRODUCTION, EMAIL_URL=url)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"], found["EMAIL_PORT"]) == encryption


@pytest.mark.django_db
def test_who_asked_for_codes_is_not_forgotten_when_many_ask(settings_for, settings):
    settings.CACHES = settings_for(LOCAL)["CACHES"]
    call_command("createcachetable", verbosity=0)
    cache.set("asked", [1])
    for number in range(350):
        cache.set(f"visitor-{number}", [number])
    assert cache.get("asked") == [1]


def test_address_of_a_socket_is_decoded(settings_for):
    assert settings_for(LOCAL)["DATABASES"]["default"]["HOST"] == "/tmp/socket"  # noqa: S108 - never opened


def test_what_bin_run_left_is_read_by_a_plain_command(settings_for, tmp_path):
    (tmp_path / ".data").mkdir()
    (tmp_path / ".data" / "env").write_text("\n".join(f"{name}={value}" for name, value in LOCAL.items()))

    assert settings_for({})["DATABASES"]["default"]["NAME"] == "demo"


def test_what_bin_run_left_does_not_reach_who_names_a_database(settings_for, tmp_path):
    (tmp_path / ".data").mkdir()
    (tmp_path / ".data" / "env").write_text("ENVIRONMENT=local\nDEMO=1\n")

    assert settings_for(PRODUCTION)["DEMO"] is False


def test_deployment_check_finds_nothing():
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], **PRODUCTION},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (1 silenced).\n"), (
        done.stderr
    )
