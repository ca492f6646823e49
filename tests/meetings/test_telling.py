"""Letters about a meeting: to the right people, once, all or nobody, with events that calendars understand."""

import datetime as dt
from email import policy
from email.parser import BytesParser

import icalendar
import pytest
import vobject
from django.db import connection
from django.utils import timezone

from meetings import telling
from meetings.correspondence import Correspondence
from meetings.models import Attendance, Meeting, OwnCalendar, Telling, Told
from meetings.rules import Answer, Message
from members.letters import send_again
from members.models import Attachment, Letter
from members.rules import Refused
from members.tasks.letters import message as mail_of
from members.tasks.letters import send_letters
from tests import factories
from tests.sql import refused_by

from .factories import meeting, part, seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(world):
    """The world with three more members: one who reads English, one who left, one of another year."""
    world.english = factories.person("english@example.dk", name="Eva English", language="en")
    world.gone = factories.person("gone@example.dk", name="Gert Gået")
    for one in (world.english, world.gone):
        factories.membership(world.running, one, world.facilitator)
    world.gone.memberships.get().note_withdrawal(
        on=timezone.localdate(), by=world.facilitator, at=timezone.now()
    )
    return world


@pytest.fixture
def made(world):
    return fresh(meeting(world.running, world.facilitator, days=200, address="Skolegade 1\n7100 Vejle"))


def fresh(one):
    return Meeting.objects.in_full().get(pk=one.pk)


def announce(made, world):
    book = Correspondence(made, timezone.now())
    seen = telling.fingerprint(telling.outgoing(book, Message.ANNOUNCEMENT))
    count = telling.announce(made, seen=seen, by=world.facilitator, at=timezone.now())
    return count, fresh(made)


def send(made, message, world, seen=None):
    return telling.tell(fresh(made), message, seen=seen, by=world.facilitator, at=timezone.now())


def letters(message):
    return {one.to_email: one for one in Letter.objects.filter(kind=f"meetings/{message}")}


def events(letter):
    """(method, uid, status, sequence) of every event that the letter carries, as both libraries read them."""
    found = []
    for attached in letter.attachments.order_by("pk"):
        content = bytes(attached.content)
        ours, theirs = icalendar.Calendar.from_ical(content), vobject.readOne(content.decode())
        (one,) = ours.walk("VEVENT")
        assert (str(ours["METHOD"]), str(one["UID"])) == (theirs.method.value, theirs.vevent.uid.value)
        assert attached.content_type == f"text/calendar; method={ours['METHOD']}"
        found.append((str(ours["METHOD"]), str(one["UID"]), str(one["STATUS"]), one["SEQUENCE"]))
    return found


def spaced(words):
    """Words with plain spaces, as a letter may have them."""
    return words.replace("\xa0", " ")


def moved(made, world, days=7):
    day = timezone.localdate(made.starts_at) + dt.timedelta(days=days)
    made.move([part(day, "11", "17", key=made.parts.get().pk)], by=world.facilitator, at=timezone.now())
    return fresh(made)


def test_announcement_goes_to_the_members_who_are_there_in_their_language(world, made):
    count, made = announce(made, world)

    found = letters(Message.ANNOUNCEMENT)
    assert (count, set(found)) == (2, {"member@example.dk", "english@example.dk"})
    danish, english = found["member@example.dk"], found["english@example.dk"]
    assert (danish.subject, english.subject) == (
        "Indkaldelse til møde 1: Innovation i sparetider",
        "Invitation to meeting 1: Innovation i sparetider",
    )
    for words in (
        spaced(made.when)[1:],
        "Skolegade 1, 7100 Vejle",
        "Vært: Meddeles senere",
        "/meetings/1/#answer",
    ):
        assert words in danish.text
    assert events(danish) == [("REQUEST", f"{made.uid}-{made.parts.get().pk}", "CONFIRMED", 0)]
    assert (made.status, Told.objects.count()) == ("announced", 2)


def test_meeting_is_announced_without_a_letter_if_that_is_wanted(world, made):
    assert telling.announce(made, by=world.facilitator, at=timezone.now()) == 0
    assert (fresh(made).status, Letter.objects.filter(kind__startswith="meetings/").count()) == (
        "announced",
        0,
    )
    assert send(made, Message.ANNOUNCEMENT, world) == 2


