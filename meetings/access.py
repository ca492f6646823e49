"""Who may: the year and the meeting that a page is about, or 404; and what the person is there."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from members.models import Cohort, Membership
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
    kinds = cohort.network.roles.filter(person=person).values_list("kind", flat=True)
    membership = Membership.objects.valid().filter(cohort=cohort, person=person).first()
    return Standing(RoleKind.FACILITATOR in kinds, membership)


def visible_year(person, network, year):
    """The year, if the person may read its calendar."""
    years = Cohort.objects.calendar_visible_to(person)
    return get_object_or_404(years, network__slug=network, year=year)


def facilitated_year(person, network, year):
    """The year, if the person facilitates its network."""
    return get_object_or_404(Cohort.objects.run_by(person), network__slug=network, year=year)


def visible_meeting(person, network, year, number):
    """The meeting of that year, if the person may read the calendar."""
    return meeting_among(Meeting.objects.visible_to(person), network, year, number)


def facilitated_meeting(person, network, year, number):
    """The meeting of that year, if the person facilitates its network."""
    return meeting_among(Meeting.objects.run_by(person), network, year, number)


def meeting_among(meetings, network, year, number):
    found = meetings.in_full().filter(cohort__network__slug=network, cohort__year=year, number=number)
    meeting = found.first()
    if meeting is None:
        raise Http404
    return meeting
