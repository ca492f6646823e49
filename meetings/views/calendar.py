"""The calendar of a year, and one meeting."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from members.denmark import draw, municipalities
from members.kept import Kept

from .. import access, ical, month
from ..agendas import agenda
from ..correspondence import told_otherwise
from ..models import Material, Meeting, Minutes
from ..overview import overview
from ..roll import roll


@require_GET
def meeting_list(request, network, year):
    """The meetings of a year, in order."""
    cohort = access.visible_year(request.user, network, year)
    standing = access.standing(request.user, cohort)
    seat = standing.membership and standing.membership.pk
    meetings = programme_with_answers(cohort=cohort.pk, membership=seat)
    for meeting in meetings:
        meeting.host_line = meeting.host_words(public=not standing.reads_details)
    today = localdate(now())
    context = {"cohort": cohort, "standing": standing, "meetings": meetings}
    context |= {
        "shares": standing.reads_challenges(cohort, today),
        "may_host": standing.may_host(cohort, today),
    }
    context |= {"overview": overview(meetings, now()), "opening": month.opening(cohort, meetings, now())}
    return render(request, "meetings/list.html", context)


@Kept
def programme_with_answers(cohort, membership):
    """The meetings of a year in order, each with what that member has answered."""
    return Meeting.objects.programme(cohort).with_answer_of(membership)


@require_GET
def meeting_month(request, network, year, month_of):
    """The meetings of one month, on their days."""
    cohort = access.visible_year(request.user, network, year)
    first, last = month.months_of(cohort)
    if not first <= month_of <= last:
        raise Http404
    meetings = list(Meeting.objects.programme(cohort))
    weeks = month.weeks(month_of, meetings, localdate(now()))
    context = {
        "cohort": cohort,
        "month": month_of,
        "weeks": weeks,
        "is_empty": not any(day.in_month and day.entries for week in weeks for day in week.days),
        "before": month.preceding(month_of) if month_of > first else None,
        "after": month.following(month_of) if month_of < last else None,
        "standing": access.standing(request.user, cohort),
    }
    return render(request, "meetings/month.html", context)


@require_GET
def detail(request, network, year, number):
    """One meeting: what, when, who and where; for its members the practical details and their answer."""
    meeting = access.visible_meeting(request.user, network, year, number)
    standing = access.standing_at(request.user, meeting)
    meeting.host_line = meeting.host_words(public=not standing.reads_details)
    shares = standing.reads_challenges(meeting.cohort, localdate(now()))
    context = {
        "meeting": meeting,
        "agenda": agenda(meeting, reads_challenges=shares) if standing.reads_details else [],
        "cohort": meeting.cohort,
        "standing": standing,
        **own_at(standing, meeting),
        "shared": shared_at(request.user, meeting) if standing.reads_shared else None,
        "prepares": standing.prepares(meeting, localdate(now())),
        "is_host": standing.hosts(meeting, localdate(now())),
        "is_past": bool(meeting.ends_at and meeting.ends_at <= now()),
        "takes_answers": standing.answers and meeting.takes_answers(now()),
        **announced_to(standing, meeting),
        "place": municipalities().get(meeting.lies_in),
        "map": draw([]),
    }
    return render(request, "meetings/detail.html", context)


def own_at(standing, meeting):
    """The member's own answer to an announced meeting, or own mark of one that was held."""
    if standing.answers and meeting.is_announced:
        return {"own": meeting.attendances.filter(membership=standing.membership).first()}
    if standing.membership and meeting.is_held:
        return {"own_mark": meeting.marks.filter(membership=standing.membership).first()}
    return {}


def announced_to(standing, meeting):
    """For the facilitator of an announced meeting: who comes, and whether the members know how it stands now."""
    if not (standing.facilitates and meeting.is_announced):
        return {}
    return {"roll": roll(meeting), "has_changed": told_otherwise(meeting, told(meeting))}


def told(meeting):
    """What members were told about the meeting so far."""
    return meeting.tellings.values("message", "version", "facts")


def shared_at(person, meeting):
    """The materials and minutes of the meeting, for those who share in confidence."""
    today = localdate()
    materials = Material.objects.visible_to(person, today).filter(meeting=meeting).listed()
    minutes = Minutes.objects.visible_to(person, today).filter(meeting=meeting).select_related("written_by")
    return {"materials": list(materials), "minutes": minutes.first()}


@require_GET
def ics(request, network, year, number):
    """The meeting as a calendar file."""
    meeting = access.visible_meeting(request.user, network, year, number)
    if meeting.starts_at is None:
        raise Http404
    url = reverse("meetings:detail", args=[network, year, number])
    with_address = access.standing_at(request.user, meeting).reads_details
    response = HttpResponse(ical.calendar(meeting, url, with_address=with_address), ical.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{ical.filename(meeting)}"'
    return response