def test_nothing_is_announced_when_the_letters_are_others_than_those_seen(world, made):
    with pytest.raises(Refused):
        telling.announce(made, seen="x", by=world.facilitator, at=timezone.now())
    assert (fresh(made).status, Told.objects.count(), letters(Message.ANNOUNCEMENT)) == ("planned", 0, {})


def test_change_tells_what_is_other_than_each_was_told(world, made):
    _count, made = announce(made, world)
    was, made = made.when, moved(made, world)
    made.give_host(secretariat=True, town="Vejle", by=world.facilitator, at=timezone.now())

    assert send(made, Message.CHANGE, world) == 2

    letter = letters(Message.CHANGE)["member@example.dk"]
    made = fresh(made)
    said = f"Tidspunktet er nu {made.when}. Du har fået at vide, at det var {was}."
    assert spaced(said) in spaced(letter.text)
    assert "Værten er nu" in letter.text
    assert events(letter) == [("REQUEST", f"{made.uid}-{made.parts.get().pk}", "CONFIRMED", 2)]
    with pytest.raises(Refused):
        send(made, Message.CHANGE, world)


def test_change_that_was_taken_back_is_none(world, made):
    _count, made = announce(made, world)
    made = moved(moved(made, world), world, days=-7)
    made.move(
        [part(timezone.localdate(made.starts_at), key=made.parts.get().pk)],
        by=world.facilitator,
        at=timezone.now(),
    )
    assert Correspondence(fresh(made), timezone.now()).has_changed is False


def test_who_comes_later_is_invited_and_the_others_are_told_of_the_change_all_the_same(world, made):
    _count, made = announce(made, world)
    made = moved(made, world)
    late = factories.person("late@example.dk", name="Lars Sen")
    factories.membership(world.running, late, world.facilitator)

    assert send(made, Message.ANNOUNCEMENT, world) == 1
    assert send(made, Message.CHANGE, world) == 2

    assert set(letters(Message.CHANGE)) == {"member@example.dk", "english@example.dk"}


def test_dropped_part_is_cancelled_in_the_letter_about_the_change(world):
    made = fresh(
        meeting(world.running, world.facilitator, parts=seminar(world.running.starts_on + dt.timedelta(200)))
    )
    _count, made = announce(made, world)
    first, night, second = made.parts.all()
    kept = [part(timezone.localdate(one.starts_at), "10", "12", key=one.pk) for one in (first, second)]
    made.move(kept, by=world.facilitator, at=timezone.now())

    send(made, Message.CHANGE, world)

    assert events(letters(Message.ANNOUNCEMENT)["member@example.dk"]) == [
        ("REQUEST", f"{made.uid}-{one.pk}", "CONFIRMED", 0) for one in (first, night, second)
    ]
    assert events(letters(Message.CHANGE)["member@example.dk"]) == [
        ("REQUEST", f"{made.uid}-{first.pk}", "CONFIRMED", 1),
        ("REQUEST", f"{made.uid}-{second.pk}", "CONFIRMED", 1),
        ("CANCEL", f"{made.uid}-{night.pk}", "CANCELLED", 1),
    ]


def test_cancellation_takes_the_event_away(world, made):
    _count, made = announce(made, world)
    book = Correspondence(made, timezone.now())
    seen = telling.fingerprint(telling.outgoing(book, Message.CANCELLATION))

    assert telling.cancel(made, seen=seen, by=world.facilitator, at=timezone.now()) == 2

    letter = letters(Message.CANCELLATION)["member@example.dk"]
    assert events(letter) == [("CANCEL", f"{made.uid}-{made.parts.get().pk}", "CANCELLED", 1)]
    assert (spaced(made.when) in letter.text, fresh(made).status) == (True, "cancelled")


def test_reminder_goes_to_whoever_has_not_answered(world, made):
    _count, made = announce(made, world)
    Attendance.objects.answer(made, world.membership, Answer.REGRETS, by=world.member, at=timezone.now())

    assert send(made, Message.REMINDER, world) == 1

    assert set(letters(Message.REMINDER)) == {"english@example.dk"}


