"""What makes a PDF fit for the archive: WeasyPrint's PDF/A-3a, declared accessible before it is written."""

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


def finish(document, pdf):
    """Make what WeasyPrint is about to write as PDF/A-3a PDF/UA-1 as well: its finisher."""
    declare_accessible(pdf)
    list_attachments_once(pdf)


def declare_accessible(pdf):
    """Say PDF/UA-1 inside the one description there is, and leave it readable."""
    number = int(pdf.catalog["Metadata"].split()[0])
    description = pdf.objects[number]
    description.stream = [part.replace(END_OF_RDF, ACCESSIBLE + END_OF_RDF) for part in description.stream]
    description.compress = False


def list_attachments_once(pdf):
    """WeasyPrint names each attachment twice; the standard wants it once."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
