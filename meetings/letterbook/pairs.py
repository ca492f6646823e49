"""Letters about what members do between the meetings: whom they might meet, and that the peer meeting is missing."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.letterbook import NETWORK, PERSON, REGARDS, YEAR, examples, linking
from members.letters import Kind, Placeholder, register
from members.models import Membership, Organisation, Person
from members.rules import Sector, Topic
from members.wording import longdate

from .. import reasons


def companions(facts):
    """Each of those whom the recipient might meet, with what speaks for it, on lines of their own."""
    return "\n\n".join(described(facts["membership"], other) for other in facts["companions"])


def described(seat, other):
    """ "Anders Krogh, innovationschef, Aarhus Kommune", and below it the reasons."""
    who = ", ".join(filter(None, [other.known_name, other.known_title, other.known_organisation]))
    return "\n".join([who, *(f"– {words}" for words in reasons.between(seat, other))])


def page(facts):
    """The page of peer meetings in the year that the letter is about."""
    cohort = facts["cohort"]
    return reverse("meetings:peer_meetings", args=[cohort.network.slug, cohort.year])


COMPANIONS = Placeholder(
    "companions",
    "makkere",
    _("whom the recipient might meet, with what speaks for it"),
    companions,
    needed=True,
    paragraph=True,
)
LAST_DAY = Placeholder(
    "last_day",
    "sidste_dag",
    _("the last day of the year"),
    lambda facts: longdate(facts["cohort"].ends_on),
)
LINK = linking(_("the address of the peer meetings of the year"), page)


def suggested(network):
    """Two members who might meet, invented."""
    topics = [Topic.EFFECTS]
    seats = [
        Membership(
            pk=number,
            person=Person(name=name, email=f"{name.split()[0].lower()}@example.dk", topics=topics),
            agreed_name=name,
            agreed_title=title,
            agreed_organisation=employer,
            organisation=Organisation(pk=number, name=employer, sector=sector, municipality=place),
        )
        for number, (name, title, employer, sector, place) in enumerate(
            (
                ("Signe Eksempel", "Innovationschef", "Vejle Kommune", Sector.MUNICIPAL, "0630"),
                ("Jens Eksempel", "Kontorchef", "Digitaliseringsstyrelsen", Sector.STATE, "0607"),
            ),
            1,
        )
    ]
    return {
        "person": seats[0].person,
        "cohort": examples.cohort(network),
        "membership": seats[0],
        "companions": seats[1:],
    }


register(
    Kind(
        "meetings/pair_suggested",
        _("Suggestion of whom to meet"),
        _("When a facilitator sends suggestions of who might meet whom."),
        _("The member"),
        (NETWORK, YEAR, PERSON, COMPANIONS, LINK, REGARDS),
        suggested,
    )
)
register(
    Kind(
        "meetings/peer_meeting_missing",
        _("Reminder of the peer meeting"),
        _("When a facilitator reminds those who have not had their peer meeting."),
        _("The member"),
        (NETWORK, YEAR, PERSON, LAST_DAY, LINK, REGARDS),
        examples.renewal,
    )
)
