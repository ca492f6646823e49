"""What a file is, judged by its content: PDF, or an Office document without programs in it; anything else is refused.

Nothing is believed that the sender says: neither name nor type, nor what a packed file tells of its own size.
"""

import io
import re
import zipfile

from django.utils.translation import gettext_lazy as _
from lxml import etree

from .rules import FileKind

HEADER = re.compile(rb"%PDF-[12]\.\d")
TRAILER = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
XREF = re.compile(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)")
TAIL = 2048
PACKED = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PARTS = 3_000
MOST_UNPACKED = 200_000_000
MOST_DECLARED = 1_000_000
PIECE = 1 << 20

CONTENT_TYPES_PART = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
OOXML = {
    FileKind.DOCX: (MAIN.format("wordprocessingml.document"), "word/"),
    FileKind.XLSX: (MAIN.format("spreadsheetml.sheet"), "xl/"),
    FileKind.PPTX: (MAIN.format("presentationml.presentation"), "ppt/"),
}
ODF = {
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
    b"application/vnd.oasis.opendocument.presentation": FileKind.ODP,
}
# Parts that a program in a document is kept in, by the end or the beginning of their names.
PROGRAMS = re.compile(
    r"(vbaproject(signature\w*)?\.bin|vbadata\.xml)$|(^|/)(activex|macrosheets|basic|scripts)/"
)
PROGRAM_NAMES = re.compile(r"\.(exe|dll|com|bat|cmd|ps1|js|jse|vbs|vbe|wsf|lnk|scr|msi|hta|jar)$")
PROGRAM_TYPES = re.compile(r"macroenabled|vbaproject|activex|intlmacrosheet", re.IGNORECASE)
# Every reader unpacks these; a part that is pressed otherwise would be read by some and not by others.
PRESSED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
OUTSIDE = re.compile(r"^/|^[A-Za-z]:|(^|/)\.\.(/|$)|\0")

NOT_KNOWN = _(
    "This is not a PDF or an Office document, whatever it is called. Save it as PDF, and send that."
)
SENTENCES = {
    "empty": _("The file is empty."),
    "not_known": NOT_KNOWN,
    "broken": _("The file is damaged or was not received whole. Save it anew, and send it again."),
    "old": _(
        "This is an old Office document, or one that is locked by a password. "
        "Save it as .docx, .xlsx or .pptx without a password, or as PDF."
    ),
    "macros": _("There are programs (macros) in the document. Save it without macros, or as PDF."),
    "bomb": _("The document unpacks to more than any reader can take. Save it as PDF, and send that."),
}


class NotRecognised(ValueError):
    """Why the file is not taken: a code, and the sentence for whoever sent it."""

    def __init__(self, code):
        super().__init__(code)
        self.code, self.sentence = code, SENTENCES[code]


def recognise(content):
    """The kind of the file; refuses by raising `NotRecognised`."""
    if not content:
        raise NotRecognised("empty")
    if content.startswith(OLE):
        raise NotRecognised("old")
    if HEADER.match(content):
        return pdf(content)
    if content.startswith(PACKED):
        return packed(content)
    raise NotRecognised("not_known")


def pdf(content):
    """A PDF ends by saying where its table of contents begins, and there it does."""
    trailer = TRAILER.search(content[-TAIL:].rstrip(b"\0"))
    if not trailer:
        raise NotRecognised("broken")
    place = int(trailer[1])
    if not XREF.match(content[place : place + 64]):
        raise NotRecognised("broken")
    return FileKind.PDF


def packed(content):
    """An Office document is a packed file with certain parts; each part is unpacked, and what it says of itself is true."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            refuse_bomb(parts)
            refuse_names(parts)
            kind = opendocument(archive, parts) or openxml(archive, parts)
            refuse_programs(parts)
            read_through(archive, parts)
    except NotRecognised:
        raise
    except Exception as error:  # whatever a made-up file breaks in the library, it is no document
        raise NotRecognised("broken") from error
    return kind


def refuse_bomb(parts):
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotRecognised("bomb")


def refuse_names(parts):
    """A document has each part once, inside itself, and pressed as every reader can unpack it."""
    names = [named(part) for part in parts]
    if len(names) != len(set(names)) or any(OUTSIDE.search(name) for name in names):
        raise NotRecognised("broken")
    if any(part.compress_type not in PRESSED for part in parts):
        raise NotRecognised("broken")


def named(part):
    """The name of a part as readers compare names."""
    return part.orig_filename.replace("\\", "/").lower()


def refuse_programs(parts):
    names = [named(part) for part in parts]
    if any(PROGRAMS.search(name) or PROGRAM_NAMES.search(name) for name in names):
        raise NotRecognised("macros")


def opendocument(archive, parts):
    """The kind of an OpenDocument, whose first part says what it is; None if it is none."""
    if not parts or parts[0].filename != "mimetype":
        return None
    kind = ODF.get(small(archive, parts[0]))
    if kind is None or not {"content.xml", "META-INF/manifest.xml"} <= set(archive.namelist()):
        raise NotRecognised("not_known")
    return kind


def openxml(archive, parts):
    """The kind of an Office Open XML document, by the type that it declares of its main part."""
    known = {part.filename: part for part in parts}
    if CONTENT_TYPES_PART not in known or "_rels/.rels" not in known:
        raise NotRecognised("not_known")
    declared = attributes(archive, known[CONTENT_TYPES_PART], "ContentType")
    relations = [
        value
        for part in parts
        if named(part).endswith(".rels")
        for value in attributes(archive, part, "Type")
    ]
    if any(PROGRAM_TYPES.search(value) for value in [*declared, *relations]):
        raise NotRecognised("macros")
    for kind, (main, folder) in OOXML.items():
        if main in declared and any(name.startswith(folder) for name in known):
            return kind
    raise NotRecognised("not_known")


def attributes(archive, part, name):
    """Every value of that attribute, read as a word processor reads it; a document that defines its own words is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree = etree.fromstring(small(archive, part), parser).getroottree()
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise NotRecognised("broken")
    return [element.get(name, "") for element in tree.iter(etree.Element)]


def small(archive, part):
    """The content of a part that is small in any honest document."""
    if part.file_size > MOST_DECLARED:
        raise NotRecognised("bomb")
    return archive.read(part)


def read_through(archive, parts):
    """Unpack every part, a piece at a time: a part that is locked, or not as large as it says, is refused."""
    for part in parts:
        if part.flag_bits & 1:
            raise NotRecognised("old")
        with archive.open(part) as opened:
            while opened.read(PIECE):
                pass
