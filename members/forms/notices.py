"""Asking to be told when intake opens."""

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class NoticeForm(forms.Form):
    """An address, and the language to write to it in. Asked for too often, it must wait as at the sign-in."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write your e-mail address.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def __init__(self, *args, request, **options):
        self.request = request
        super().__init__(*args, initial={"language": request.LANGUAGE_CODE}, **options)

    def clean_email(self):
        email = self.cleaned_data["email"]
        if not ratelimit.consume(self.request, action="ask_for_notice", key=email.lower()):
            raise ValidationError(
                _("That was a lot of requests. Wait a few minutes, and try again."), code="too_many"
            )
        return email
