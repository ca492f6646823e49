"""The file with the members of a taken-over year."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from .. import lists
from ..rules import LONGEST_NAME
from .fields import INVISIBLE


class UploadForm(forms.Form):
    """A list as Excel or another program saved it."""

    file = forms.FileField(
        label=_("The list"),
        help_text=_(
            "An Excel file (.xlsx) or a CSV file with one member on each line; 500 lines and 2 MB at most."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={
            "required": _("Choose the file with the list."),
            "empty": lists.SENTENCES["empty"],
        },
    )

    def clean_file(self):
        """What was read: the size is judged first, then the content by what it is, not by what it is called."""
        file = self.cleaned_data["file"]
        if file.size > lists.LARGEST:
            sentence = _("The file takes up %(size)s. A list takes up 2 MB at most.")
            raise ValidationError(sentence, "too_large", {"size": filesizeformat(file.size)})
        try:
            return lists.read(file.read())
        except lists.NotAList as refused:
            raise ValidationError(refused.sentence, refused.code) from refused

    @property
    def filename(self):
        """What the file is called, as far as that can be shown."""
        return INVISIBLE.sub("", self.files["file"].name)[:LONGEST_NAME]
