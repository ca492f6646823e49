"""Many documents in one file: a zip that is sent while it is being made, with a list of checksums.

The same documents give the same bytes, whenever they are asked for: their order is that of their numbers, and every time
in the zip is that at which a document was made.
"""

import datetime as dt
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

from .models import Document
from .rules import DocumentKind

ENDINGS = {
    DocumentKind.PDF: "{number}.pdf",
    DocumentKind.XML: "{number}-invoice.xml",
    DocumentKind.DELIVERY: "{number}.xml",
}
AT_ONCE = 20
LIST = "SHA256SUMS"
EARLIEST = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # a zip knows no time before
UNIX, READABLE = 3, 0o100644 << 16


class Pipe:
    """A file that is only written: what was written is taken out and sent on."""

    def __init__(self):
        self.written, self.place = [], 0

    def write(self, content):
        self.written.append(bytes(content))
        self.place += len(content)
        return len(content)

    def tell(self):
        return self.place

    def flush(self):
        """Nothing lies anywhere else."""

    def taken(self):
        """What was written since this was last asked."""
        content, self.written = b"".join(self.written), []
        return content


def name_of(document):
    """What the file is called in the zip: the delivery is what a payer gets, and bears the bare number."""
    return ENDINGS[DocumentKind(document.kind)].format(number=document.invoice.number)


def zipped(documents, *, with_checksums=True):
    """The pieces of a zip with these documents, in their order, read from the database a few at a time."""
    pipe, sums, latest = Pipe(), [], EARLIEST
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:
        for document in documents.select_related("invoice").iterator(chunk_size=AT_ONCE):
            name = name_of(document)
            sums.append(f"{document.sha256}  {name}\n")
            latest = max(latest, document.made_at)
            archive.writestr(entry(name, document.made_at), bytes(document.content))
            yield pipe.taken()
        if with_checksums:
            archive.writestr(entry(LIST, latest), "".join(sums))
    yield pipe.taken()


def entry(name, made_at):
    """How a file stands in the zip: with the time at which it was made, and readable for whoever unpacks it."""
    found = ZipInfo(name, timezone.localtime(made_at).timetuple()[:6])
    found.compress_type, found.create_system, found.external_attr = ZIP_DEFLATED, UNIX, READABLE
    return found


def of_year(cohort, *kinds):
    """A year's documents of these kinds (all, if none is named), by number."""
    found = Document.objects.filter(invoice__cohort=cohort)
    found = found.filter(kind__in=[str(kind) for kind in kinds]) if kinds else found
    return found.order_by("invoice__series__year", "invoice__series_id", "invoice__sequence", "kind")