def test_practical_letter_tells_how_to_get_there_and_makes_no_address_live(world, made):
    _count, made = announce(made, world)
    made.describe(
        entrance="Gå ind ad porten\nhttps://evil.example/x", train="Linje 4", parking="P-huset", contact_name="Rita",
        contact_phone="00 00 00 00", food="Frokost", by=world.facilitator, at=timezone.now(),
    )  # fmt: skip

    send(made, Message.PRACTICAL, world)

    letter = letters(Message.PRACTICAL)["member@example.dk"]
    for words in ("Gå ind ad porten", "Linje 4", "P-huset", "Rita, 00 00 00 00", "Frokost", "Skolegade 1"):
        assert words in letter.text
    assert '<a href="https://evil' not in letter.html
    assert letter.attachments.count() == 0


def test_practical_letter_goes_again_when_the_details_were_corrected(world, made):
    _count, made = announce(made, world)
    made.describe(entrance="Port 1", by=world.facilitator, at=timezone.now())
    assert send(made, Message.PRACTICAL, world) == 2
    assert Correspondence(fresh(made), timezone.now()).recipients(Message.PRACTICAL) == []
    fresh(made).describe(entrance="Port 9", by=world.facilitator, at=timezone.now())
    assert send(made, Message.PRACTICAL, world) == 2
    texts = Letter.objects.filter(kind="meetings/practical").order_by("pk").values_list("text", flat=True)
    assert ["Port 9" in text for text in texts] == [False, False, True, True]
    assert "Port" not in str(list(Telling.objects.values_list("facts", flat=True)))


def test_who_comes_later_is_to_be_invited_and_has_no_event_to_take_away(world, made):
    def is_due():
        return Correspondence(fresh(made), timezone.now()).is_due(Message.ANNOUNCEMENT)

    telling.announce(made, by=world.facilitator, at=timezone.now())
    silent = is_due()
    send(made, Message.ANNOUNCEMENT, world)
    told = is_due()
    late = factories.person("late@example.dk", name="Lars Sen")
    factories.membership(world.running, late, world.facilitator)
    assert (silent, told, is_due()) == (False, False, True)

    fresh(made).cancel(by=world.facilitator, at=timezone.now())
    send(made, Message.CANCELLATION, world)
    found = {address: len(events(one)) for address, one in letters(Message.CANCELLATION).items()}
    assert found == {"member@example.dk": 1, "english@example.dk": 1, "late@example.dk": 0}


def test_theme_adds_no_header_and_no_line(world):
    made = fresh(
        meeting(world.running, world.facilitator, days=200, theme_da="x;y,z\\n$name ${link} {{ 7 }}")
    )
    announce(made, world)
    letter = letters(Message.ANNOUNCEMENT)["member@example.dk"]
    assert letter.subject == "Indkaldelse til møde 1: x;y,z\\n$name ${link} {{ 7 }}"


def test_pressing_twice_writes_once(world, made):
    announce(made, world)
    with pytest.raises(Refused) as refused:
        send(made, Message.ANNOUNCEMENT, world)
    assert refused.value.refusals[0].code == "told"
    assert Letter.objects.filter(kind="meetings/announcement").count() == 2


def test_all_or_nobody(world, made, monkeypatch):
    telling.announce(made, by=world.facilitator, at=timezone.now())
    really, posted = telling.post, []

    def fails_at_the_second(*arguments, **named):
        posted.append(arguments)
        if len(posted) == 2:
            raise RuntimeError
        return really(*arguments, **named)

    monkeypatch.setattr(telling, "post", fails_at_the_second)
    with pytest.raises(RuntimeError):
        send(made, Message.ANNOUNCEMENT, world)
    assert (Telling.objects.count(), Told.objects.count(), letters(Message.ANNOUNCEMENT)) == (0, 0, {})


@pytest.mark.parametrize("way", ["feed", "neither"])
def test_who_wants_no_event_gets_the_letter_without_it(world, made, way):
    if way == "feed":
        OwnCalendar.objects.subscribe(world.member, on=timezone.localdate(), at=timezone.now())
    else:
        OwnCalendar.objects.choose(world.member, way, on=timezone.localdate())
    announce(made, world)
    found = letters(Message.ANNOUNCEMENT)
    assert [found[to].attachments.count() for to in ("member@example.dk", "english@example.dk")] == [0, 1]
    assert ("kalender" in found["member@example.dk"].text) is False


