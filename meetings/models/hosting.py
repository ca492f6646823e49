"""What surrounds hosting: who would like to, what has been prepared, and what hosts tell the next."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.constraints import filled, one_of, refusing, within
from members.models import Membership
from members.rules import Refusal, Refused, refuse

from .. import rules
from ..rules import CHECKLIST, LONGEST_NOTE, LONGEST_REMARK, SENTENCES, Status, Wish
from ..triggers import host_note_guards, host_wish_guards, hosting_tick_guards
from .meetings import Meeting

WISHES = {Wish.OFFERS: _("would like to host"), Wish.WAITS: _("would rather wait")}


class HostWishQuerySet(models.QuerySet):
    def say(self, membership, wish, remark, *, at):
        """Note what a member says about hosting this year; what was said before gives way. No wish takes it back."""
        if not membership.is_seated:
            raise Refused(Refusal("", "not_a_member", SENTENCES["host_wish_of_a_member"]))
        with refusing(SENTENCES):
            if not wish:
                self.filter(membership=membership).delete()
                return
            self.bulk_create(
                [self.model(membership=membership, wish=wish, remark=remark, said_at=at)],
                update_conflicts=True,
                unique_fields=["membership"],
                update_fields=["wish", "remark", "said_at"],
            )

    say.alters_data = True


class HostWish(models.Model):
    """A member would like to host this year, or rather wait; the remark is for the facilitators."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="host_wishes")
    wish = models.CharField(_("hosting"), max_length=20, choices=WISHES)
    remark = models.CharField(_("remark"), max_length=LONGEST_REMARK, blank=True)
    said_at = models.DateTimeField()

    objects = HostWishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish about hosting")
        verbose_name_plural = _("wishes about hosting")
        triggers = host_wish_guards
        constraints = [
            models.UniqueConstraint(fields=["membership"], name="host_wish_once"),
            one_of("host_wish_known", "wish", Wish),
        ]

    def __str__(self):
        return f"#{self.pk}"


class HostingTickQuerySet(models.QuerySet):
    def tick(self, meeting, task, *, by, at):
        """Note that the host's task is done; done twice it changes nothing."""
        refuse(*rules.tick_refusals(Status(meeting.status)))
        with refusing(SENTENCES):
            row = self.model(meeting=meeting, task=task, done_by=by, done_at=at)
            self.bulk_create([row], ignore_conflicts=True)

    tick.alters_data = True

    def untick(self, meeting, task):
        """Note that the task is not done after all."""
        self.filter(meeting=meeting, task=task).delete()

    untick.alters_data = True


class HostingTick(models.Model):
    """One task of the host's checklist that somebody has done."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="hosting_ticks")
    task = models.CharField(max_length=20)
    done_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    objects = HostingTickQuerySet.as_manager()

    class Meta:
        verbose_name = _("tick on the host's checklist")
        verbose_name_plural = _("ticks on the host's checklist")
        triggers = hosting_tick_guards
        constraints = [
            models.UniqueConstraint(fields=["meeting", "task"], name="hosting_tick_once"),
            one_of("hosting_tick_known", "task", CHECKLIST),
        ]

    def __str__(self):
        return f"{self.meeting_id}: {self.task}"


class HostNoteQuerySet(models.QuerySet):
    def earlier_than(self, meeting):
        """What hosts of the network's meetings before this one wrote, the latest first."""
        found = self.filter(meeting__cohort__network_id=meeting.cohort.network_id).exclude(meeting=meeting)
        if meeting.starts_at:
            found = found.filter(written_at__lt=meeting.starts_at)
        return found.select_related("meeting__cohort", "written_by").order_by("-written_at", "-pk")

    def write(self, meeting, text, *, by, at):
        """Tell the next hosts how it went; a newer text takes the older one's place."""
        facts = rules.NoteFacts(cancelled=meeting.is_cancelled, ends_at=meeting.ends_at, at=at)
        refuse(*rules.note_refusals(facts))
        with refusing(SENTENCES, {"host_note_has_text": "text"}):
            self.bulk_create(
                [self.model(meeting=meeting, text=text, written_by=by, written_at=at)],
                update_conflicts=True,
                unique_fields=["meeting"],
                update_fields=["text", "written_by", "written_at"],
            )

    write.alters_data = True


class HostNote(models.Model):
    """What the host of a meeting tells the hosts of the network's later meetings, and its facilitators."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="host_notes")
    text = models.TextField(_("note to the next hosts"), max_length=LONGEST_NOTE)
    written_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = HostNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note to the next hosts")
        verbose_name_plural = _("notes to the next hosts")
        triggers = host_note_guards
        constraints = [
            models.UniqueConstraint(fields=["meeting"], name="host_note_once"),
            filled("host_note_has_text", "text"),
            within("host_note_within_reason", text=LONGEST_NOTE),
        ]

    def __str__(self):
        return f"#{self.pk}"  # never the words: this may stand in a log
