"""Files for the tests: honest ones as small as they can be, and some that lie."""

import io
import zipfile

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n29\n%%EOF\n"
OOXML = "application/vnd.openxmlformats-officedocument.{}.main+xml"
MAIN = {"docx": ("wordprocessingml.document", "word/document.xml"),
        "xlsx": ("spreadsheetml.sheet", "xl/workbook.xml"),
        "pptx": ("presentationml.presentation", "ppt/presentation.xml")}  # fmt: skip
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def packed(parts, how=zipfile.ZIP_DEFLATED):
    """A packed file of these parts: (name, content), pressed together."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def openxml(kind="docx", *more, main=None):
    """An Office Open XML document of that kind, with these parts besides."""
    words, part = MAIN[kind]
    types = f'<Types><Override PartName="/{part}" ContentType="{main or OOXML.format(words)}"/></Types>'
    return packed([("[Content_Types].xml", types), ("_rels/.rels", "<R/>"), (part, "<w/>"), *more])


def declaring(types, *more, how=zipfile.ZIP_DEFLATED):
    """A text document whose list of types is this very content."""
    parts = [("[Content_Types].xml", types), ("_rels/.rels", "<R/>"), ("word/document.xml", "<w/>")]
    return packed([*parts, *more], how)


def escaped(words):
    """The words as an XML file may write them, so that no search in the bytes finds them."""
    return "".join(f"&#{ord(sign)};" for sign in words)


def opendocument(kind="odt", *more):
    """An OpenDocument of that kind, with these parts besides."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{ODF[kind]}")
        for name, content in [("content.xml", "<c/>"), ("META-INF/manifest.xml", "<m/>"), *more]:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def saying(said, size=100_000):
    """A document with a part of so many bytes of nought that says it has `said`."""
    content = openxml("docx", ("word/media/picture.png", b"\0" * size))
    return content.replace(size.to_bytes(4, "little"), said.to_bytes(4, "little"))


PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"
HTML = b"%PDF-1.4\n<html><script>alert(1)</script></html>\n%%EOF\n"
MISLED = b"%PDF-1.4\n<html><script>alert(1)</script></html>\nstartxref\n9\n%%EOF\n"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
