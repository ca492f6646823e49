"""Hosting in the demonstration: wishes, a request that waits, one declined, a checklist begun, notes of earlier hosts."""

from meetings import asking
from meetings.models import HostingTick, HostNote, HostRequest, HostWish, Meeting
from meetings.rules import Wish
from members.models import Membership

from . import cast
from .calendar import DAY

# (index into the members, what they say, remark)
WISHES = [
    (0, Wish.OFFERS, "Helst i foråret. Vi har lige fået nye lokaler ved havnen."),
    (6, Wish.OFFERS, ""),
    (3, Wish.WAITS, "Vi flytter rådhus i år, men næste år vil vi gerne."),
]
NO = "Vores store sal er under ombygning hele foråret."
NOTES = [
    "Lad folk sidde ved runde borde i grupper på fem. Vi startede i en biografopstilling, og først efter "
    "frokost, da vi flyttede stolene, kom samtalen i gang.",
    "Sæt en time mere af til udfordringerne, end I tror. Og bestil kaffe til kl. 9.30: halvdelen kommer "
    "med et tidligt tog.",
]
DONE = ("rooms", "agenda")


def talk_about_hosting(stage, cohort, by):
    """What members and facilitator have said and done about hosting in the present year."""
    calendar = stage.calendar
    found = Membership.objects.filter(cohort=cohort).select_related(
        "person", "cohort__network", "organisation"
    )
    seats = {seat.person.email: seat for seat in found}
    members = [seats[f"{row[0]}@example.dk"] for row in cast.MEMBERS]
    for index, wish, remark in WISHES:
        at = stage.go_to(calendar.ago(25 - index, 9))
        HostWish.objects.say(members[index], wish, remark, at=at)
    *earlier, lacking = Meeting.objects.in_full().filter(cohort=cohort).order_by("number")
    leave_notes(stage, [meeting for meeting in earlier if meeting.is_held])
    begin_checklist(stage, next(meeting for meeting in earlier if not meeting.is_held and meeting.host))
    asking.ask([(lacking, members[11])], by=by, at=stage.go_to(calendar.ago(9, 10)))
    made = HostRequest.objects.get(meeting=lacking)
    made.decline(by=made.membership.person, at=stage.go_to(calendar.ago(7, 14)), reason=NO)


def leave_notes(stage, meetings):
    """Who hosted wrote to the next hosts two days later."""
    for meeting, text in zip(meetings, NOTES, strict=False):
        at = stage.go_to(min(meeting.ends_at + 2 * DAY, stage.calendar.now))
        HostNote.objects.write(meeting, text, by=meeting.host.person, at=at)
        HostingTick.objects.tick(meeting, "note", by=meeting.host.person, at=at)


def begin_checklist(stage, meeting):
    """The host of the next meeting has done the first things."""
    at = stage.go_to(stage.calendar.ago(4, 13))
    for task in DONE:
        HostingTick.objects.tick(meeting, task, by=meeting.host.person, at=at)
