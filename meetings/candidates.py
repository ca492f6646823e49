"""Who can host in a year, read from the database as the planner wants to be told."""

from dataclasses import dataclass, replace

from members.denmark import region_of
from members.models import Cohort, Membership

from .hosts.facts import Candidate, Open, Settled, Year
from .models import HostRequest, HostWish, Meeting
from .rules import RequestStanding, Wish


@dataclass(frozen=True)
class Known:
    """A year as it stands: its meetings, who is seated, what they have said, who was asked."""

    cohort: Cohort
    meetings: list[Meeting]
    seats: dict[int, Membership]
    wishes: dict[int, HostWish]
    requests: list[HostRequest]
    hosted: dict[int, int]
    year: Year

    @property
    def open(self):
        """The meetings for which the planner proposes a host."""
        numbers = {meeting.number for meeting in self.year.open}
        return [meeting for meeting in self.meetings if meeting.number in numbers]

    @property
    def choosable(self):
        """The members who can host, by name."""
        return [self.seats[one.key] for one in self.year.candidates]

    @property
    def without_place(self):
        """Members whose workplace lies nobody knows where: they are counted in no distance, and not proposed."""
        return [seat for seat in self.seats.values() if not seat.organisation.municipality]

    def asked(self, meeting):
        """The request about the meeting that is not answered yet, or None."""
        return next((one for one in self.requests if one.meeting_id == meeting.pk and is_open(one)), None)

    def changed(self, pins, out):
        """The year with these hosts pinned and without these candidates."""
        left = [one for one in self.year.candidates if one.key not in out or one.key in pins.values()]
        return replace(self.year, candidates=left, pins=pins)


def is_open(made):
    """Whether the member can still say yes."""
    return made.standing is RequestStanding.OPEN and made.membership.is_seated


def read(cohort, at):
    """The year at that moment, in a constant number of queries."""
    meetings = [meeting for meeting in Meeting.objects.programme(cohort) if not meeting.is_cancelled]
    seats = Membership.objects.seated().filter(cohort=cohort).select_related("person", "organisation")
    seats = {seat.pk: seat for seat in seats.order_by("agreed_name", "pk")}
    wishes = {one.membership_id: one for one in HostWish.objects.filter(membership__in=seats)}
    requests = list(HostRequest.objects.of_year(cohort).filter(membership__cohort=cohort))
    hosted = last_hosted(cohort, seats.values())
    asked = {one.meeting_id: seats[one.membership_id] for one in requests if is_open(one)}
    hosts = {meeting.pk: asked.get(meeting.pk) or meeting.host for meeting in meetings}
    is_past = lambda one: one.is_over or (one.ends_at and one.ends_at <= at)  # noqa: E731
    is_settled = lambda one: not one.lacks_host or one.pk in asked or is_past(one)  # noqa: E731
    settled = [settle(cohort, meeting, hosts[meeting.pk]) for meeting in meetings if is_settled(meeting)]
    busy = {host.pk for host in hosts.values() if host}
    refused = {one.membership_id for one in requests if one.standing is RequestStanding.DECLINED}
    candidates = [
        candidate(cohort, seat, hosted.get(seat.pk), wishes.get(seat.pk), said_no=seat.pk in refused)
        for seat in seats.values()
        if seat.pk not in busy and seat.organisation.municipality
    ]
    homes = [seat.organisation.municipality for seat in seats.values() if seat.organisation.municipality]
    year = Year(
        members=homes,
        regions=[region_of(home, cohort.starts_on) for home in homes],
        candidates=candidates,
        open=[lacking(cohort, meeting) for meeting in meetings if not is_settled(meeting)],
        settled=settled,
    )
    return Known(cohort, meetings, seats, wishes, requests, hosted, year)


def candidate(cohort, seat, hosted, wish, *, said_no):
    """A member as the planner knows one."""
    place = seat.organisation.municipality
    return Candidate(
        key=seat.pk,
        municipality=place,
        region=region_of(place, cohort.starts_on),
        workplace=seat.organisation_id,
        years_since=max(1, cohort.year - hosted) if hosted else None,
        offered=wish is not None and wish.wish == Wish.OFFERS and not said_no,
        waits=said_no or (wish is not None and wish.wish == Wish.WAITS),
    )


def lacking(cohort, meeting):
    """A meeting without a host."""
    return Open(meeting.number, meeting.municipality, region_of(meeting.municipality, cohort.starts_on))


def settle(cohort, meeting, host):
    """A meeting whose host stays: the secretariat, a member, or one who is asked."""
    place = meeting.municipality or (host.organisation.municipality if host else "")
    return Settled(
        meeting.number, place, region_of(place, cohort.starts_on), host.organisation_id if host else None
    )


def last_hosted(cohort, seats):
    """By seat, the last year before this one in which the person or the workplace hosted."""
    earlier = Meeting.objects.live().filter(
        cohort__network=cohort.network_id,
        cohort__starts_on__lt=cohort.starts_on,
        host_membership__annulled_at=None,
    )
    people, places = {}, {}
    rows = earlier.exclude(host_membership=None).order_by("cohort__starts_on")
    for person, place, year in rows.values_list(
        "host_membership__person_id", "host_membership__organisation_id", "cohort__year"
    ):
        people[person] = places[place] = year
    found = {}
    for seat in seats:
        years = [people.get(seat.person_id), places.get(seat.organisation_id)]
        if any(years):
            found[seat.pk] = max(year for year in years if year)
    return found
