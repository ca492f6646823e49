"""What Django and allauth say of themselves is said in our Danish, and as long as they say it."""

import ast
from pathlib import Path

import allauth
import django
import polib
import pytest
from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from network import borrowed_words

FIELDS = {
    "required": (forms.CharField(), "", "Udfyld feltet."),
    "address": (forms.EmailField(), "mette@", "Det er ikke en gyldig e-mailadresse. Se den efter."),
    "whole": (forms.IntegerField(), "otte", "Skriv et helt tal."),
    "most": (forms.IntegerField(max_value=9), "10", "Skriv højst 9."),
    "least": (forms.IntegerField(min_value=1), "0", "Skriv mindst 1."),
    "long": (forms.CharField(max_length=3), "abcd", "Skriv højst 3 tegn. Der er 4."),
    "decimals": (forms.DecimalField(decimal_places=2), "1.234", "Skriv højst 2 decimaler."),
    "choice": (
        forms.ChoiceField(choices=[("a", "A")]),
        "b",
        "”b” kan ikke vælges her. Vælg blandt mulighederne på siden.",
    ),
    "file": (forms.FileField(), "x", "Der kom ingen fil med. Vælg den igen."),
    "empty": (forms.FileField(), SimpleUploadedFile("a.pdf", b""), "Filen er tom."),
    "nul": (forms.CharField(), "a\0", "Teksten indeholder et tegn, der ikke kan gemmes. Skriv den igen."),
}


@pytest.mark.parametrize("name", FIELDS)
def test_error_of_djangos_is_told_in_our_danish(name):
    field, typed, sentence = FIELDS[name]
    with pytest.raises(forms.ValidationError) as told:
        field.clean(typed)
    with override("da"):
        assert told.value.messages == [sentence]


def test_sentences_are_still_those_of_django_and_allauth():
    catalogues = [
        Path(module.__file__).parent / place / "locale/da/LC_MESSAGES/django.mo"
        for module, place in ((django, "conf"), (admin, ""), (allauth, ""))
    ]
    theirs = {entry.msgid for path in catalogues for entry in polib.mofile(str(path))}
    calls = [
        node
        for node in ast.walk(ast.parse(Path(borrowed_words.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    named = {call.args[0].value for call in calls}
    assert (len(named) > 40, named - theirs) == (True, set())
