"""A small PDF for the demonstration: some lines of text on one page, made without a library."""

HEADING, BODY, LEADING = 20, 12, 20
ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def pdf(heading, lines):
    """The bytes of a PDF of one page, in Helvetica."""
    text = [f"BT /F1 {HEADING} Tf 72 770 Td ({heading.translate(ESCAPED)}) Tj ET"]
    for place, line in enumerate(lines, 1):
        text.append(f"BT /F1 {BODY} Tf 72 {760 - LEADING * place} Td ({line.translate(ESCAPED)}) Tj ET")
    stream = "\n".join(text).encode("cp1252")
    return put_together(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
    )


def put_together(objects):
    """The objects of a PDF with its table of contents."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
