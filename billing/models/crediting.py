"""Credit notes: one person asks, another approves; then the note is issued like an invoice, or nothing is."""

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q, Sum
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.constraints import both_or_neither, one_of, refusing
from members.models import Role
from members.rules import RoleKind, refuse
from members.wake import wake
from members.wording import kroner

from .. import rules
from ..rules import SENTENCES, CreditReason, Kind
from .invoices import REASONS, Invoice, brief, money
from .issuing import LANGUAGE, MAKE_DOCUMENTS, numbered, write_xml
from .lines import Line
from .series import Series

# What a credit note says as its invoice did.
SAME = (
    "seller_",
    "buyer_",
    "period_",
    "vat_",
    "cohort_",
    "person_",
    "requisition_",
    "account_s",
    "currency",
    "language",
)
COPIED = [field.attname for field in Invoice._meta.concrete_fields if field.attname.startswith(SAME)]


def left_of(invoice):
    """What is left to credit of each line, net: {line: amount}, in the order of the lines."""
    lines = invoice.lines.annotate(credited=Sum("credited_by__net", default=Decimal(0)))
    return {line: line.net - line.credited for line in lines.order_by("position")}


class CreditRequestQuerySet(models.QuerySet):
    def open(self):
        """Requests that wait for an answer."""
        return self.filter(decided_at__isnull=True)

    def in_full(self):
        """With everything that their page shows."""
        return self.select_related("asked_by", "decided_by", "credit_note").prefetch_related("lines__line")

    def ask(self, invoice, *, reason, nets, note="", key, by, at):
        """Ask that so much of each line be credited (net, by the line's key); the same key twice is one request."""
        with refusing(SENTENCES):
            refuse(*rules.asking_refusals(looks_after_it=by.pk in who_look_after(invoice)))
            refuse(*refusals(invoice, reason, nets))
            request, made = self.get_or_create(
                key=key,
                defaults={
                    "invoice": invoice, "reason": reason, "note": note, "asked_by": by, "asked_at": at,
                },
            )  # fmt: skip
            if made:
                asked = [
                    CreditRequestLine(request=request, line_id=pk, net=net) for pk, net in nets.items() if net
                ]
                CreditRequestLine.objects.bulk_create(asked)
        return request

    ask.alters_data = True


