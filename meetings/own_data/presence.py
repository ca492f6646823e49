"""What a person answered, where the person was, and what the person has laid at meetings."""

from ..models import Attendance, Mark, Material, Minutes
from .rows import about_meetings


def own_data(person):
    """Answers, marks, files and minutes."""
    own = {"membership__person": person}
    files = Material.objects.filter(laid_by=person).defer("content").order_by("laid_at")
    return {
        "answers": about_meetings(Attendance.objects.filter(**own).order_by("answered_at")),
        "attendance": about_meetings(Mark.objects.filter(**own).order_by("marked_at")),
        "materials": about_meetings(files, without=("content",)),
        "minutes": about_meetings(Minutes.objects.filter(written_by=person).order_by("written_at")),
    }
