"""Fields for what people type."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from members.forms.fields import CvrField, GlnField, Line, Paragraphs
from members.forms.payer import PostcodeField


def said(field, value):
    """The cleaned value, or the code of the refusal."""
    try:
        return field.clean(value)
    except ValidationError as error:
        return error.code or error.error_list[0].code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna  Ansøger ", "Anna Ansøger"),
        ("Anna\r\nBcc: alle@example.dk", "Anna Bcc: alle@example.dk"),
        ("Anna\tA\x0bB\u2028C", "Anna A B C"),
        ("An\x00na\x07\x1b[31m", "Anna[31m"),
        ("\u202eregnA annA\u202c", "regnA annA"),
        ("Zoë Łódź 🙂", "Zoë Łódź 🙂"),
        ("\x7f\x85", ""),
    ],
)
def test_line_keeps_one_line_without_control_characters(typed, kept):
    assert Line(required=False).clean(typed) == kept


def test_line_that_is_too_long_is_refused_and_not_cut():
    with pytest.raises(ValidationError) as caught:
        Line(max_length=5).clean("Annalise")
    assert caught.value.messages == ["Skriv højst 5 tegn. Der er 8."]
    with pytest.raises(ValidationError) as caught:
        Paragraphs(max_length=20_000).clean("x" * 20_001)
    assert caught.value.messages == ["Skriv højst 20.000 tegn. Der er 20.001."]


def test_line_leaves_the_length_to_the_server():
    assert "maxlength" not in str(Line(max_length=5).widget_attrs(Line.widget()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Et\r\nTo\rTre", "Et\nTo\nTre"),
        ("Et\x00\x07\u2028To", "Et To"),
        ("Et\n\n\nTo", "Et\n\n\nTo"),
    ],
)
def test_paragraphs_keep_their_lines(typed, kept):
    assert Paragraphs(required=False).clean(typed) == kept


@given(st.text())
def test_line_never_holds_a_control_character(typed):
    kept = Line(required=False, max_length=None).clean(typed)
    assert kept == kept.strip()
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in kept)


@pytest.mark.parametrize(
    ("typed", "said_of_it"),
    [
        ("", ""),
        ("99000015", "99000015"),
        ("DK 99 00 00 15", "99000015"),
        ("dk-99.000.007", "99000007"),
        ("12345674", "12345674"),
        ("12345678", "check_digit"),
        ("1234567", "digits"),
        ("123456789", "digits"),
        ("ABCDEFGH", "digits"),
        ("٩٩٠٠٠٠١٥", "digits"),
    ],
)
def test_cvr_number(typed, said_of_it):
    assert said(CvrField(required=False), typed) == said_of_it


@pytest.mark.parametrize(
    ("typed", "said_of_it"),
    [
        ("", ""),
        ("9520000000004", "9520000000004"),
        ("95 20 00 00 00 00 4", "9520000000004"),
        ("5790-0000-0000-5", "5790000000005"),
        ("9520000000005", "check_digit"),
        ("952000000004", "digits"),
        ("952000000000X", "digits"),
    ],
)
def test_gln(typed, said_of_it):
    assert said(GlnField(required=False), typed) == said_of_it


@pytest.mark.parametrize(
    ("typed", "said_of_it"),
    [
        ("7100", "7100"),
        ("DK-7100", "7100"),
        ("FO 100", "100"),
        ("", ""),
        ("71", "digits"),
        ("Vejle", "digits"),
    ],
)
def test_postcode(typed, said_of_it):
    assert said(PostcodeField(required=False), typed) == said_of_it
