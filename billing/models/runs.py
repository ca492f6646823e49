"""The order to issue: which memberships, by whom; a worker carries it out item by item."""

import uuid

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Cohort, Membership
from members.rules import Refused, refuse
from members.wake import wake
from members.wording import moment

from ..rules import DocumentKind
from .documents import Document
from .invoices import Invoice
from .issuing import MAKE_DOCUMENTS, basis_refusal, issue
from .sellers import Seller
from .waiting import prospects

ISSUE = "billing.issue"
SEND_LETTERS = "billing.send_letters"
LONGEST_REFUSAL = 1000


class RunManager(models.Manager):
    def order(self, cohort, *, key, by, at, only=None):
        """Order that all who are ready be invoiced, or `only` these memberships; the same order twice is once.

        Whoever is being invoiced by another run already is left out.
        """
        seller, today = Seller.objects.of_network(cohort.network), timezone.localdate(at)
        refuse(basis_refusal(seller and seller.on(today)))
        wanted = only and {one.pk for one in only}
        ready = [one for one in prospects(cohort, seller, today) if one.is_ready]
        with transaction.atomic():
            run, made = self.get_or_create(
                key=key, defaults={"cohort": cohort, "ordered_by": by, "ordered_at": at}
            )
            if made:
                items = [item for one in ready for item in items_of(run, one, wanted)]
                RunItem.objects.bulk_create(items, ignore_conflicts=True)
                wake(ISSUE)
        return run

    order.alters_data = True


def items_of(run, prospect, wanted):
    """The items of one invoice to be: those of several memberships carry the same mark."""
    chosen = [one for one in prospect.memberships if not wanted or one.pk in wanted]
    bundle = uuid.uuid4() if len(chosen) > 1 else None
    return [RunItem(run=run, membership=one, bundle=bundle) for one in chosen]


class Run(models.Model):
    """One press of "issue all", or of "issue" for one invoice."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="runs")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = RunManager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [models.UniqueConstraint(fields=["key"], name="run_once")]

    def __str__(self):
        return f"{self.cohort} {self.ordered_at:%Y-%m-%d}"

    def stop(self, *, by, at):
        """Leave out, with a word, whatever is not invoiced yet; says how many. The one a worker is at is still issued."""
        with translation.override(self.ordered_by.language):
            words = gettext(
                "%(person)s stopped the issuing before its turn, %(at)s. The invoice can be issued later."
            )
            refusal = words % {"person": by.name, "at": moment(at)}
        with transaction.atomic():
            # Never waiting for a worker: it would always be one item ahead.
            free = list(self.items.open().select_for_update(skip_locked=True).values_list("pk", flat=True))
            return self.items.filter(pk__in=free).update(refusal=refusal[:LONGEST_REFUSAL])

    stop.alters_data = True


class RunItemQuerySet(models.QuerySet):
    def open(self):
        """Items that wait for a worker: the state is the queue."""
        return self.filter(invoice__isnull=True, refusal="")

    def in_full(self):
        """Items with what their progress is told by, in one query."""
        made = Document.objects.filter(invoice=OuterRef("invoice"), kind=DocumentKind.PDF)
        return self.select_related("membership", "invoice").annotate(has_pdf=Exists(made))


class RunItem(models.Model):
    """One membership in a run: open, invoiced, or left out with the reason."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="items")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="run_items")
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="run_items")
    # In the words of who ordered the run.
    refusal = models.CharField(max_length=LONGEST_REFUSAL, blank=True)
    # The items that end in one invoice carry the same mark; an item without one ends in an invoice of its own.
    bundle = models.UUIDField(null=True, editable=False)

    objects = RunItemQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("membership in a run")
        verbose_name_plural = _("memberships in a run")
        constraints = [
            models.UniqueConstraint(fields=["run", "membership"], name="run_item_once_per_run"),
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(invoice__isnull=True, refusal=""),
                name="run_item_one_open_per_membership",
            ),
            models.CheckConstraint(
                condition=Q(invoice__isnull=True) | Q(refusal=""), name="run_item_ends_in_one_way"
            ),
        ]

    def __str__(self):
        return f"{self.run}: {self.membership}"

    @property
    def is_open(self):
        """Whether the item waits for a worker."""
        return self.invoice_id is None and not self.refusal

    def carry_out(self):
        """Issue the invoice of this item in a transaction of its own, unless another worker is at it or was here."""
        try:
            with transaction.atomic():
                if items := self.hold(skip_locked=True):
                    invoice = issue(*(item.membership for item in items), by=self.run.ordered_by)
                    RunItem.objects.filter(pk__in=[item.pk for item in items]).update(invoice=invoice)
                    wake(MAKE_DOCUMENTS)
        except Refused as refused:
            with translation.override(self.run.ordered_by.language):
                reasons = " ".join(str(refusal.sentence) for refusal in refused.refusals)
            with transaction.atomic():
                left_out = [item.pk for item in self.hold()]
                RunItem.objects.filter(pk__in=left_out).update(refusal=reasons[:LONGEST_REFUSAL])

    carry_out.alters_data = True

    def hold(self, skip_locked=False):
        """The open items of this item's invoice, held until the transaction ends: the first of them decides for all."""
        if self.bundle:
            together = RunItem.objects.filter(run=self.run_id, bundle=self.bundle)
        else:
            together = RunItem.objects.filter(pk=self.pk)
        first = together.order_by("pk").values_list("pk", flat=True)[0]
        held = RunItem.objects.select_for_update(skip_locked=skip_locked).filter(pk=first)
        if not list(held.values_list("pk", flat=True)):
            return []
        items = together.open().select_for_update(of=("self",)).select_related("membership")
        return list(items.order_by("pk"))
