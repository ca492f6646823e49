"""Meetings: what a year's members come together for, at each other's workplaces."""

import uuid

from django.db import models
from django.db.models import F, Min, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from members.constraints import both_or_neither, filled, one_of, refusing
from members.models import Cohort
from members.models.spoken import Spoken, short
from members.rules import refuse

from ..rules import EARLIEST, HIGHEST_NUMBER, LATEST, LONGEST_THEME, SENTENCES, Status
from ..triggers import meeting_guards
from .lines import detail, on_one_line
from .verbs import FIELDS, MeetingVerbs, hold_year
from .words import MeetingWords

STATUSES = {
    Status.PLANNED: _("planned"),
    Status.ANNOUNCED: _("announced"),
    Status.HELD: _("held"),
    Status.CANCELLED: _("cancelled"),
}
ONE_LINE = (
    "theme_da", "theme_en", "remark_da", "remark_en", "host_place", "town", "contact_name", "contact_phone",
)  # fmt: skip


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Meetings of the years whose calendar the person may read."""
        return self.filter(cohort__in=Cohort.objects.calendar_visible_to(person).order_by().values("pk"))

    def run_by(self, person):
        """Meetings of the networks that the person facilitates."""
        return self.filter(cohort__in=Cohort.objects.run_by(person).order_by().values("pk"))

    def numbered(self, network, year, number):
        """The meeting of that number in the year of the network with that short name."""
        return self.filter(cohort__network__slug=network, cohort__year=year, number=number)

    def live(self):
        """Meetings that take place or took place."""
        return self.exclude(status=Status.CANCELLED)

    def in_full(self):
        """Meetings with parts, host and year, in a constant number of queries."""
        return self.select_related(
            "cohort__network", "host_membership__person", "host_membership__organisation__successor"
        ).prefetch_related("parts")

    def in_order(self):
        """Meetings as they come in the year; those without a day yet come last."""
        first = F("first_start").asc(nulls_last=True)
        return self.annotate(first_start=Min("parts__starts_at")).order_by(first, "number")

    def programme(self, cohort):
        """The programme of a year, as members and public read it: in order, with parts and hosts."""
        return self.filter(cohort=cohort).in_full().in_order()

    def with_answer_of(self, membership):
        """Each meeting with `own_answer` and `own_mark`: what that member has answered, and was marked as; or None."""
        own = {"meeting": OuterRef("pk"), "membership": membership}
        answers = self.model.attendances.rel.related_model.objects.filter(**own)
        marks = self.model.marks.rel.related_model.objects.filter(**own)
        return self.annotate(
            own_answer=Subquery(answers.values("answer")), own_mark=Subquery(marks.values("mark"))
        )

    def times(self):
        """The number of the meeting, start and end of every part."""
        return self.order_by("parts__starts_at").values_list("number", "parts__starts_at", "parts__ends_at")

    def plan(self, cohort, *, by, at, parts=(), host=None, secretariat=False, **texts):
        """Put a new meeting in the year's programme, with its times and its host where they are known."""
        with refusing(SENTENCES, FIELDS):
            hold_year(cohort)
            texts.setdefault("number", self.next_number(cohort))
            meeting = self.model(cohort=cohort, changed_by=by, changed_at=at, **texts)
            refuse(*meeting.planning_refusals(parts, host, secretariat))
            meeting.host_membership, meeting.host_secretariat = host, secretariat
            meeting.save(force_insert=True)
            meeting.put(parts)
        return meeting

    plan.alters_data = True

    def next_number(self, cohort):
        """The number that the next meeting of the year is given."""
        highest = self.filter(cohort=cohort).aggregate(highest=models.Max("number"))["highest"]
        return (highest or 0) + 1


class Meeting(MeetingWords, MeetingVerbs, models.Model):
    """One meeting of a year: a theme, a host or none yet, a place, and one part or several."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    theme_da = short(_("theme (Danish)"), max_length=LONGEST_THEME)
    theme_en = short(_("theme (English)"), max_length=LONGEST_THEME, blank=True)
    remark_da = short(_("remark (Danish)"), max_length=LONGEST_THEME, blank=True)
    remark_en = short(_("remark (English)"), max_length=LONGEST_THEME, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=STATUSES, default=Status.PLANNED, editable=False
    )
    host_membership = models.ForeignKey(
        "members.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_meetings",
        verbose_name=_("host"),
    )
    host_secretariat = models.BooleanField(_("hosted by the secretariat"), default=False)
    # Public: said before the organisation ("Socialforvaltningen, Københavns Kommune"), and where it is.
    host_place = short(_("department or house"), blank=True)
    town = short(_("town"), max_length=100, blank=True)
    municipality = models.CharField(_("municipality"), max_length=4, blank=True)
    # For the members of the year and its facilitators only.
    address = detail(_("address"))
    entrance = detail(_("entrance"))
    train = detail(_("by train or bus"))
    parking = detail(_("parking"))
    contact_name = short(_("contact on the day: name"), blank=True)
    contact_phone = models.CharField(_("contact on the day: telephone"), max_length=40, blank=True)
    food = detail(_("food"))
    answers_close_at = models.DateTimeField(_("answers until"), null=True, blank=True)
    # What calendars know it by: the same for ever, with a version that rises when time, place or host change.
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey("members.Person", models.PROTECT, editable=False, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    announced_by = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    held_by = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_by = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    theme, remark = Spoken(), Spoken()
    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        triggers = meeting_guards
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "number"],
                name="meeting_number_once",
                violation_error_message=SENTENCES["meeting_number_once"],
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, HIGHEST_NUMBER)), name="meeting_number_within_reason"
            ),
            filled("meeting_has_a_theme", "theme_da"),
            on_one_line("meeting_texts_on_one_line", *ONE_LINE),
            models.CheckConstraint(
                condition=Q(host_secretariat=False) | Q(host_membership__isnull=True),
                name="meeting_one_host_at_most",
            ),
            models.CheckConstraint(
                condition=Q(municipality__regex=r"^(\d{4})?$"), name="meeting_municipality_has_four_digits"
            ),
            models.CheckConstraint(
                condition=Q(answers_close_at__isnull=True)
                | Q(answers_close_at__gte=EARLIEST, answers_close_at__lt=LATEST),
                name="meeting_deadline_within_reason",
            ),
            one_of("meeting_status_known", "status", Status),
            models.CheckConstraint(
                condition=Q(status=Status.PLANNED, announced_at=None, held_at=None, cancelled_at=None)
                | Q(status=Status.ANNOUNCED, announced_at__isnull=False, held_at=None, cancelled_at=None)
                | Q(status=Status.HELD, held_at__isnull=False, cancelled_at=None)
                | Q(status=Status.CANCELLED, cancelled_at__isnull=False, held_at=None),
                name="meeting_status_with_its_time",
            ),
            both_or_neither("meeting_announced_by_someone", "announced_at", "announced_by"),
            both_or_neither("meeting_held_by_someone", "held_at", "held_by"),
            both_or_neither("meeting_cancelled_by_someone", "cancelled_at", "cancelled_by"),
        ]

    def __str__(self):
        return f"{self.number}. {self.theme}"
