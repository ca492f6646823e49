"""The directory of a year: colleagues as they choose to be known, narrowed by what somebody looks for."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .denmark import municipalities, region_of
from .models import Membership


@dataclass(frozen=True)
class Entry:
    """One colleague, as the others of the year may know him or her."""

    membership: Membership
    responsibility: str

    @property
    def person(self):
        return self.membership.person

    @property
    def place(self):
        """The municipality that the colleague comes from, or None."""
        return municipalities().get(self.membership.employer.municipality)

    @property
    def region(self):
        return region_of(self.membership.employer.municipality, self.membership.starts_on)

    @property
    def email(self):
        """The address, if the colleague shows it."""
        return self.person.email if self.person.shares_email else ""

    @property
    def phone(self):
        """The telephone number, if the colleague shows it."""
        return self.person.phone if self.person.shares_phone else ""

    @property
    def words(self):
        """All that the page shows of the colleague, to be searched; what is not shown is not found either."""
        seat = self.membership
        told = [seat.known_name, seat.known_title, seat.known_organisation, self.responsibility]
        place = self.place.name if self.place else ""
        return " ".join([*told, self.person.helps_with, *map(str, self.person.topic_words), place]).casefold()

    def fits(self, asked):
        """Whether this is who somebody looks for: every word typed, the sector, the topic."""
        return (
            all(word in self.words for word in asked["q"].casefold().split())
            and asked["sector"] in ("", self.membership.employer.sector)
            and (not asked["topic"] or asked["topic"] in self.person.topics)
        )


def directory(cohort):
    """Everybody who is seated in the year, by name; `cohort` comes with its criteria."""
    seats = cohort.memberships.seated().select_related(
        "person__organisation__successor", "organisation__successor", "application"
    )
    entries = [Entry(seat, responsibility_of(seat, cohort)) for seat in seats]
    return sorted(entries, key=lambda entry: entry.membership.known_name.casefold())


# What applicants say of themselves in the words that a year begins with, said of another.
SAID_OF_ANOTHER = {
    "Jeg leder en innovationsenhed": _("Heads an innovation unit"),
    "I head an innovation unit": _("Heads an innovation unit"),
    "Jeg leder noget tilsvarende": _("Heads an equivalent unit"),
    "I head an equivalent": _("Heads an equivalent unit"),
    "Jeg koordinerer innovation": _("Coordinates innovation"),
    "I coordinate innovation": _("Coordinates innovation"),
}


def responsibility_of(seat, cohort):
    """The kind of responsibility that was confirmed, in the year's words; '' in a year that was taken over."""
    evidence = cohort.evidence()
    if not seat.application or not evidence:
        return ""
    words = dict(evidence.choices()).get(seat.application.evidence_kind, "")
    return str(SAID_OF_ANOTHER.get(words, words))
