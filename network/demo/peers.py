"""What the present year's members tell of themselves, and do between the meetings."""

import uuid

from meetings import suggesting
from meetings.models import Abstention, PeerMeeting
from meetings.rules.pairing import Reply
from members.rules import Topic

from .calendar import DAY, at

# What members can help with and are occupied with, by their place in the cast; the others have told nothing.
HELP = {
    0: ("At få direktionen med fra begyndelsen, og at lukke et forløb, der ikke virker.", [Topic.LEADERSHIP, Topic.CULTURE]),
    1: ("Udbud, hvor man ikke kender løsningen på forhånd. Vi har prøvet det fire gange og lært mest af den ene, der gik galt.", [Topic.PROCUREMENT, Topic.DIGITAL]),
    2: ("Borgerpaneler og samtaler med dem, der sjældent bliver spurgt.", [Topic.USERS, Topic.SPREADING]),
    3: ("", [Topic.SKILLS, Topic.CULTURE]),
    4: ("At drive en innovationsenhed med få faste folk og mange lånte.", [Topic.LEADERSHIP, Topic.COLLABORATION, Topic.SKILLS]),
    5: ("Velfærdsteknologi, der bliver brugt også året efter.", [Topic.DIGITAL, Topic.SPREADING]),
    6: ("Samarbejde med civilsamfundet og de frivillige.", [Topic.USERS, Topic.COLLABORATION]),
    8: ("Strategier, som nogen læser.", [Topic.LEADERSHIP, Topic.EFFECTS]),
    9: ("At arbejde med innovation i en lille kommune, hvor alle kender hinanden.", [Topic.CULTURE]),
    10: ("", [Topic.EFFECTS, Topic.DATA]),
    12: ("Prototyper på en uge. Kom og se vores værksted.", [Topic.SKILLS, Topic.USERS]),
    15: ("Kunstig intelligens i driften, og de spørgsmål juristerne stiller.", [Topic.DIGITAL, Topic.DATA]),
    16: ("Datadrevet kontrol og hvordan man taler om den med borgerne.", [Topic.DATA, Topic.EFFECTS]),
    17: ("Brugerrejser på tværs af myndigheder.", [Topic.USERS, Topic.COLLABORATION]),
    18: ("", [Topic.SPREADING, Topic.EFFECTS]),
    20: ("Partnerskaber mellem stat og kommuner, set fra statens side.", [Topic.COLLABORATION, Topic.PROCUREMENT]),
    22: ("Rettigheder, når man udvikler sammen med virksomheder.", [Topic.PROCUREMENT]),
}  # fmt: skip
SHOW_EMAIL, SHOW_PHONE = {0, 1, 2, 4, 5, 8, 12, 15, 16, 17, 20}, {1, 4, 12, 17}
# Who noted, whom they met, where, whether as innovation practice, and what the other has said.
MET = [
    (1, 2, "Dokk1 i Aarhus", False, "confirms"),
    (16, 3, "Skatteforvaltningen, Osvald Helmuths Vej", True, "confirms"),
    (4, 17, "Rådhuset i København", False, "confirms"),
    (12, 5, "Værkstedet i Randers", True, "confirms"),
    (18, 6, "Kantinen på Islands Brygge", False, "confirms"),
    (9, 19, "Færgen til Rønne", False, "denies"),
    (7, 20, "Esbjerg Rådhus", True, ""),
    (8, 0, "Horsens, på havnen", False, ""),
]  # fmt: skip
WANTS_NONE = 23


def tell(stage, members):
    """Most members say what they can help with; about half show how to reach them."""
    moment = stage.go_to(stage.calendar.ago(120))
    for place, membership in enumerate(members):
        person = membership.person
        words, topics = HELP.get(place, ("", []))
        person.describe(helps_with=words, topics=[str(topic) for topic in topics])
        person.share(email=place in SHOW_EMAIL, phone=place in SHOW_PHONE, at=moment)


def meet_as_peers(stage, cohort, members, by):
    """Some have met, some wait for the other's word, and suggestions went out to the rest."""
    calendar = stage.calendar
    for place, (first, other, where, is_practice, word) in enumerate(MET):
        day = max(calendar.present_start + DAY, calendar.today - (95 - 11 * place) * DAY)
        noted = PeerMeeting.objects.note(
            members[first], companions=[members[other]], met_on=day, place=where, is_practice=is_practice,
            key=uuid.uuid4(), at=stage.go_to(at(day + DAY, 9)),
        )  # fmt: skip
        answer(noted, members[other], word, stage.go_to(at(day + 2 * DAY, 14)))
    Abstention.objects.wish(members[WANTS_NONE], suggestions=False, at=stage.go_to(calendar.ago(14)))
    suggest(stage, cohort, members[0], by)


def answer(noted, membership, word, moment):
    """What the other one says, if anything."""
    named = noted.participants.get(membership=membership)
    if word == "confirms":
        named.confirm(by=membership.person, at=moment)
    elif word == "denies":
        named.deny(by=membership.person, at=moment)


def suggest(stage, cohort, shown, by):
    """A round of suggestions; the colleague of the member whose button one presses says yes."""
    asked = stage.go_to(stage.calendar.ago(10))
    found = suggesting.propose(cohort, at=asked, everyone=True)
    groups = [together.keys for together in found.together]
    sent, _new = suggesting.send(cohort, groups, key=uuid.uuid4(), by=by, at=asked)
    moment = stage.go_to(stage.calendar.ago(8))
    for suggestion in sent.suggestions.all():
        named = list(suggestion.members.select_related("membership__person"))
        if any(one.membership_id == shown.pk for one in named):
            for one in named:
                if one.membership_id != shown.pk:
                    one.reply(Reply.YES, by=one.membership.person, at=moment)
