"""The menu: where the person at hand can go from here."""

from collections import namedtuple
from functools import cached_property

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _

from members.access import BOUND_FOR, has_second_factor, needs_second_factor
from members.addresses import address
from members.rules import RoleKind
from network.rooms import Room, rooms, visitors_rooms


class Place(namedtuple("Place", "label url current")):
    """An entry of the menu; `current` on the page at hand, or on one below it."""

    @cached_property
    def link(self):
        """The entry as it stands in every list that it stands in."""
        link = '<a href="{1}" aria-current="{2}">{0}</a>' if self.current else '<a href="{1}">{0}</a>'
        return format_html(link, *self)


def navigation(request):
    """The menu for the templates; it asks the database only when a page shows it."""
    return {"navigation": Navigation(request)}


class Navigation:
    """What the header of one page shows to one person, in one query at most."""

    def __init__(self, request):
        self.request = request
        self.demo = settings.DEMO
        match = getattr(request, "resolver_match", None)
        arguments = match.kwargs if match else {}
        self.slug, self.year = arguments.get("network"), arguments.get("year")
        if about := getattr(request, "year_at_hand", None):  # of a page whose address does not name it
            self.slug, self.year = about.network.slug, about.year

    @cached_property
    def person(self):
        """Who is signed in, or None."""
        user = getattr(self.request, "user", None)
        return user if user and user.is_authenticated else None

    @cached_property
    def rooms(self):
        """The networks at hand with their years: a person's own, and the one whose page this is."""
        if self.person:
            return rooms(self.person, self.slug)
        read = getattr(self.request, "network_read", None)  # a kept public page knows its network
        return [Room(read)] if read else visitors_rooms(self.slug) if self.slug else []

    @cached_property
    def room(self):
        """The network that the page is about; a person with one network is always in it."""
        own = [room for room in self.rooms if room.own]
        asked = [room for room in self.rooms if room.network.slug == self.slug]
        return asked[0] if asked else own[0] if len(own) == 1 and not self.slug else None

    @cached_property
    def network(self):
        return self.room.network if self.room else None

    @cached_property
    def brand_url(self):
        return address("network", self.network.slug) if self.network else address("networks")

    @cached_property
    def cohort(self):
        """The year that the menu leads into."""
        return self.room.cohort(self.year) if self.room else None

    @cached_property
    def places(self):
        """The menu's entries."""
        if self.room is None:
            return [self.place(room.network.name, "network", room.network.slug) for room in self.rooms]
        return self.marked(self.working_places() or self.reading_places())

    def working_places(self):
        """What facilitators and finance work with."""
        year = self.cohort and (self.room.network.slug, self.cohort.year)
        if RoleKind.FACILITATOR in self.room.kinds:
            letters = self.place(_("Letters"), "members:letters", self.room.network.slug)
            return [*self.year_places(year), letters] if year else [letters]
        if RoleKind.FINANCE in self.room.kinds and year:
            return [
                self.place(_("Invoices"), "billing:overview", *year),
                self.place(_("Bank"), "billing:bank"),
                self.place(_("Meetings"), "meetings:list", *year),
            ]
        return []

    def year_places(self, year):
        """What a facilitator does in one year."""
        return [
            self.place(_("Desk"), "desk", *year),
            self.place(_("Applications"), "members:applications", *year),
            self.place(_("Members"), "members:members", *year),
            self.place(_("Meetings"), "meetings:list", *year),
            self.place(_("Invoices"), "billing:overview", *year),
        ]

    def reading_places(self):
        """What members, applicants and visitors come for."""
        slug = self.room.network.slug
        found = [self.place(_("The network"), "network", slug)]
        if self.room.seats:
            found += self.seat_places(slug, self.cohort)
        else:
            found.append(Place(_("Meetings"), f"{self.brand_url}#meetings", ""))
        if self.room.applied:
            found.append(self.place(_("My application"), "members:application", slug))
        if not self.person:
            found.append(Place(_("Contact"), f"{self.brand_url}#contact", ""))
        return found

    def seat_places(self, slug, cohort):
        """What a member uses in one year; the other members only while they share it."""
        found = [self.place(_("Meetings"), "meetings:list", slug, cohort.year)]
        if cohort.shared:
            found.append(self.place(_("Challenges"), "meetings:challenges", slug, cohort.year))
            found.append(self.place(_("Members"), "members:members", slug, cohort.year))
            found.append(self.place(_("Peer meetings"), "meetings:peer_meetings", slug, cohort.year))
        return [*found, self.place(_("Invoices"), "billing:invoices")]

    @cached_property
    def years(self):
        """The other years of the network that the person may go to, by the page that fits."""
        if not self.room or not self.room.own:
            return []
        slug, works = self.room.network.slug, RoleKind.FACILITATOR in self.room.kinds
        page = "desk" if works else "billing:overview" if self.room.kinds else "meetings:list"
        return [
            Place(cohort.label, address(page, slug, cohort.year), "true" if cohort == self.cohort else "")
            for cohort in self.room.open_years
        ]

    @cached_property
    def upkeep(self):
        """What a facilitator keeps in order for the network as a whole."""
        if not self.room or RoleKind.FACILITATOR not in self.room.kinds:
            return []
        slug = self.room.network.slug
        return [
            self.place(_("New year"), "members:year_new", slug),
            self.place(_("Settings"), "members:network_settings", slug),
            self.place(_("Organisations"), "members:organisations", slug),
            self.place(_("Erased data"), "erasures", slug),
        ]

    @cached_property
    def networks(self):
        """The person's other networks."""
        own = [room.network for room in self.rooms if room.own and room is not self.room]
        return [self.place(network.name, "network", network.slug) for network in own] if self.room else []

    @cached_property
    def own(self):
        """The person's own pages."""
        found = [
            self.place(_("What waits for me"), "home"),
            self.place(_("My profile"), "members:profile"),
            self.place(_("My invoices"), "billing:invoices"),
            self.place(_("Security"), "mfa_index"),
            self.place(_("My data"), "own_data"),
        ]
        if self.person.is_superuser:
            found.append(self.place(_("Repair (admin)"), "admin:index"))
        return found

    @property
    def second_factor(self):
        """Whether the person's second factor is "missing" or "in hand"; '' for those who need none."""
        if not self.person or not needs_second_factor(self.person):
            return ""
        return "in hand" if has_second_factor(self.request.session) else "missing"

    @property
    def books(self):
        """The present year of each network whose invoices the person looks after, for the way back to it."""
        return [room.cohort(None) for room in self.rooms if room.kinds and room.cohorts]

    @property
    def onward(self):
        """Where the person was going before a second factor was asked for; home for everybody else."""
        return self.request.session.get(BOUND_FOR) or address("home")

    def place(self, label, name, *arguments):
        """An entry, which knows whether it is the page at hand."""
        url = address(name, *arguments)
        return Place(label, url, "page" if self.request.path == url else "")

    def marked(self, places):
        """The entries; on a page below one of them, that one is marked."""
        if any(place.current for place in places):
            return places
        above = [place for place in places[1:] if self.request.path.startswith(place.url)]
        match = getattr(self.request, "resolver_match", None)
        if not above and match and match.app_name == "meetings":
            above = [place for place in places if place.label == _("Meetings")]
        return [place._replace(current="true") if place in above[:1] else place for place in places]
