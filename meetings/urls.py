"""Where the meetings are found; below a network's year."""

import datetime as dt

from django.urls import path, register_converter

from .views import (
    agenda,
    answers,
    attendance,
    calendar,
    challenges,
    host_requests,
    hosting,
    hosts,
    letters,
    materials,
    own_calendar,
    pairing,
    peers,
    planning,
    programme,
    status,
)

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
PEERS = "<slug:network>/<int:year>/peer-meetings/"
HOSTS = "<slug:network>/<int:year>/hosts/"
REQUEST = f"{HOSTS}requests/<int:pk>/"
CHALLENGES = "<slug:network>/<int:year>/challenges/"

urlpatterns = [
    path("calendar/", own_calendar.own_calendar, name="own_calendar"),
    path("calendar/subscription/", own_calendar.subscription, name="subscription"),
    path("calendar/way/", own_calendar.calendar_way, name="calendar_way"),
    path("calendar/<str:token>.ics", own_calendar.feed, name="feed"),
    path(YEAR, calendar.meeting_list, name="list"),
    path(f"{YEAR}month/<month:month_of>/", calendar.meeting_month, name="month"),
    path(f"{YEAR}new/", planning.new, name="new"),
    path(f"{YEAR}programme/", programme.programme, name="programme"),
    path(f"{YEAR}programme/beginning/", programme.programme_beginning, name="programme_beginning"),
    path(ONE, calendar.detail, name="detail"),
    path(f"{YEAR}<int:number>.ics", calendar.ics, name="ics"),
    path(f"{ONE}edit/", planning.edit, name="edit"),
    path(f"{ONE}parts/", planning.parts, name="parts"),
    path(f"{ONE}host/", planning.host, name="host"),
    path(f"{ONE}practical/", planning.practical, name="practical"),
    path(f"{ONE}agenda/", agenda.agenda, name="agenda"),
    path(f"{ONE}agenda/beginning/", agenda.agenda_beginning, name="agenda_beginning"),
    path(f"{ONE}announcement/", status.announcement, name="announcement"),
    path(f"{ONE}held/", status.holding, name="held"),
    path(f"{ONE}cancellation/", status.cancellation, name="cancellation"),
    path(f"{ONE}deletion/", status.deletion, name="deletion"),
    path(HOSTS, hosts.hosts, name="hosts"),
    path(f"{HOSTS}wish/", host_requests.wish, name="host_wish"),
    path(f"{HOSTS}requests/", hosts.host_requests, name="host_requests"),
    path(REQUEST, host_requests.host_request, name="host_request"),
    path(f"{REQUEST}acceptance/", host_requests.acceptance, name="host_acceptance"),
    path(f"{REQUEST}refusal/", host_requests.refusal, name="host_refusal"),
    path(f"{REQUEST}withdrawal/", hosts.withdrawal, name="host_withdrawal"),
    path(f"{ONE}hosting/", hosting.hosting, name="hosting"),
    path(f"{ONE}hosting/ticks/", hosting.ticks, name="hosting_ticks"),
    path(f"{ONE}hosting/note/", hosting.note, name="hosting_note"),
    path(f"{ONE}letters/", letters.letters, name="letters"),
    path(f"{ONE}letters/<slug:message>/", letters.letter, name="letter"),
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
    path(PEERS, peers.peer_meetings, name="peer_meetings"),
    path(f"{PEERS}new/", peers.note, name="peer_meeting_new"),
    path(f"{PEERS}<int:pk>/", peers.peer_meeting, name="peer_meeting"),
    path(f"{PEERS}<int:pk>/confirmation/", peers.confirmation, name="peer_meeting_confirmation"),
    path(f"{PEERS}<int:pk>/denial/", peers.denial, name="peer_meeting_denial"),
    path(f"{PEERS}<int:pk>/removal/", peers.removal, name="peer_meeting_removal"),
    path(f"{PEERS}wish/", peers.wish, name="suggestion_wish"),
    path(f"{PEERS}suggestions/", pairing.suggestions, name="suggestions"),
    path(f"{PEERS}suggestions/<int:pk>/reply/", peers.reply, name="suggestion_reply"),
    path(f"{PEERS}reminders/", pairing.reminders, name="peer_meeting_reminders"),
    path(CHALLENGES, challenges.challenges, name="challenges"),
    path(f"{CHALLENGES}own/", challenges.own_challenge, name="own_challenge"),
    path(f"{CHALLENGES}<int:pk>/", challenges.challenge, name="challenge"),
    path(f"{CHALLENGES}<int:pk>/place/", challenges.challenge_place, name="challenge_place"),
    path(f"{CHALLENGES}<int:pk>/removal/", challenges.challenge_removal, name="challenge_removal"),
]