def test_mail_carries_the_event_as_outlook_reads_it(world, made, server):
    world.network.contact_email = "netvaerk@example.dk"
    world.network.save()
    _count, made = announce(fresh(made), world)

    send_letters()

    (mail,) = [one for one in server.handler.mails if one["To"].endswith("<member@example.dk>")]
    (event,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    assert dict(event.get_params()) == {"text/calendar": "", "method": "REQUEST"}
    assert event["Content-Transfer-Encoding"] == "base64"
    assert event.get_filename() == f"innovationschefer-{made.cohort.year}-moede-1.ics"
    (found,) = icalendar.Calendar.from_ical(event.get_payload(decode=True)).walk("VEVENT")
    assert (str(found["ATTENDEE"]), found["ATTENDEE"].params["RSVP"]) == ("mailto:member@example.dk", "FALSE")
    assert str(found["ORGANIZER"]) == "mailto:netvaerk@example.dk"
    assert vobject.readOne(event.get_payload(decode=True).decode()).vevent.summary.value.startswith(
        "Møde 1: "
    )


def test_other_attachments_are_as_they_were(world):
    letter = Letter.objects.create(
        kind="x", about="x", to_email="a@example.dk", subject="x", text="x", html="x", message_id="<x@x>",
        written_at=timezone.now(),
    )  # fmt: skip
    Attachment.objects.create(
        letter=letter, filename="ø.pdf", content_type="application/pdf", content=b"%PDF"
    )
    raw = BytesParser(policy=policy.default).parsebytes(mail_of(letter).message().as_bytes())
    (pdf,) = [one for one in raw.walk() if one.get_content_type() == "application/pdf"]
    assert (pdf.get_filename(), pdf.get_payload(decode=True)) == ("ø.pdf", b"%PDF")
    send_again(letter)


ATTACKS = {
    "telling_once": "INSERT INTO meetings_telling (meeting_id, message, version, facts) SELECT meeting_id, message, version, facts FROM meetings_telling",
    "telling_kind_known": "INSERT INTO meetings_telling (meeting_id, message, version, facts) SELECT meeting_id, 'gossip', version, facts FROM meetings_telling",
    "telling_fits_the_meeting": "INSERT INTO meetings_telling (meeting_id, message, version, facts) SELECT meeting_id, 'thanks', version, facts FROM meetings_telling",
    "telling_stays": "UPDATE meetings_telling SET facts = '{}'",
    "told_once": "INSERT INTO meetings_told (telling_id, membership_id, told_at, told_by_id) SELECT telling_id, membership_id, told_at, told_by_id FROM meetings_told",
    "told_to_a_member_of_the_year": "INSERT INTO meetings_told (telling_id, membership_id, told_at, told_by_id) SELECT t.telling_id, m.id, t.told_at, t.told_by_id FROM meetings_told t, members_membership m WHERE m.withdrawn_at IS NOT NULL",
}


@pytest.mark.parametrize("constraint", ATTACKS)
def test_database_refuses(world, made, constraint):
    announce(made, world)
    if constraint == "telling_kind_known":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE meetings_telling DISABLE TRIGGER USER")
    assert refused_by(ATTACKS[constraint]) == constraint


def test_part_that_is_dropped_is_noted_by_the_database_and_stays_so(world):
    made = meeting(
        world.running, world.facilitator, parts=seminar(world.running.starts_on + dt.timedelta(200))
    )
    made.parts.last().delete()
    assert made.dropped_parts.count() == 0  # nobody was told of it
    made.announce(by=world.facilitator, at=timezone.now())
    made.parts.last().delete()
    assert [one.sequence for one in made.dropped_parts.all()] == [1]
    assert refused_by("UPDATE meetings_droppedpart SET sequence = 9") == "dropped_part_stays"
    assert (
        refused_by(
            "INSERT INTO meetings_droppedpart (meeting_id, key, title_da, title_en, starts_at, ends_at, sequence, dropped_at) "
            "SELECT meeting_id, key, '', '', starts_at, ends_at, 1, dropped_at FROM meetings_droppedpart"
        )
        == "dropped_part_once"
    )
