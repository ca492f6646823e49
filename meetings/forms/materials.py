"""A file that is laid at a meeting, and its minutes."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.forms.fields import Paragraphs

from .. import recognising
from ..rules import LONGEST_MINUTES, SENTENCES, FileKind, clean_name

ACCEPT = ",".join(f".{kind}" for kind in FileKind)


class MaterialForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": recognising.SENTENCES["empty"],
        },
    )

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.fields["file"].help_text = _(
            "PDF, or an Office document without macros (Word, Excel, PowerPoint, OpenDocument); %(most)d MB at most."
        ) % {"most": settings.MATERIAL_MAX_MB}

    def clean_file(self):
        """The size is judged first, then the content by what it is, not by what it is called."""
        file = self.cleaned_data["file"]
        if file.size > settings.MATERIAL_MAX_MB * 1_000_000:
            sentence = _("The file takes up %(size)s; %(most)d MB is the most.")
            words = {"size": filesizeformat(file.size), "most": settings.MATERIAL_MAX_MB}
            raise ValidationError(sentence, "too_large", words)
        content = file.read()
        try:
            kind = recognising.recognise(content)
        except recognising.NotRecognised as refused:
            raise ValidationError(refused.sentence, refused.code) from refused
        return {"content": content, "kind": kind, "name": clean_name(file.name, kind, _("material"))}


class MinutesForm(forms.Form):
    """What was talked about, as plain text."""

    text = Paragraphs(
        label=gettext_lazy("Minutes"),
        help_text=gettext_lazy(
            "Plain text. The members of the year and the facilitators read it; nobody else. "
            "Write what is useful to remember, not who told what in confidence."
        ),
        max_length=LONGEST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": SENTENCES["minutes_say_something"]},
    )
