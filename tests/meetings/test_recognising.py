"""What a file is, whatever it is called: honest ones are known, liars refused in a sentence."""

import zipfile

import pytest

from meetings.recognising import SENTENCES, NotRecognised, recognise
from meetings.rules import FileKind, clean_name

from . import papers

HONEST = {"pdf": papers.PDF, **{kind: papers.openxml(kind) for kind in papers.MAIN},
          **{kind: papers.opendocument(kind) for kind in papers.ODF}}  # fmt: skip
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
BOTH = "<Types><!-- {} --><Override PartName='/word/document.xml' ContentType='{}'/></Types>"
TEXT = papers.OOXML.format("wordprocessingml.document")
OWN_WORDS = f"<!DOCTYPE T [<!ENTITY m '{MACROS}'>]><T><O ContentType='{TEXT}'/><O ContentType='&m;'/></T>"
VBA = "<Rs><R Type='http://schemas.microsoft.com/office/2006/relationships/vba&#80;roject' Target='a.bin'/></Rs>"
LIARS = {
    "nothing": (b"", "empty"),
    "program": (papers.PROGRAM, "not_known"),
    "html with a header": (papers.HTML, "broken"),
    "html with header and trailer": (papers.MISLED, "broken"),
    "pdf cut short": (papers.PDF[:-10], "broken"),
    "pdf behind something": (b"<html>" + papers.PDF, "not_known"),
    "zip": (papers.packed([("readme.txt", "hi")]), "not_known"),
    "zip cut short": (papers.openxml()[:-30], "broken"),
    "zip behind something": (b"MZ" + papers.openxml(), "not_known"),
    "macros by their part": (papers.openxml("docx", ("word/vbaProject.bin", "x")), "macros"),
    "macros by another case": (papers.openxml("docx", ("word/VBAPROJECT.BIN", "x")), "macros"),
    "macros by the type": (papers.openxml("docx", main=MACROS), "macros"),
    "macros by an escaped type": (papers.declaring(BOTH.format(TEXT, papers.escaped(MACROS))), "macros"),
    "macros in another alphabet": (papers.declaring(BOTH.format(TEXT, MACROS).encode("utf-16")), "macros"),
    "macros by words of its own": (papers.declaring(OWN_WORDS), "broken"),
    "words in another alphabet": (papers.declaring(OWN_WORDS.encode("utf-16")), "broken"),
    "type in a remark only": (papers.declaring(BOTH.format(TEXT, "text/plain")), "not_known"),
    "macros by a relation": (papers.openxml("docx", ("word/_rels/document.xml.rels", VBA)), "macros"),
    "program beside": (papers.openxml("docx", ("word/media/picture.EXE", papers.PROGRAM)), "macros"),
    "part outside": (papers.openxml("docx", ("word/../../x.xml", "x")), "broken"),
    "part from the root": (papers.openxml("docx", ("\\x.xml", "x")), "broken"),
    "part twice": (papers.openxml("docx", ("WORD/document.xml", "x")), "broken"),
    "pressed otherwise": (papers.declaring(BOTH.format("", TEXT), how=zipfile.ZIP_BZIP2), "broken"),
    "active controls": (papers.openxml("xlsx", ("xl/activeX/activeX1.bin", "x")), "macros"),
    "macros in an OpenDocument": (papers.opendocument("odt", ("Basic/Standard/Module1.xml", "x")), "macros"),
    "drawing": (papers.packed([("mimetype", "application/vnd.oasis.opendocument.graphics")]), "not_known"),
    "old office": (papers.OLD, "old"),
    "bomb": (papers.saying(3_000_000_000), "bomb"),
    "many parts": (papers.openxml("docx", *((f"word/{n}", "") for n in range(3_000))), "bomb"),
    "part larger than it says": (papers.saying(10), "broken"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HONEST)
def test_honest_file_is_known_by_its_content(kind):
    assert recognise(HONEST[kind]) == kind


def test_every_kind_is_known():
    assert {str(kind) for kind in FileKind} == set(HONEST)


@pytest.mark.parametrize("name", LIARS)
def test_liar_is_refused_in_a_sentence(name):
    content, code = LIARS[name]
    with pytest.raises(NotRecognised) as refused:
        recognise(content)
    assert (refused.value.code, refused.value.sentence) == (code, SENTENCES[code])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Referat møde 2.pdf", "Referat møde 2.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\mig\\Oplæg.docx", "Oplæg.pdf"),
        ("Oplæg\u202efdp.exe", "Oplægfdp.pdf"),
        ("faktura.pdf.exe", "faktura.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("møde 3.12", "møde 3.12.pdf"),
        ("  . .pdf", "materiale.pdf"),
        ("CON.pdf", "materiale CON.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_name_is_cleaned_and_ends_as_the_content_says(name, kept):
    assert clean_name(name, FileKind.PDF, "materiale") == kept
