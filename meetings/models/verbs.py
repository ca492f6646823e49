"""What is done with a meeting: described, moved, given a host, announced, held, cancelled."""

from django.db.models import F, Max

from members.constraints import refusing
from members.rules import Refusal, Refused, refuse

from .. import rules
from ..rules import SENTENCES, Status

# The form fields that a refused constraint is told at.
FIELDS = {
    "meeting_number_once": "number",
    "meeting_number_within_reason": "number",
    "meeting_has_a_theme": "theme_da",
    "meeting_one_host_at_most": "host",
    "meeting_host_is_a_member_of_the_year": "host",
    "meeting_municipality_has_four_digits": "municipality",
    "part_inside_the_term": "parts-0-day",
    "part_overlaps_no_other": "parts-0-day",
    "agenda_fits_its_part": "parts-0-ends",
}
# Where it is: who has the meeting in a calendar must get a newer version of it.
PLACE = ("host_place", "town", "address")


def hold_year(cohort):
    """Let one person at a time lay meetings in a year: of two who choose the same hour, the second is told.

    Who needs both the year and a meeting takes the year first.
    """
    type(cohort).objects.select_for_update(no_key=True).get(pk=cohort.pk)


def hold_meeting(meeting):
    """Let one person at a time write about a meeting, which is read anew: what it was compared with still stands."""
    hold_year(meeting.cohort)
    meeting.refresh_from_db(from_queryset=type(meeting).objects.select_for_update(of=("self",), no_key=True))


