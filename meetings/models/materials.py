"""Materials and minutes of a meeting, for the members of the year and its facilitators."""

import hashlib

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Func, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from members.constraints import filled, one_of, refusing
from members.models import Cohort
from members.rules import months_before, refuse

from .. import rules
from ..rules import (
    CONTENT_TYPES,
    LARGEST_EVER,
    LONGEST_FILENAME,
    LONGEST_MINUTES,
    SENTENCES,
    FileKind,
    Status,
)
from ..triggers import material_guards, minutes_guards
from .lines import on_one_line
from .meetings import Meeting

FIELDS = {
    "material_once": "file",
    "material_of_a_reasonable_number": "file",
    "minutes_say_something": "text",
    "minutes_within_reason": "text",
}
PIECE = 1 << 18


class SharedQuerySet(models.QuerySet):
    """What lies at meetings, for those who share in confidence."""

    def visible_to(self, person, today):
        """What lies at meetings of years in which the person is a seated member, or which he or she facilitates."""
        years = Cohort.objects.shared_with(person, kept_since(today))
        return self.filter(meeting__cohort__in=years.order_by().values("pk"))

    def due(self, today):
        """What has lain as long as it may: the term and some months more."""
        return self.filter(meeting__cohort__ends_on__lt=kept_since(today))


def kept_since(today):
    """The earliest last day of a term whose materials still lie there on that day."""
    return months_before(today, settings.KEEP_MATERIAL_MONTHS)


class MaterialQuerySet(SharedQuerySet):
    def listed(self):
        """For lists: without the content, with its size."""
        return self.defer("content").annotate(size=Length("content")).order_by("laid_at", "pk")

    def removable_by(self, person, *, facilitates):
        """The files that the person may remove: a facilitator every one, whoever laid one that one."""
        return self if facilitates else self.filter(laid_by=person)

    def lay(self, meeting, *, name, kind, content, by, at, prepares):
        """Lay a file at the meeting, once; it stays as it is until it is removed."""
        count = self.filter(meeting=meeting).count()
        refuse(*rules.laying_refusals(rules.LayingFacts(Status(meeting.status), prepares, count)))
        with refusing(SENTENCES, FIELDS):
            return self.create(
                meeting=meeting, name=name, kind=kind, content=content,
                sha256=hashlib.sha256(content).hexdigest(), laid_at=at, laid_by=by,
            )  # fmt: skip

    lay.alters_data = True


class Material(models.Model):
    """A file that was laid at a meeting; its checksum is recomputed by the database."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="materials")
    name = models.CharField(_("name"), max_length=LONGEST_FILENAME)
    kind = models.CharField(max_length=20, choices=[(kind, kind.upper()) for kind in FileKind])
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    laid_at = models.DateTimeField()
    laid_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        triggers = material_guards
        constraints = [
            models.UniqueConstraint(fields=["meeting", "sha256"], name="material_once"),
            one_of("material_kind_known", "kind", FileKind),
            models.CheckConstraint(condition=GreaterThan(Length("content"), 0), name="material_has_content"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("content"), LARGEST_EVER), name="material_size_within_reason"
            ),
            filled("material_has_a_name", "name"),
            on_one_line("material_name_on_one_line", "name"),
            models.CheckConstraint(
                condition=Q(
                    sha256=Func(
                        F("content"),
                        template="encode(sha256(%(expressions)s), 'hex')",
                        output_field=models.CharField(),
                    )
                ),
                name="material_matches_its_checksum",
            ),
        ]

    def __str__(self):
        return self.name

    def remove(self):
        """Take the file away for good."""
        self.delete()

    remove.alters_data = True

    @property
    def content_type(self):
        return CONTENT_TYPES[FileKind(self.kind)]

    def pieces(self):
        """The content, a piece at a time, so that no worker holds a whole file."""
        place = 1
        while piece := piece_of(self.pk, place):
            yield piece
            place += PIECE


def piece_of(key, place):
    """So many bytes of a file from that place; b'' at its end."""
    with connection.cursor() as cursor:
        sql = "SELECT substring(content FROM %s FOR %s) FROM meetings_material WHERE id = %s"
        cursor.execute(sql, [place, PIECE, key])
        found = cursor.fetchone()
    return bytes(found[0]) if found else b""


class MinutesQuerySet(SharedQuerySet):
    def write(self, meeting, text, *, by, at, prepares):
        """Write the meeting's minutes, or write them anew."""
        refuse(*rules.laying_refusals(rules.LayingFacts(Status(meeting.status), prepares)))
        row = self.model(meeting=meeting, text=text, written_at=at, written_by=by)
        with refusing(SENTENCES, FIELDS):
            self.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["meeting"],
                update_fields=["text", "written_at", "written_by"],
            )

    write.alters_data = True


class Minutes(models.Model):
    """What was talked about at a meeting, as plain text."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    text = models.TextField(_("minutes"), max_length=LONGEST_MINUTES)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        triggers = minutes_guards
        constraints = [
            models.UniqueConstraint(fields=["meeting"], name="minutes_once"),
            filled("minutes_say_something", "text"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_MINUTES), name="minutes_within_reason"
            ),
        ]

    def __str__(self):
        return str(self.meeting)
