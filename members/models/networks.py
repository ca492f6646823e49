"""Networks, and who runs them."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..constraints import filled, one_of, refusing
from ..history import told
from ..rules import FIELDS, LONGEST_NAME, RESERVED_SLUGS, SENTENCES, RoleKind, Sector, refuse
from ..triggers import network_guards, role_guards
from .people import SECTORS, Person
from .spoken import Spoken, long, short

ROLES = {RoleKind.FACILITATOR: _("facilitator"), RoleKind.FINANCE: _("finance")}


class NetworkQuerySet(models.QuerySet):
    def run_by(self, person):
        """The networks that the person facilitates."""
        return self.filter(roles__person=person, roles__kind=RoleKind.FACILITATOR).distinct()

    def financed_by(self, person):
        """The networks whose money the person looks after."""
        return self.filter(roles__person=person, roles__kind=RoleKind.FINANCE).distinct()

    def staffed_by(self, person):
        """The networks whose roles the person may give and take: one's own; a superuser's are all."""
        return self.all() if person.is_superuser else self.run_by(person)

    def referred_to_from(self, network):
        """The other networks that the public can read about, to which an applicant can be referred."""
        shown = self.filter(cohorts__published_at__isnull=False)
        return shown.exclude(pk=network.pk).distinct()

    def start(self, slug, *, name, facilitator, at):
        """A new network for municipal and state employers, with its first facilitator."""
        with refusing(SENTENCES, FIELDS):
            network = self.create(slug=slug, name_da=name, sectors=[Sector.MUNICIPAL, Sector.STATE])
            network.give_role(facilitator, RoleKind.FACILITATOR, by=None, at=at)
        return network

    start.alters_data = True


class Network(models.Model):
    """A peer network with its own criteria, price, facilitators and years."""

    slug = models.SlugField(_("short name in addresses"), max_length=50, unique=True)
    name_da = short(_("name (Danish)"))
    name_en = short(_("name (English)"), blank=True)
    headline_da = short(_("headline (Danish)"), blank=True)
    headline_en = short(_("headline (English)"), blank=True)
    lede_da = long(_("summary (Danish)"), blank=True, max_length=1000)
    lede_en = long(_("summary (English)"), blank=True, max_length=1000)
    purpose_da = long(_("purpose (Danish)"), blank=True)
    purpose_en = long(_("purpose (English)"), blank=True)
    audience_da = long(_("who it is for (Danish)"), blank=True, max_length=1000)
    audience_en = long(_("who it is for (English)"), blank=True, max_length=1000)
    sectors = ArrayField(models.CharField(max_length=20, choices=SECTORS), verbose_name=_("sectors admitted"))
    secretariat = models.CharField(_("secretariat"), max_length=LONGEST_NAME, blank=True)
    contact_name = models.CharField(_("contact: name"), max_length=LONGEST_NAME, blank=True)
    contact_title = models.CharField(_("contact: title"), max_length=LONGEST_NAME, blank=True)
    contact_email = models.EmailField(_("contact: e-mail address"), blank=True)
    contact_phone = models.CharField(_("contact: telephone"), max_length=40, blank=True)
    facilitation_da = short(_("who facilitates (Danish)"), blank=True, max_length=400)
    facilitation_en = short(_("who facilitates (English)"), blank=True, max_length=400)

    name, headline, lede, purpose = Spoken(), Spoken(), Spoken(), Spoken()
    audience, facilitation = Spoken(), Spoken()
    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        triggers = network_guards
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="network_slug_not_reserved",
                violation_error_message=SENTENCES["network_slug_not_reserved"],
            ),
            models.CheckConstraint(
                condition=Q(sectors__len__gt=0, sectors__contained_by=[str(sector) for sector in Sector]),
                name="network_admits_some_sector",
            ),
            filled("network_has_a_name", "name_da"),
        ]

    def __str__(self):
        return self.name

    def give_role(self, email, kind, *, by, at, name=""):
        """Let the person of that address facilitate, or look after the money; makes the login if there is none."""
        with told("role given", by=by), refusing(SENTENCES, FIELDS):
            person = Person.objects.with_address(email, name=name)
            person.fill_in(name=name)
            return self.roles.create(person=person, kind=kind, given_at=at, given_by=by)

    give_role.alters_data = True

    def describe(self, *, at, **texts):
        """Write the network's own words; whom it admits is not narrowed under applicants (bylaw 1)."""
        intake_is_open = self.cohorts.taking_in(at).exists()
        stored = type(self).objects.get(pk=self.pk)
        refuse(*rules.sectors_refusals(stored.sectors, texts.get("sectors", stored.sectors), intake_is_open))
        for field, text in texts.items():
            setattr(self, field, text)
        with refusing(SENTENCES, FIELDS):
            self.save(update_fields=list(texts))

    describe.alters_data = True

    @property
    def sector_words(self):
        """The sectors admitted, in words."""
        return ", ".join(str(words) for sector, words in SECTORS.items() if sector in self.sectors)

    def is_run_by_another_than(self, person):
        """Whether somebody else who can sign in runs the network: nobody else is waited for."""
        run = self.roles.filter(kind=RoleKind.FACILITATOR, person__is_active=True)
        return run.exclude(person=person).exists()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Role(models.Model):
    """What one person may do in one network."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="roles")
    person = models.ForeignKey("members.Person", models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=20, choices=ROLES)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("members.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["kind", "person__name", "person__email"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        triggers = role_guards
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person", "kind"],
                name="role_once",
                violation_error_message=SENTENCES["role_once"],
            ),
            one_of("role_kind_known", "kind", RoleKind),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()}, {self.network}"

    def take_back(self, *, by):
        """Take the role from the person; the last facilitator of a network keeps it."""
        with transaction.atomic(), told("role taken back", by=by):
            Network.objects.select_for_update().get(pk=self.network_id)
            facilitators = Role.objects.filter(network=self.network_id, kind=RoleKind.FACILITATOR).count()
            refuse(*rules.role_removal_refusals(self.kind, facilitators))
            with refusing(SENTENCES, FIELDS):
                self.delete()

    take_back.alters_data = True
