"""A meeting in words: when, where, who hosts."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from members import wording

from ..rules import OVER, Status, answers_close

PRACTICAL = ("address", "entrance", "train", "parking", "contact_name", "contact_phone", "food")


class MeetingWords:
    """How a meeting is spoken of; reads only what `in_full()` has fetched."""

    @property
    def starts_at(self):
        """The moment the first part begins, or None."""
        return min((part.starts_at for part in self.parts.all()), default=None)

    @property
    def ends_at(self):
        """The moment the last part ends, or None."""
        return max((part.ends_at for part in self.parts.all()), default=None)

    @property
    def when(self):
        """ "torsdag den 9. marts, kl. 10–16"; "dato følger" while no time is chosen."""
        if self.starts_at is None:
            return _("date to follow")
        return wording.span(self.starts_at, self.ends_at)

    @property
    def answers_until(self):
        """The moment after which only a facilitator changes answers, or None while no time is chosen."""
        return answers_close(self.answers_close_at, self.starts_at)

    def takes_answers(self, at):
        """Whether a member can still answer at that moment."""
        return self.status == Status.ANNOUNCED and self.answers_until is not None and at < self.answers_until

    @property
    def is_announced(self):
        return self.status == Status.ANNOUNCED

    @property
    def is_planned(self):
        return self.status == Status.PLANNED

    @property
    def is_cancelled(self):
        return self.status == Status.CANCELLED

    @property
    def is_held(self):
        return self.status == Status.HELD

    @property
    def is_over(self):
        """Whether it was held or cancelled: its time and place stay as they were."""
        return self.status in OVER

    @property
    def host(self):
        """The membership that hosts, or None; one that was annulled hosts nothing."""
        membership = self.host_membership
        return membership if membership and membership.annulled_at is None else None

    @property
    def is_hosted(self):
        """Whether somebody hosts it."""
        return self.host_secretariat or self.host is not None

    @property
    def lacks_host(self):
        """Whether a host is to be found: nobody hosts it, or whoever does has left (as `LACKS_HOST` asks the database)."""
        return not self.host_secretariat and (self.host is None or not self.host.is_seated)

    @property
    def host_left(self):
        """Whether the hosting member has left the network and the meeting is still to come."""
        return not self.is_over and self.host is not None and not self.host.is_seated

    @property
    def host_can_change(self):
        """Whether host and place can still be noted; a meeting that was held keeps the host it had."""
        return not self.is_cancelled and not (self.is_held and self.is_hosted)

    @property
    def is_seminar(self):
        """Whether it has more parts than one."""
        return len(self.parts.all()) > 1

    @property
    def has_titles(self):
        """Whether some part says what happens."""
        return any(part.title for part in self.parts.all())

    @property
    def has_practical_details(self):
        """Whether anything is written for those who come."""
        return any(getattr(self, name) for name in PRACTICAL)

    @property
    def lies_in(self):
        """The code of the municipality where it takes place; the host's, unless another is noted. '' if unknown."""
        return self.municipality or (self.host.organisation.municipality if self.host else "")

    @property
    def secretariat(self):
        """The name of the network's own secretariat."""
        network = self.cohort.network
        return network.secretariat or network.name

    def host_words(self, public=True):
        """Who hosts, in words: the public reads a name only if that person has agreed to it."""
        if self.host_secretariat:
            words = [self.host_place, self.secretariat]
        elif self.host:
            words = [self.host_name(public), self.host_place, self.host_employer]
        else:
            words = [_("host wanted") if not self.is_over else _("no host noted")]
        if self.town and not self.host:
            words.append(_("held in %(town)s") % {"town": self.town})
        return ", ".join(word for word in words if word)

    def host_name(self, public):
        """The host's name, or '' where the public may not see it."""
        return self.host.known_name if self.host.person.name_is_public or not public else ""

    def house_words(self):
        """The house it takes place in: "Socialforvaltningen, Københavns Kommune"."""
        return ", ".join(word for word in (self.host_place, self.host_employer) if word)

    @property
    def host_employer(self):
        """The name that the host's organisation has on the day of the meeting; '' without a member who hosts."""
        if not self.host:
            return ""
        employer = self.host.organisation
        return (employer.known_on(localdate(self.starts_at)) if self.starts_at else employer).name

    def place_words(self):
        """Where it takes place, as the public may know it: "Socialforvaltningen, Københavns Kommune, København"."""
        return ", ".join(word for word in (self.house_words(), self.town) if word)
