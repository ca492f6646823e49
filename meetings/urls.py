"""Where the meetings are found; below a network's year."""

import datetime as dt

from django.urls import path, register_converter

from .views import answers, attendance, calendar, materials, planning, status

app_name = "meetings"


class Month:
    """A month in an address: 2027-03, as its first day."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value):
        return dt.date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return f"{value:%Y-%m}"


register_converter(Month, "month")

YEAR = "<slug:network>/<int:year>/meetings/"
ONE = f"{YEAR}<int:number>/"

urlpatterns = [
    path(YEAR, calendar.meeting_list, name="list"),
    path(f"{YEAR}month/<month:month_of>/", calendar.meeting_month, name="month"),
    path(f"{YEAR}new/", planning.new, name="new"),
    path(ONE, calendar.detail, name="detail"),
    path(f"{YEAR}<int:number>.ics", calendar.ics, name="ics"),
    path(f"{ONE}edit/", planning.edit, name="edit"),
    path(f"{ONE}parts/", planning.parts, name="parts"),
    path(f"{ONE}host/", planning.host, name="host"),
    path(f"{ONE}announcement/", status.announcement, name="announcement"),
    path(f"{ONE}held/", status.holding, name="held"),
    path(f"{ONE}cancellation/", status.cancellation, name="cancellation"),
    path(f"{ONE}deletion/", status.deletion, name="deletion"),
    path("<slug:network>/<int:year>/attendance/", attendance.attendance, name="attendance"),
    path(
        "<slug:network>/<int:year>/attendance.<str:ending>",
        attendance.attendance_export,
        name="attendance_export",
    ),
    path(f"{ONE}attendance/", attendance.marks, name="marks"),
    path(f"{ONE}materials/", materials.materials, name="materials"),
    path(f"{ONE}materials/<int:pk>/", materials.material, name="material"),
    path(f"{ONE}materials/<int:pk>/removal/", materials.removal, name="material_removal"),
    path(f"{ONE}minutes/", materials.minutes, name="minutes"),
    path(f"{ONE}answer/", answers.answer, name="answer"),
    path(f"{ONE}answers/", answers.answers, name="answers"),
    path(f"{ONE}guests/", answers.guests, name="guests"),
    path(f"{ONE}answers/<int:membership>/", answers.answer_of, name="answer_of"),
]
