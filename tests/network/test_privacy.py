from django.urls import reverse
from django.utils.translation import override

from network.periods import PERIODS
from network.views.privacy import periods

USUAL = [usual for usual, _least in PERIODS.values()]


def test_privacy_names_every_period_in_both_languages(client, db):
    for language in ("da", "en"):
        client.post(reverse("set_language"), {"language": language})
        text = client.get(reverse("privacy")).content.decode()
        with override(language):
            promised = [(what, kept) for what, kept, _ in periods(*USUAL)]
        assert [pair for pair in promised if not all(part in text for part in pair)] == []


def test_privacy_follows_the_setting_of_the_accounting_years(client, db, settings):
    settings.KEEP_ACCOUNTING_YEARS = 7
    assert "regnskabsåret og 7 år mere" in client.get(reverse("privacy")).content.decode()


def test_privacy_names_every_cookie_there_is(world, client):
    """Signing in, a form and a language: no page sets a fourth."""
    client.get(reverse("account_login"))
    client.post(reverse("set_language"), {"language": "en"})
    client.post(reverse("demo_login"), {"email": "member@example.dk"})
    client.post(reverse("account_logout"))
    assert sorted(name.rpartition("_")[0] for name in client.cookies) == ["csrf", "language", "session"]
