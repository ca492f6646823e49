"""What makes a PDF fit for the archive: WeasyPrint's PDF/A-3a, declared accessible, in the same bytes every time."""

from io import BytesIO

import pikepdf

END_OF_RDF = b"</rdf:RDF>"
# PDF/UA-1 says so of itself in one property, whose meaning PDF/A wants declared beside it.
ACCESSIBLE = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finished(content):
    """A PDF/A-3a file's bytes, made PDF/UA-1 as well; the same bytes for the same file."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        declare_accessible(pdf)
        list_attachments_once(pdf)
        pdf.save(out, deterministic_id=True, compress_streams=True, fix_metadata_version=False)
    return out.getvalue()


def declare_accessible(pdf):
    """Say PDF/UA-1 inside the one description there is, and leave it readable."""
    found = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata = pdf.make_stream(
        found.replace(END_OF_RDF, ACCESSIBLE + END_OF_RDF),
        Type=pikepdf.Name.Metadata,
        Subtype=pikepdf.Name.XML,
    )


def list_attachments_once(pdf):
    """WeasyPrint names each attachment twice; the standard wants it once."""
    if "/AF" in pdf.Root:
        once = {file.objgen: file for file in pdf.Root.AF}
        pdf.Root.AF = pikepdf.Array(once.values())
