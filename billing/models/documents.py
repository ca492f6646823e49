"""The files made from an invoice, and the ways they went; each is a row that never changes."""

import hashlib
import uuid

from django.db import models
from django.db.models import F, Func
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.constraints import filled, one_of, refusing
from members.rules import Refusal, Refused, refuse

from ..rules import SENTENCES, Channel, DocumentKind, receipt_refusals
from .invoices import Invoice, brief

DOCUMENT_KINDS = {
    DocumentKind.PDF: _("PDF"),
    DocumentKind.XML: _("e-invoice"),
    DocumentKind.DELIVERY: _("e-invoice with the PDF inside"),
}
CHANNELS = {
    Channel.LETTER: _("by mail, with the PDF"),
    Channel.ACCESS_POINT: _("as an e-invoice"),
    Channel.VIRK: _("by the form on virk.dk"),
    Channel.HAND: _("by hand"),
}


class DamagedDocument(Exception):
    """The bytes of a document are not those that were made: none of it may leave the house."""


def checksum():
    """SQL: the content's SHA-256 in 64 digits, as the database computes it."""
    return Func(
        F("content"), template="encode(sha256(%(expressions)s), 'hex')", output_field=models.CharField()
    )


class DocumentQuerySet(models.QuerySet):
    def put(self, invoice, kind, content, *, format_id, format_version, at):
        """Keep a document that was made; should another worker have been quicker, its document stands."""
        made = Document(
            invoice=invoice, kind=kind, content=content, sha256=hashlib.sha256(content).hexdigest(),
            format_id=format_id, format_version=format_version, made_at=at,
        )  # fmt: skip
        self.bulk_create([made], ignore_conflicts=True)
        return self.get(invoice=invoice, kind=kind)

    put.alters_data = True


class Document(models.Model):
    """One file made from one invoice, once; its checksum is recomputed by the database."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DOCUMENT_KINDS)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    format_id = brief(_("format"), 200)
    format_version = brief(_("version"), 40)
    made_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["invoice", "kind"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["invoice", "kind"], name="document_once"),
            one_of("document_kind_known", "kind", DocumentKind),
            models.CheckConstraint(
                condition=models.Q(sha256=checksum()), name="document_matches_its_checksum"
            ),
        ]

    def __str__(self):
        return f"{self.invoice}: {self.get_kind_display()}"

    def whole(self):
        """The bytes, compared with the checksum that was stored when they were made; `DamagedDocument` if they differ."""
        content = bytes(self.content)
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise DamagedDocument(
                f"The {self.kind} of {self.invoice.number} is not what was made: its checksum is another."
            )
        return content


class DispatchManager(models.Manager):
    def note(self, invoices, *, channel, sent_at, by, key, recipient="", note=""):
        """Note that invoices were sent to their payers in this way; the same press twice is one."""
        with refusing(SENTENCES, {"dispatch_within_its_time": "sent_on"}):
            made = [
                Dispatch(
                    invoice=invoice, document=best_of(invoice), channel=channel, sent_at=sent_at, sent_by=by, note=note,
                    recipient=recipient or invoice.buyer_gln, key=uuid.uuid5(key, str(invoice.pk)),
                )
                for invoice in invoices
            ]  # fmt: skip
            self.bulk_create(made, ignore_conflicts=True)
        return made

    note.alters_data = True


def best_of(invoice):
    """The file that a payer gets: the e-invoice with the PDF inside, else the PDF; the bare XML is for the books."""
    made = {one.kind: one for one in invoice.documents.defer("content")}
    for kind in (DocumentKind.DELIVERY, DocumentKind.PDF):
        if kind in made:
            return made[kind]
    raise Refused(
        Refusal("", "document", _("The documents of %(number)s are still being made.") % {"number": invoice})
    )


class Dispatch(models.Model):
    """That a document left the house: how, when, to whom; a document that was only made has no such row."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="dispatches")
    document = models.ForeignKey(Document, models.PROTECT, related_name="dispatches")
    channel = models.CharField(max_length=20, choices=CHANNELS)
    recipient = brief(_("recipient"), 254)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("members.Person", models.PROTECT, null=True, related_name="+")
    note = brief(_("note"), 400, blank=True)
    # Of the press that noted it; letters and hand-overs have none.
    key = models.UUIDField(null=True, editable=False)

    objects = DispatchManager()

    class Meta:
        ordering = ["sent_at"]
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        constraints = [
            one_of("dispatch_channel_known", "channel", Channel),
            models.UniqueConstraint(
                fields=["document", "recipient"],
                condition=models.Q(channel=Channel.LETTER),
                name="dispatch_of_a_letter_once",
            ),
            models.UniqueConstraint(fields=["key"], name="dispatch_once"),
            filled("dispatch_has_a_recipient", "recipient"),
            # Letters and hand-overs leave by themselves; whatever else was sent, somebody says so.
            models.CheckConstraint(
                condition=models.Q(sent_by__isnull=False)
                | models.Q(channel__in=[Channel.LETTER, Channel.ACCESS_POINT], key__isnull=True),
                name="dispatch_noted_by_someone",
            ),
        ]

    def __str__(self):
        return f"{self.invoice}: {self.get_channel_display()}"

    def note_receipt(self, *, received_on, by, at, note=""):
        """Note that the payer has got it; once."""
        sent_on, today = timezone.localdate(self.sent_at), timezone.localdate(at)
        refuse(*receipt_refusals(received_on=received_on, sent_on=sent_on, today=today))
        with refusing(SENTENCES):
            return Receipt.objects.get_or_create(
                dispatch=self,
                defaults={"received_on": received_on, "noted_at": at, "noted_by": by, "note": note},
            )[0]

    note_receipt.alters_data = True


class Receipt(models.Model):
    """That the payer has got what was sent, as it became known."""

    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="receipt")
    received_on = models.DateField(_("received on"))
    note = brief(_("note"), 400, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["received_on"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self):
        return f"{self.dispatch}: {self.received_on}"


class Handover(models.Model):
    """That a file is being put into the access point's folder: from here on it is brought to its end, however old."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="handover")
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["begun_at"]

    def __str__(self):
        return str(self.document)
