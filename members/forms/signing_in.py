"""The forms of the door: an address, and the code that was sent to it."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import signing_in


class RequestCodeForm(RequestLoginCodeForm):
    """Asks for an address. The answer is the same whether it is known or not."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self):
        """Find the person, or in an open intake make one; the code goes to the address as it is stored."""
        email = self.cleaned_data["email"]
        if not ratelimit.consume(context.request, action="request_login_code", key=email.lower()):
            raise ValidationError(
                _("Too many codes have been asked for. Wait a few minutes."), code="too_many"
            )
        self._user = signing_in.applicant(email)
        if self._user is None:
            signing_in.knock(context.request)
        return self._user.email if self._user else email


class ConfirmCodeForm(ConfirmLoginCodeForm):
    """Asks for the code from the mail."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "input-code",
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
