"""The demonstration's meetings, made by the verbs that a facilitator's pages use."""

import datetime as dt

from meetings.models import AgendaItem, Meeting
from meetings.rules import Message, PartFacts

from .calendar import DAY, DENMARK, clock_time
from .presence import after_meeting, answer_meeting
from .telling import note
from .texts import MEETINGS_2017

SEMINAR = (("Første dag", "First day"), ("Overnatning", "Night"), ("Anden dag", "Second day"))
PRACTICAL = {
    "address": "Rådhuset, indgang fra pladsen",
    "entrance": "Meld dig i receptionen og sig, at du skal til netværksmøde.",
    "train": "Ti minutters gang fra stationen.",
    "parking": "Gratis i tre timer bag rådhuset; registrér bilen i receptionen.",
    "contact_name": "Receptionen",
    "contact_phone": "00 00 00 00",
    "food": "Morgenbrød fra kl. 9.30 og frokost kl. 12. Skriv i dit svar, hvad du ikke spiser.",
}


def make_meeting(cohort, number, theme, parts, *, by, at, remark=("", "")):
    """A planned meeting with its parts: (Danish title, English title, start, end)."""
    meeting = Meeting.objects.create(
        cohort=cohort, number=number, theme_da=theme[0], theme_en=theme[1], remark_da=remark[0], remark_en=remark[1],
        changed_at=at, changed_by=by,
    )  # fmt: skip
    facts = [PartFacts(start, end, danish, english) for danish, english, start, end in parts]
    meeting.move(facts, by=by, at=at)
    return meeting


def seminar_parts(day, begins, ends):
    """Day one, the night, day two."""
    evening, morning = clock_time(day, "21:00"), clock_time(day + DAY, "08:00")
    times = [(clock_time(day, begins), evening), (evening, morning), (morning, clock_time(day + DAY, ends))]
    return [(*titles, *span) for titles, span in zip(SEMINAR, times, strict=True)]


def meetings_of_2017(stage, cohort, hosts, by):
    """The source's five meetings, all held."""
    for number, row in enumerate(MEETINGS_2017, 1):
        at = stage.go_to(dt.datetime(2017, 2, 1, 10, tzinfo=DENMARK))
        english = dict(SEMINAR)
        parts = [
            (title, english.get(title, ""), moment(start), moment(end)) for title, start, end in row["parts"]
        ]
        meeting = make_meeting(
            cohort, number, (row["theme"], row["theme_en"]), parts, by=by, at=at,
            remark=(row.get("remark_da", ""), row.get("remark_en", "")),
        )  # fmt: skip
        host = hosts.get(row["host"])
        meeting.give_host(
            membership=host, secretariat=row["host"] == "secretariat", host_place=row["place"], town=row["town"],
            municipality=row["municipality"], by=by, at=at,
        )  # fmt: skip
        meeting.announce(by=by, at=at)
        meeting.hold(by=by, at=stage.go_to(parts[-1][3] + dt.timedelta(hours=2)))


def at_noon(day):
    return clock_time(day, "12:00")


def moment(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=DENMARK)


def present_meetings(stage, cohort, themes, days, members, by, planned_at):
    """This year's meetings: those behind us held, those ahead announced, the last still without a host."""
    for number, ((danish, english, host, begins, ends), day) in enumerate(zip(themes, days, strict=True), 1):
        at = stage.go_to(planned_at)
        if host == "secretariat":
            parts = seminar_parts(day, begins, ends)
        else:
            parts = [("", "", clock_time(day, begins), clock_time(day, ends))]
        meeting = make_meeting(cohort, number, (danish, english), parts, by=by, at=at)
        if host is None:
            continue
        give_host(meeting, host, members, by, at)
        meeting.describe(by=by, at=at, answers_close_at=at_noon(day - 7 * DAY))
        AgendaItem.objects.begin(meeting, by=by, at=at)
        meeting.announce(by=by, at=at)
        note(meeting, Message.ANNOUNCEMENT, by, at)
        answer_meeting(stage, meeting, members)
        if parts[-1][3] < stage.calendar.now:
            note(meeting, Message.PRACTICAL, by, stage.go_to(parts[0][2] - 14 * DAY))
            meeting.hold(by=by, at=stage.go_to(min(parts[-1][3] + dt.timedelta(hours=2), stage.calendar.now)))
            after_meeting(stage, meeting, members, by)


def give_host(meeting, host, members, by, at):
    """The secretariat in Vejle, or the member at home, with what a visitor needs to know."""
    if host == "secretariat":
        place = {"town": "Vejle", "municipality": "0630"}
        meeting.give_host(secretariat=True, **place, by=by, at=at)
        meeting.describe(by=by, at=at, **{**PRACTICAL, "address": "Kursushotellet, Fjordvej 1, 7100 Vejle"})
        return
    membership = members[host]
    town = membership.payer.city
    meeting.give_host(
        membership=membership, town=town, municipality=membership.organisation.municipality, by=by, at=at
    )
    meeting.describe(
        by=by, at=at, **{**PRACTICAL, "address": f"Rådhuset, {membership.payer.postcode} {town}"}
    )
