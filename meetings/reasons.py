"""What speaks for two members meeting, in words that fit whoever reads them."""

from django.utils.text import get_text_list
from django.utils.translation import gettext

from members.models.telling import TOPICS

from .pairs import scoring
from .pairs.facts import Member, Why


def member_of(seat):
    """A seat as the matching knows it: the employer of today, and what the member chose to tell."""
    employer = seat.employer
    return Member(
        key=seat.pk,
        organisation=employer.pk,
        sector=employer.sector,
        municipality=employer.municipality,
        topics=frozenset(seat.person.topics),
        responsibility=seat.application.evidence_kind if seat.application else "",
    )


def between(one, other):
    """What speaks for these two seats' holders meeting, a line of words each."""
    return [in_words(reason) for reason in scoring.reasons(member_of(one), member_of(other))]


def in_words(reason):
    """ "begge optaget af måling af effekter" """
    if reason.why is Why.OTHER_SECTOR:
        return gettext("from different sectors")
    if reason.why is Why.SAME_TOPIC:
        topics = [str(words) for topic, words in TOPICS.items() if topic in reason.topics]
        return gettext("both occupied with %(topics)s") % {"topics": get_text_list(topics, gettext("and"))}
    if reason.why is Why.SAME_RESPONSIBILITY:
        return gettext("the same kind of responsibility")
    if not reason.km:
        return gettext("in the same municipality")
    return gettext("about %(km)d kilometres apart") % {"km": max(10, round(reason.km, -1))}
