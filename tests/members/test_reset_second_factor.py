import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command


def test_reset_removes_the_factor_signs_out_and_is_logged(world, sign_in, caplog, capsys):
    TOTP.activate(world.facilitator, "A" * 32)
    lost, other = sign_in(world.facilitator), sign_in(world.finance)
    call_command("reset_second_factor", "Facilitator@example.dk", because="Lost phone, called by Karen")
    assert not Authenticator.objects.exists()
    assert [client.get("/accounts/2fa/").status_code for client in (lost, other)] == [302, 200]
    assert caplog.records[-1].facts == {
        "person": world.facilitator.pk,
        "removed": 1,
        "because": "Lost phone, called by Karen",
    }
    assert "is removed" in capsys.readouterr().out


def test_reset_says_when_nobody_has_the_address(db):
    with pytest.raises(CommandError, match="Nobody here has that address"):
        call_command("reset_second_factor", "nobody@example.dk", because="test")
