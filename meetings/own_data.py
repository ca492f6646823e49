"""What this app has about one person, as a download tells it."""

from members.own_data import columns

from .models import Attendance, HostNote, HostRequest, HostWish


def own_data(person):
    """The person's answers to meetings, and what he or she was asked, said and wrote about hosting."""
    found = Attendance.objects.filter(membership__person=person).select_related("meeting__cohort__network")
    return {
        "answers": [
            columns(
                one,
                meeting=str(one.meeting),
                network=one.meeting.cohort.network.name,
                year=one.meeting.cohort.year,
            )
            for one in found.order_by("answered_at")
        ],
        **about_hosting(person),
    }


def about_hosting(person):
    """Requests with their answers, wishes, and notes to the next hosts."""
    requests = HostRequest.objects.filter(membership__person=person).select_related("meeting")
    wishes = HostWish.objects.filter(membership__person=person).select_related("membership__cohort__network")
    notes = HostNote.objects.filter(written_by=person).select_related("meeting")
    return {
        "requests_to_host": [columns(one, meeting=str(one.meeting)) for one in requests.order_by("pk")],
        "wishes_about_hosting": [
            columns(one, year=str(one.membership.cohort)) for one in wishes.order_by("pk")
        ],
        "notes_to_hosts": [columns(one, meeting=str(one.meeting)) for one in notes.order_by("pk")],
    }
