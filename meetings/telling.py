"""Writing to the members about a meeting: seen first, then sent to all of them at once, or to nobody."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members.constraints import refusing
from members.letters import SEND_LETTERS, File, Worded, post, worded
from members.models import Membership, Wording
from members.rules import Refusal, Refused, refuse
from members.wake import wake

from . import ical
from .correspondence import Correspondence, facts_told
from .models import Meeting, Told
from .models.verbs import hold_year
from .rules import SENTENCES, STANDING, Message

CHANGED = _("Something has changed since you saw the letters. Look them through, and send them then.")
EVERYBODY_HAS_IT = _("Everybody who is to have this letter has got it.")
KINDS_OF = {message: f"meetings/{message}" for message in Message}


@dataclass(frozen=True)
class Outgoing:
    """One letter to one member, as it would be sent now; `facts` are what it speaks of."""

    seat: Membership
    facts: dict
    letter: Worded
    files: list[File]


def outgoing(book, message):
    """The letters that sending `message` would write now, one to each who is to have it."""
    wordings = Wording.objects.of(book.meeting.cohort.network)
    return [one_letter(book, message, seat, wordings) for seat in book.recipients(message)]


def one_letter(book, message, seat, wordings):
    """The letter to one member, in words, with the events it carries."""
    carries = message in STANDING and seat.person_id not in book.without_event
    facts, network = facts_for(book, seat, carries), book.meeting.cohort.network
    letter = worded(KINDS_OF[message], seat.person, network=network, context=facts, wordings=wordings)
    with translation.override(seat.person.language):
        return Outgoing(seat, facts, letter, list(files(book, message, seat)) if carries else [])


def facts_for(book, seat, carries):
    """What a letter about the meeting speaks of to one member."""
    return {
        "meeting": book.meeting,
        "cohort": book.meeting.cohort,
        "membership": seat,
        "before": book.known[seat.pk].facts if seat.pk in book.known else None,
        "carries": carries,
    }


def files(book, message, seat):
    """The events for the member's calendar: those that take place, and those that are called off."""
    meeting, known = book.meeting, book.known.get(seat.pk)
    coming, gone = list(meeting.parts.all()), []
    if message is Message.CANCELLATION:
        coming, gone = [], coming if known else []  # who never had the event has nothing to take away
    if known:
        gone += [part for part in book.dropped if part.sequence > known.version]
    yield from attached(meeting, "REQUEST", ical.requests(meeting, coming, seat.person))
    yield from attached(meeting, "CANCEL", ical.cancellations(meeting, gone, seat.person))


def attached(meeting, method, contents):
    """Calendar objects as files; without a charset, or Outlook takes no notice of them."""
    stem = ical.filename(meeting).removesuffix(".ics")
    named = {"REQUEST": stem, "CANCEL": f"{stem}-aflyst"}[method]
    for place, content in enumerate(contents, 1):
        number = f"-{place}" if len(contents) > 1 else ""
        yield File(f"{named}{number}.ics", f"text/calendar; method={method}", content)


def fingerprint(letters):
    """A word for exactly these letters: another as soon as one recipient, word or event is."""
    made = hashlib.sha256()
    for one in letters:
        content = [file.content.hex() for file in one.files]
        made.update(repr((one.seat.pk, one.letter.subject, one.letter.text, content)).encode())
    return made.hexdigest()


def tell(meeting, message, *, seen, by, at):
    """Send the letter to everybody who is to have it, if it still is what was `seen`; how many. All, or nobody.

    Two at once take turns, and the second finds that everybody has it.
    """
    with refusing(SENTENCES):
        Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        book = Correspondence(Meeting.objects.in_full().get(pk=meeting.pk), at)
        refuse(*book.refusals(message))
        letters = outgoing(book, message)
        if not letters:
            raise Refused(Refusal("", "told", EVERYBODY_HAS_IT))
        if seen is not None and fingerprint(letters) != seen:
            raise Refused(Refusal("", "changed", CHANGED))
        note(book, message, [one.seat for one in letters], by=by, at=at)
        send(book, message, letters, at)
    return len(letters)


def announce(meeting, *, seen=None, by, at):
    """Announce the meeting; with the letter if it was `seen`, in the same transaction. How many letters there are."""
    return with_letter(meeting.announce, meeting, Message.ANNOUNCEMENT, seen=seen, by=by, at=at)


def cancel(meeting, *, seen=None, by, at):
    """Cancel the meeting; with the letter if it was `seen`, in the same transaction. How many letters there are."""
    return with_letter(meeting.cancel, meeting, Message.CANCELLATION, seen=seen, by=by, at=at)


def with_letter(verb, meeting, message, *, seen, by, at):
    """Carry out the verb, and tell the members, unless nobody is to be told."""
    with transaction.atomic():
        if not seen:
            verb(by=by, at=at)
            return 0
        hold_year(meeting.cohort)
        Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        letters = outgoing(Correspondence(Meeting.objects.in_full().get(pk=meeting.pk), at), message)
        verb(by=by, at=at)
        if letters and fingerprint(letters) != seen:
            raise Refused(Refusal("", "changed", CHANGED))
        return tell(meeting, message, seen=None, by=by, at=at) if letters else 0


def note(book, message, seats, *, by, at):
    """Note that these members are told this about the meeting as it stands."""
    meeting = book.meeting
    telling, _is_new = meeting.tellings.get_or_create(
        message=message, version=meeting.sequence, facts=facts_told(meeting, message)
    )
    Told.objects.bulk_create(Told(telling=telling, membership=seat, told_at=at, told_by=by) for seat in seats)


def send(book, message, letters, at):
    """Put the letters in the outbox."""
    meeting, network = book.meeting, book.meeting.cohort.network
    wordings = Wording.objects.of(network)
    about = f"meeting:{meeting.pk}:{meeting.sequence}"
    details = facts_told(meeting, message).get("practical")  # corrected details are another letter
    for one in letters:
        post(
            KINDS_OF[message],
            one.seat.person,
            about=f"{about}:{details[:8]}" if details else about,
            at=at,
            network=network,
            context=one.facts,
            attachments=one.files,
            wakes=False,
            wordings=wordings,
        )
    wake(SEND_LETTERS)
