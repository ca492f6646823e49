"""The peer meetings of a year: one's own, and who still lacks one."""

from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Subquery

from members.kept import Kept
from members.models import Membership

from . import reasons
from .models import Abstention, Nudge, Participant, PeerMeeting, Suggested
from .rules.pairing import Reply, counts, may_be_reminded


@dataclass(frozen=True)
class Note:
    """A peer meeting as one of those named in it sees it."""

    meeting: PeerMeeting
    own: Participant
    others: list[Participant]

    @property
    def confirmed(self):
        """How many have confirmed it."""
        return sum(one.confirmed_at is not None for one in [self.own, *self.others])

    @property
    def counts(self):
        return counts(self.own.confirmed_at is not None, self.confirmed)

    @property
    def awaited(self):
        """The others who have not said anything yet."""
        return [one for one in self.others if one.is_silent]

    @property
    def is_own_note(self):
        return self.meeting.noted_by_id == self.own.membership_id

    @property
    def can_be_taken_back(self):
        """Whether nobody but the one who noted it has confirmed it."""
        return self.is_own_note and not any(one.confirmed_at for one in self.others)


def note_of(meeting, membership):
    """The peer meeting as that member sees it."""
    named = meeting.participants.all()
    own = next(one for one in named if one.membership_id == membership.pk)
    return Note(meeting, own, [one for one in named if one is not own])


def notes_of(membership):
    """The peer meetings in which the member is named, the latest first."""
    return [note_of(meeting, membership) for meeting in meetings_of(membership=membership.pk)]


def meetings_of(membership):
    named = Participant.objects.filter(membership=membership).values("peer_meeting")
    return PeerMeeting.objects.filter(pk__in=named).in_full()


@dataclass(frozen=True)
class Companion:
    """Somebody whom one might meet, and what speaks for it."""

    membership: Membership
    reasons: list[str]

    @property
    def person(self):
        return self.membership.person


@dataclass(frozen=True)
class Invitation:
    """The newest suggestion to a member: with whom, why, and what was answered."""

    own: Suggested
    others: list[Suggested]
    companions: list[Companion]

    @property
    def is_taken_up(self):
        """Whether all have said yes."""
        return all(one.answer == Reply.YES for one in [self.own, *self.others])


def invitation_of(membership):
    """The newest suggestion to the member, or None; what speaks for it is said as things are today."""
    named = newest_suggestion_to(membership=membership.pk)
    own = next((one for one in named if one.membership_id == membership.pk), None)
    others = [one for one in named if one is not own and one.membership.is_seated]
    if not others:
        return None
    return Invitation(own, others, [companion_of(own.membership, one.membership) for one in others])


def companion_of(seat, other):
    """The other, as somebody whom the first might meet."""
    return Companion(other, reasons.between(seat, other))


@Kept
def newest_suggestion_to(membership):
    """Everybody in the newest suggestion to the member, with all that speaks for it."""
    newest = Suggested.objects.filter(membership=membership).order_by("-pk").values("suggestion")[:1]
    return Suggested.objects.filter(suggestion=Subquery(newest)).select_related(
        "membership__person__organisation__successor",
        "membership__organisation__successor",
        "membership__application",
    )


@dataclass(frozen=True)
class PeerLine:
    """One member, and how it stands with the peer meeting."""

    membership: Membership
    at: object

    @property
    def state(self):
        if self.membership.has_met:
            return "met"
        return "waiting" if self.membership.has_noted else "lacks"

    @property
    def can_be_reminded(self):
        return self.state == "lacks" and may_be_reminded(self.membership.nudged_at, self.at)


def standing(cohort, at):
    """Every member of the year who is still there, with how it stands."""
    return [PeerLine(seat, at) for seat in seats_standing(cohort=cohort.pk)]


@Kept
def seats_standing(cohort):
    """The seats of the year, each with whether the member has met, has noted, was reminded, and wants suggestions."""
    return with_standing(Membership.objects.seated().filter(cohort=cohort)).select_related(
        "person__organisation__successor", "organisation__successor", "application"
    )


def with_standing(seats):
    """Seats with `has_met`, `has_noted` (with somebody who has not said no), `has_mate` (all have said yes to a
    suggestion), `suggested_at` (one that is still open), `nudged_at` and `abstains`.
    """
    named = Participant.objects.filter(membership=OuterRef("pk")).hoped()
    nudges = Nudge.objects.filter(membership=OuterRef("pk")).order_by().values("membership")
    mates = Suggested.objects.filter(suggestion=OuterRef("suggestion")).exclude(answer=Reply.YES)
    taken_up = Suggested.objects.filter(~Exists(mates), membership=OuterRef("pk"))
    refused = Suggested.objects.filter(suggestion=OuterRef("suggestion"), answer=Reply.NO)
    still_open = Suggested.objects.filter(Exists(mates), ~Exists(refused), membership=OuterRef("pk"))
    sent = still_open.order_by().values("membership").annotate(last=Max("round__sent_at"))
    return seats.annotate(
        has_met=Exists(named.counting()),
        has_noted=Exists(named),
        has_mate=Exists(taken_up),
        suggested_at=Subquery(sent.values("last")),
        nudged_at=Subquery(nudges.annotate(last=Max("sent_at")).values("last")),
        abstains=Exists(Abstention.objects.filter(membership=OuterRef("pk"))),
    )