class CreditRequest(models.Model):
    """That somebody asks for a credit note, and what became of it."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="credit_requests")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    reason = models.CharField(_("reason"), max_length=20, choices=REASONS)
    note = brief(_("remark"), 400, blank=True)
    asked_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("members.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    credit_note = models.OneToOneField(Invoice, models.PROTECT, null=True, related_name="request")
    declined_because = brief(_("why it was declined"), 400, blank=True)

    objects = CreditRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("request for a credit note")
        verbose_name_plural = _("requests for credit notes")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="credit_request_once"),
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(decided_at__isnull=True), name="credit_request_one_open"
            ),
            one_of("credit_request_names_a_reason", "reason", CreditReason),
            both_or_neither("credit_request_decided_by_someone", "decided_by", "decided_at"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, credit_note__isnull=True, declined_because="")
                | Q(decided_at__isnull=False, credit_note__isnull=False, declined_because="")
                | Q(decided_at__isnull=False, credit_note__isnull=True, declined_because__regex=r"\S"),
                name="credit_request_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("asked_at")),
                name="credit_request_not_answered_before_asked",
            ),
        ]

    def __str__(self):
        return f"{self.invoice}: {self.get_reason_display()}"

    @property
    def net(self):
        """How much is asked for, without VAT."""
        return sum((line.net for line in self.lines.all()), Decimal(0))

    def approve(self, *, by, at):
        """Issue the credit note: number, snapshot, lines and XML in one short transaction (bylaws 13 and 14)."""
        with refusing(SENTENCES):
            request = self.locked()
            who = who_look_after(request.invoice)
            refuse(
                *rules.approval_refusals(
                    decided=request.decided_at is not None,
                    looks_after_it=by.pk in who,
                    same_person=request.asked_by_id == by.pk,
                    network_has_two=bool(who - {request.asked_by_id}),
                )
            )
            note = write_credit_note(request, by=by)
            CreditRequest.objects.filter(pk=self.pk).update(decided_by=by, decided_at=at, credit_note=note)
            wake(MAKE_DOCUMENTS)
        return note

    def decline(self, *, because, by, at):
        """Say no, and why; who asked can take the request back in the same way."""
        with refusing(SENTENCES):
            request = self.locked()
            refuse(
                *rules.decline_refusals(
                    decided=request.decided_at is not None,
                    looks_after_it=by.pk in who_look_after(request.invoice),
                    because=because,
                )
            )
            CreditRequest.objects.filter(pk=self.pk).update(
                decided_by=by, decided_at=at, declined_because=because
            )

    approve.alters_data = decline.alters_data = True

    def locked(self):
        """The request as it is now, held until the transaction ends."""
        requests = CreditRequest.objects.select_for_update(of=("self",))
        return requests.select_related("invoice__series__seller", "invoice__cohort").get(pk=self.pk)


class CreditRequestLine(models.Model):
    """How much of one line is to be credited, without VAT."""

    request = models.ForeignKey(CreditRequest, models.PROTECT, related_name="lines")
    line = models.ForeignKey(Line, models.PROTECT, related_name="+")
    net = money(_("net amount"))

    class Meta:
        ordering = ["line__position"]
        verbose_name = _("line of a request for a credit note")
        verbose_name_plural = _("lines of requests for credit notes")
        constraints = [
            models.UniqueConstraint(fields=["request", "line"], name="credit_request_line_once"),
            models.CheckConstraint(condition=Q(net__gt=0), name="credit_request_amounts_positive"),
        ]

    def __str__(self):
        return f"{self.line}: {self.net}"


def who_look_after(invoice):
    """The keys of those who can sign in and look after the invoices of its network: nobody else is waited for."""
    kinds = [RoleKind.FACILITATOR, RoleKind.FINANCE]
    held = Role.objects.filter(network=invoice.cohort.network_id, kind__in=kinds, person__is_active=True)
    return set(held.order_by().values_list("person", flat=True))


def vat_left_of(invoice):
    """The VAT that no credit note has given back."""
    return invoice.vat - invoice.credited_by.aggregate(vat=Sum("vat", default=Decimal(0)))["vat"]


def refusals(invoice, reason, nets):
    """What speaks against crediting these net amounts, by the lines' keys, as the invoice stands."""
    left = {line.pk: amount for line, amount in left_of(invoice).items()}
    return rules.credit_refusals(
        kind=Kind(invoice.kind), reason=reason, left=left, nets=nets, vat_left=vat_left_of(invoice),
        rate=invoice.vat_rate, spell=kroner,
    )  # fmt: skip


def write_credit_note(request, *, by):
    """The next document of the seller's series: as the invoice was, with what is credited of it."""
    invoice, asked = request.invoice, list(request.lines.select_related("line"))
    series, at = Series.objects.locked(invoice.series.seller)
    nets = {one.line_id: one.net for one in asked}
    refuse(*refusals(invoice, request.reason, nets))
    sums = rules.sums(nets.values(), invoice.vat_rate)
    note = Invoice.objects.create(
        **{**numbered(series, at), "due_on": None},
        **{name: getattr(invoice, name) for name in COPIED},
        kind=Kind.CREDIT_NOTE,
        credits=invoice,
        reason=request.reason,
        note=words(invoice, request.reason),
        net=sums.net,
        vat=sums.vat,
        gross=sums.gross,
        issued_by=by,
    )
    for place, one in enumerate(asked, 1):
        Line.objects.create(
            invoice=note, position=place, text=one.line.text, detail=one.line.detail, quantity=1,
            unit_price=one.net, net=one.net, credits=one.line,
        )  # fmt: skip
    write_xml(note)
    return note


def words(invoice, reason):
    """What a credit note says for itself, in the language of the document."""
    with translation.override(LANGUAGE):
        return gettext("Credit note to invoice %(number)s: %(reason)s.") % {
            "number": invoice.number,
            "reason": REASONS[reason],
        }
