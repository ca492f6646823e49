"""What this app has about one person, as a download tells it."""

from members.own_data import columns

from .models import Attendance, Mark, Material, Minutes


def own_data(person):
    """The person's answers to meetings, the marks, and what the person has laid at meetings."""
    own = {"membership__person": person}
    return {
        "answers": told(Attendance.objects.filter(**own).order_by("answered_at")),
        "attendance": told(Mark.objects.filter(**own).order_by("marked_at")),
        "materials": told(Material.objects.filter(laid_by=person).defer("content").order_by("laid_at")),
        "minutes": told(Minutes.objects.filter(written_by=person).order_by("written_at")),
    }


def told(rows):
    """Each row with the meeting it is about."""
    found = rows.select_related("meeting__cohort__network")
    return [
        columns(
            one,
            without=("content",),
            meeting=str(one.meeting),
            network=one.meeting.cohort.network.name,
            year=one.meeting.cohort.year,
        )
        for one in found
    ]
