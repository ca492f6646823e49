"""Who may: the year and the meeting that a page is about, or 404; and what the person is there."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from members.kept import Kept, the_one
from members.models import Cohort, Membership, Role
from members.rules import RoleKind

from .models import Meeting


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


def standing(person, cohort):
    """What the person is in that year."""
    seats = seats_of(person=person.pk, cohort=cohort.pk)
    roles = facilitating_roles_of(person=person.pk, network=cohort.network_id)
    return Standing(bool(roles), seats[0] if seats else None)


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


def visible_meeting(person, network, year, number):
    """The meeting of that year, if the person may read the calendar."""
    return the_one(visible_meetings(person=person.pk, network=network, year=year, number=number))


def facilitated_meeting(person, network, year, number):
    """The meeting of that year, if the person facilitates its network."""
    return the_one(facilitated_meetings(person=person.pk, network=network, year=year, number=number))


def is_host(person, meeting):
    """Whether the meeting is the person's to prepare: its host, as long as he or she is a member."""
    host = meeting.host
    return host is not None and host.person_id == person.pk and host.is_seated


def prepared_meeting(person, network, year, number):
    """The meeting and what the person is there, if he or she hosts it or facilitates its network; or 404."""
    meeting = visible_meeting(person, network, year, number)
    found = standing(person, meeting.cohort)
    if not found.facilitates and not is_host(person, meeting):
        raise Http404
    return meeting, found


@Kept
def visible_meetings(person, network, year, number):
    """The meeting, if the person may read the year's calendar."""
    return Meeting.objects.visible_to(person).numbered(network, year, number).in_full()


@Kept
def facilitated_meetings(person, network, year, number):
    """The meeting, if the person facilitates the network."""
    return Meeting.objects.run_by(person).numbered(network, year, number).in_full()
