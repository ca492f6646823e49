"""A believable meeting for a letter that nobody has been sent; nothing here is stored."""

import datetime as dt

from members.letterbook import examples
from members.models import Membership
from members.rules import COPENHAGEN

from ..models import Meeting, Part
from ..rules import Status

DAYS_INTO_THE_YEAR = 70


def meeting(network):
    """A meeting of the network's latest year, with a host and everything that its guests need to know."""
    cohort, person = examples.cohort(network), examples.person()
    day = cohort.starts_on + dt.timedelta(days=DAYS_INTO_THE_YEAR)
    made = Meeting(
        pk=0,
        cohort=cohort,
        number=2,
        status=Status.ANNOUNCED,
        theme_da="Innovation i drift",
        theme_en="Innovation in operations",
        host_secretariat=True,
        host_place="Innovationshuset",
        town="Vejle",
        address="Prøvegade 1\n7100 Vejle",
        entrance="Gå ind fra gården, og meld dig i receptionen.",
        train="Fem minutter til fods fra stationen.",
        parking="Gratis i gården; registrér bilen i receptionen.",
        contact_name="Receptionen",
        contact_phone="00 00 00 00",
        food="Morgenbrød fra kl. 9.30 og frokost kl. 12.",
        answers_close_at=clock(day - dt.timedelta(days=14), 12),
    )
    made._prefetched_objects_cache = {"parts": [Part(starts_at=clock(day, 10), ends_at=clock(day, 16))]}
    seat = Membership(pk=0, person=person, cohort=cohort, network=network, agreed_name=person.name)
    return {"person": person, "cohort": cohort, "membership": seat, "meeting": made, **as_sent(made, day)}


def as_sent(made, day):
    """What a letter says that depends on the recipient: told earlier another day and place, and given the event."""
    earlier = day - dt.timedelta(days=7)
    times = [[0, *(clock(earlier, hour).astimezone(dt.UTC).isoformat() for hour in (10, 16))]]
    return {"before": {"times": times, "host": "secretariat", "place": ["", "Vejle", ""]}, "carries": True}


def clock(day, hour):
    """The instant of a Danish day and hour."""
    return dt.datetime.combine(day, dt.time(hour), COPENHAGEN)


def latest(status):
    """A function of the network: the facts of its latest meeting in that state, to its first member; or None."""

    def found(network):
        known = Meeting.objects.filter(cohort__network=network, status=status, parts__isnull=False)
        one = known.in_full().order_by("-changed_at", "-pk").first()
        seats = Membership.objects.seated().filter(cohort=one.cohort_id) if one else Membership.objects.none()
        seat = seats.select_related("person").order_by("agreed_name", "pk").first()
        return seat and {
            "person": seat.person,
            "cohort": one.cohort,
            "membership": seat,
            "meeting": one,
            "before": None,
            "carries": True,
        }

    return found