class MeetingVerbs:
    """The verbs of a meeting; each asks the rule book, changes, and refuses by raising `Refused`."""

    def describe(self, *, by, at, **texts):
        """Give the meeting other words: theme, remark, deadline, practical details."""
        closes_at = texts.get("answers_close_at", self.answers_close_at)
        refuse(
            *rules.deadline_refusals(closes_at, self.starts_at),
            *rules.new_deadline_refusals(Status(self.status), self.answers_close_at, closes_at, at),
        )
        moved = any(name in texts and texts[name] != getattr(self, name) for name in PLACE)
        with refusing(SENTENCES, FIELDS):
            self._change({**texts, "sequence": F("sequence") + 1} if moved else texts, by, at)

    describe.alters_data = True

    def prepare(self, *, by, at, **texts):
        """Write what the guests need to know; a new address is a new version in their calendars."""
        moved = texts.get("address", self.address) != self.address
        with refusing(SENTENCES, FIELDS):
            self._change({**texts, "sequence": F("sequence") + 1} if moved else texts, by, at)

    prepare.alters_data = True

    def move(self, parts, *, by, at):
        """Put the meeting at these times (`rules.PartFacts`); parts with a known key keep their identity.

        The deadline for answers moves along.
        """
        with refusing(SENTENCES, FIELDS):
            hold_year(self.cohort)
            meeting = type(self).objects.in_full().get(pk=self.pk)
            refuse(
                *rules.moving_refusals(meeting.moving_facts(parts)),
                *rules.shortening_refusals(parts, meeting.agenda_lengths()),
            )
            before, began_at = meeting.times(), meeting.starts_at
            self.put(parts)
            closes = rules.moved_deadline(meeting.answers_close_at, began_at, self.starts_at)
            refuse(*rules.deadline_refusals(closes, self.starts_at))
            moved = before and before != self.times()
            rise = {"sequence": F("sequence") + 1} if moved else {}
            self._change({**rise, "answers_close_at": closes}, by, at)

    move.alters_data = True

    def give_host(self, *, membership=None, secretariat=False, by, at, seen=None, **place):
        """Note who hosts the meeting and where; neither a member nor the secretariat is 'none yet'.

        `seen` is the host that somebody saw before choosing, if not the one that this row was read with: of two
        who choose at once, the second is told.
        """
        wanted = {"host_membership": membership, "host_secretariat": secretariat, **place}
        seen = seen or self.host_key
        with refusing(SENTENCES, FIELDS):
            rows = type(self).objects.select_for_update(of=("self",), no_key=True)
            self.refresh_from_db(fields=["status", *wanted], from_queryset=rows)
            if all(getattr(self, name) == value for name, value in wanted.items()):
                return
            refuse(*rules.host_refusals(self.host_facts(membership, secretariat, seen)))
            if self.host_key != (membership and membership.pk, secretariat):
                self.hosting_ticks.all().delete()  # a new host prepares anew
            self._change({**wanted, "sequence": F("sequence") + 1}, by, at)

    give_host.alters_data = True

    def announce(self, *, by, at):
        """Tell that the meeting takes place as it stands."""
        self._become(Status.ANNOUNCED, {"announced_at": at, "announced_by": by}, by, at)

    announce.alters_data = True

    def hold(self, *, by, at):
        """Note that the meeting took place."""
        self._become(Status.HELD, {"held_at": at, "held_by": by}, by, at)

    hold.alters_data = True

    def cancel(self, *, by, at):
        """Call the meeting off; it stays in the calendar as cancelled, and its time is free again."""
        fields = {"cancelled_at": at, "cancelled_by": by, "sequence": F("sequence") + 1}
        self._become(Status.CANCELLED, fields, by, at)

    cancel.alters_data = True

    def take_off(self):
        """Delete a meeting that was only planned."""
        refuse(*rules.deletion_refusals(Status(self.status)))
        with refusing(SENTENCES):
            self.delete()

    take_off.alters_data = True

    def planning_refusals(self, parts, host, secretariat):
        """Everything that speaks against a new meeting like this, so that a person can mend all at once."""
        first = min((part.starts_at for part in parts), default=None)
        return [
            *rules.moving_refusals(self.moving_facts(parts)),
            *rules.host_refusals(self.host_facts(host, secretariat)),
            *rules.deadline_refusals(self.answers_close_at, first),
        ]

    def moving_facts(self, parts):
        """These times for this meeting, as the rule book asks about them."""
        others = type(self).objects.filter(cohort=self.cohort, parts__isnull=False).live().exclude(pk=self.pk)
        return rules.MovingFacts(
            status=Status(self.status),
            parts=parts,
            term=(self.cohort.starts_on, self.cohort.ends_on),
            taken=[rules.TakenFacts(*row) for row in others.times()],
        )

    @property
    def host_key(self):
        """Who hosts, as two people compare it: the key of the member's seat, and whether it is the secretariat."""
        return self.host_membership_id, self.host_secretariat

    def host_facts(self, membership, secretariat, seen=None):
        """This host for this meeting, as the rule book asks about it; `seen` is the host that was known meanwhile."""
        chosen = membership and membership.pk, secretariat
        return rules.HostFacts(
            status=Status(self.status),
            secretariat=secretariat,
            member_chosen=membership is not None,
            member_of_this_year=membership is not None and membership.cohort_id == self.cohort_id,
            member_is_seated=membership is not None
            and (membership.is_seated or membership.pk == self.host_membership_id),
            host_known=self.is_hosted,
            host_unseen=self.host_words(public=False) if seen and self.host_key not in (seen, chosen) else "",
        )

    def times(self):
        """What calendars know of the parts."""
        return [(part.pk, part.starts_at, part.ends_at) for part in self.parts.all()]

    def agenda_lengths(self):
        """Until how many minutes from its start the agenda of each part goes on, by the part's key."""
        found = self.parts.filter(items__isnull=False).order_by()
        last = Max(F("items__starts_after") + F("items__minutes"))
        return dict(found.annotate(last=last).values_list("pk", "last"))

    def put(self, parts):
        """Make the stored parts equal to these; asks nobody."""
        self._forget_parts()
        kept = {part.pk: part for part in self.parts.all()}
        wanted = {facts.key for facts in parts}
        removed = sorted(kept.keys() - wanted)
        for key in removed:
            kept[key].delete()
        for facts in parts:
            part = kept.get(facts.key) or self.parts.model(meeting=self, cohort=self.cohort)
            part.starts_at, part.ends_at = facts.starts_at, facts.ends_at
            part.title_da, part.title_en = facts.title_da, facts.title_en
            part.save()
        if removed:
            self.attendances.all().lose_parts(removed, set(self.parts.values_list("pk", flat=True)))
        self._forget_parts()

    put.alters_data = True

    def _forget_parts(self):
        """What was fetched of the parts holds no longer."""
        getattr(self, "_prefetched_objects_cache", {}).pop("parts", None)

    def _become(self, status, fields, by, at):
        """Change status by conditional update: of two people at once, one is told."""
        refuse(*rules.status_refusals(rules.StatusFacts(Status(self.status), self.ends_at, at), status))
        with refusing(SENTENCES):
            hold_year(self.cohort)  # its parts are written too, and they hold the year
            self._change({**fields, "status": status}, by, at, status=self.status)

    def _change(self, fields, by, at, **condition):
        """Write these fields of this row, who and when, and read them back."""
        rows = type(self).objects.filter(pk=self.pk, **condition)
        if not rows.update(**fields, changed_by=by, changed_at=at):
            raise Refused(Refusal("", "changed", SENTENCES["meeting_status_follows_the_table"]))
        names = [*fields, "changed_by", "changed_at"]
        self.refresh_from_db(fields=names)
