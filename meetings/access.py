"""Who may: the year and the meeting that a page is about, or 404; and what the person is there."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from members.clock import TODAY
from members.kept import Kept, the_one
from members.models import Cohort, Membership, Role
from members.rules import RoleKind, confidence_lasts

from .models import Meeting
from .rules import host_prepares


@dataclass(frozen=True)
class Standing:
    """What a person is in one year: its facilitator, a member of it, or there for the money."""

    facilitates: bool
    membership: Membership | None

    @property
    def reads_details(self):
        """Whether the practical details are for this person: members of the year and facilitators."""
        return self.facilitates or self.membership is not None

    @property
    def answers(self):
        """Whether the person is asked to come."""
        return self.membership is not None and self.membership.is_seated

    def may_host(self, cohort, on):
        """Whether the person may say whether he or she would like to host: a member, as long as the year lasts."""
        return self.answers and cohort.ends_on >= on

    @property
    def reads_shared(self):
        """Whether materials and minutes are for this person: those who share in confidence (`Material.visible_to`)."""
        return self.facilitates or self.answers

    def hosts(self, meeting, on):
        """Whether the person, who is still there, hosts the meeting; a host's doors close some days after the year."""
        is_host = self.answers and meeting.host_membership_id == self.membership.pk
        return is_host and host_prepares(self.membership.ends_on, on)

    def prepares(self, meeting, on):
        """Whether the meeting is the person's to prepare on that day: a facilitator's, or the host's."""
        return self.facilitates or self.hosts(meeting, on)

    def reads_challenges(self, cohort, on):
        """Whether the person is among those who share in confidence on that day (bylaw 11); it ends with the year."""
        return confidence_lasts(cohort.ends_on, on) and (self.facilitates or self.answers)


def standing(person, cohort):
    """What the person is in that year."""
    roles = facilitating_roles_of(person=person.pk, network=cohort.network_id)
    return Standing(bool(roles), seat_of(person, cohort))


def standing_at(person, meeting):
    """What the person is at a meeting that comes from `visible_meeting`, which knows whether he or she facilitates."""
    return Standing(meeting.is_facilitated, seat_of(person, meeting.cohort))


def seat_of(person, cohort):
    """The person's seat in the year, or None."""
    return next(iter(seats_of(person=person.pk, cohort=cohort.pk)), None)


@Kept
def seats_of(person, cohort):
    """The person's seat in the year."""
    return Membership.objects.valid().filter(cohort=cohort, person=person)


@Kept
def facilitating_roles_of(person, network):
    """The role by which the person facilitates the network."""
    return Role.objects.filter(network=network, person=person, kind=RoleKind.FACILITATOR).order_by()


def visible_year(person, network, year):
    """The year, if the person may read its calendar."""
    return the_one(visible_years(person=person.pk, network=network, year=year))


@Kept
def visible_years(person, network, year):
    """The year of that network, if the person may read its calendar."""
    return Cohort.objects.calendar_visible_to(person).filter(network__slug=network, year=year)


def facilitated_year(person, network, year):
    """The year, if the person facilitates its network."""
    return get_object_or_404(Cohort.objects.run_by(person), network__slug=network, year=year)


def lasting_year(person, network, year):
    """The year, if the person facilitates its network and what it shares in confidence is still open (bylaw 11)."""
    lasting = Cohort.objects.run_by(person).filter(ends_on__gte=TODAY)
    return get_object_or_404(lasting, network__slug=network, year=year)


def confided_year(person, network, year, on):
    """The year and what the person is in it, if the person is among those who share in confidence on that day."""
    cohort = visible_year(person, network, year)
    found = standing(person, cohort)
    if not found.reads_challenges(cohort, on):
        raise Http404
    return cohort, found


def visible_meeting(person, network, year, number):
    """The meeting of that year, if the person may read the calendar."""
    return the_one(visible_meetings(person=person.pk, network=network, year=year, number=number))


def prepared_meeting(person, network, year, number):
    """The meeting and what the person is there, if he or she hosts it or facilitates its network; or 404."""
    meeting = visible_meeting(person, network, year, number)
    found = standing_at(person, meeting)
    if not found.prepares(meeting, localdate()):
        raise Http404
    return meeting, found


def facilitated_meeting(person, network, year, number):
    """The meeting of that year, if the person facilitates its network."""
    return the_one(facilitated_meetings(person=person.pk, network=network, year=year, number=number))


@Kept
def visible_meetings(person, network, year, number):
    """The meeting, if the person may read the year's calendar; whether he or she facilitates its network."""
    roles = Role.objects.filter(network=OuterRef("cohort__network"), person=person, kind=RoleKind.FACILITATOR)
    found = Meeting.objects.visible_to(person).numbered(network, year, number).in_full()
    return found.annotate(is_facilitated=Exists(roles))


@Kept
def facilitated_meetings(person, network, year, number):
    """The meeting, if the person facilitates the network."""
    return Meeting.objects.run_by(person).numbered(network, year, number).in_full()


def shared_year(person, network, year):
    """The year, if the person is among those who share in confidence today (bylaw 11)."""
    return get_object_or_404(Cohort.objects.shared_with(person, TODAY), network__slug=network, year=year)


def own_seat(person, network, year):
    """The person's seat in the year, while he or she is there and the year has not ended; or 404."""
    seats = Membership.objects.seated().filter(person=person, ends_on__gte=localdate())
    found = seats.filter(cohort__network__slug=network, cohort__year=year).select_related("cohort__network")
    return get_object_or_404(found)
