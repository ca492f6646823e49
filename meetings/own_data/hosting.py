"""What a person was asked, said and wrote about hosting."""

from members.own_data import columns

from ..models import HostingTick, HostNote, HostRequest, HostWish
from .rows import about_meetings, of_seats, year


def own_data(person):
    """Requests with their answers, wishes, what was ticked off, and notes to the next hosts."""
    requests = HostRequest.objects.filter(membership__person=person)
    notes = HostNote.objects.filter(written_by=person)
    return {
        "requests_to_host": about_meetings(requests.order_by("pk")),
        "wishes_about_hosting": [columns(one, **year(one.membership)) for one in of_seats(HostWish, person)],
        "ticked_off_as_prepared": about_meetings(HostingTick.objects.filter(done_by=person).order_by("pk")),
        "notes_to_hosts": about_meetings(notes.order_by("pk")),
    }
