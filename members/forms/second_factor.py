"""The forms of the second factor, in our words."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 60


def code(label):
    """A field for a code that is read off a phone or a sheet of paper."""
    attributes = {"class": "input-code", "autocomplete": "one-time-code", "autofocus": True}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attributes))


class ActivateForm(totp.ActivateTOTPForm):
    code = code(_("The code that the app shows now"))


class AuthenticateForm(base.AuthenticateForm):
    code = code(_("Code"))


class ReauthenticateForm(base.ReauthenticateForm):
    code = code(_("Code"))


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A passkey signs in on its own unless the person unticks that."""

    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("So that you can tell your passkeys apart, for example “Work computer”."),
        max_length=LONGEST_NAME,
        required=False,
    )
    passwordless = forms.BooleanField(
        label=_("Use it to sign in without a code by mail, too"), required=False, initial=True
    )


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    name = forms.CharField(label=_("What do you call it?"), max_length=LONGEST_NAME)
