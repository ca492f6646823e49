"""The demonstration's answers, and what remains of a meeting: who was there, minutes, a file."""

import datetime as dt

from meetings.models import Attendance, Mark, Material, Minutes
from meetings.rules import Answer, FileKind
from meetings.rules import Mark as Noted

from .calendar import DAY
from .papers import pdf

FOOD = {0: "Vegetar", 4: "Ingen nødder", 9: "Vegetar", 13: "Glutenfri"}
REASONS = {1: "Byrådet har temadag samme dag.", 6: "Jeg er på ferie i den uge."}
MINUTES = """Værten fortalte om, hvad der er lykkedes, og hvad der ikke er.

Vi delte os i tre grupper og gav hinanden råd om hver sin udfordring.

Aftaler:
- Alle sender deres bedste spørgsmål til næste møde senest en uge før.
- Facilitatoren samler op på, hvem der mangler et makkermøde."""
PAPER = (
    "Tre spørgsmål, vi tog med hjem",
    [
        "1. Hvem skal høre om det, der ikke lykkedes?",
        "2. Hvad skal der til, for at en god idé overlever et nyt budget?",
        "3. Hvordan ser en leder, at medarbejderne har fundet på noget?",
    ],
)


def answer_meeting(stage, meeting, members):
    """Most members answer early; some cannot come, some only to a part, and some have not answered what lies ahead."""
    held = meeting.ends_at < stage.calendar.now
    at = stage.go_to(min(meeting.starts_at - 12 * DAY, stage.calendar.ago(2, 9 + meeting.number)))
    night = [part.pk for part in meeting.parts.all()][1:2]
    for place, membership in enumerate(members):
        mood = (place * 7 + meeting.number * 5) % 12
        if not held and mood in (3, 8, 9):
            continue
        if mood in (1, 6):
            told = {"answer": Answer.REGRETS, "reason": REASONS[mood]}
        else:
            told = {
                "answer": Answer.COMING,
                "food": FOOD.get(place, ""),
                "missed": night if mood in (2, 5) else [],
            }
        Attendance.objects.answer(meeting, membership, by=membership.person, at=at, **told)


def after_meeting(stage, meeting, members, by):
    """A day later it is noted who was there; the minutes and a file are laid at the meeting."""
    at = stage.go_to(min(meeting.ends_at + dt.timedelta(days=1), stage.calendar.now))
    answers = {given.membership_id: given for given in meeting.attendances.all()}
    marks = {seat: noted(answers[seat.pk], place) for place, seat in enumerate(members)}
    Mark.objects.note(meeting, marks, by=by, at=at)
    Minutes.objects.write(meeting, MINUTES, by=by, at=at, prepares=True)
    heading, lines = PAPER
    Material.objects.lay(
        meeting, name=f"{heading}.pdf", kind=FileKind.PDF, content=pdf(heading, lines), by=by, at=at, prepares=True
    )  # fmt: skip


def noted(answer, place):
    """Nearly everybody did as they had answered."""
    if answer.answer == Answer.REGRETS:
        return Noted.EXCUSED
    return Noted.ABSENT if place == 11 else Noted.PRESENT
