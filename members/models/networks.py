"""Networks, and who runs them."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..constraints import filled, one_of
from ..rules import LONGEST_NAME, RESERVED_SLUGS, SENTENCES, RoleKind, Sector
from .people import SECTORS
from .spoken import Spoken, long, short

ROLES = {RoleKind.FACILITATOR: _("facilitator"), RoleKind.FINANCE: _("finance")}


class NetworkQuerySet(models.QuerySet):
    def run_by(self, person):
        """The networks that the person facilitates."""
        return self.filter(roles__person=person, roles__kind=RoleKind.FACILITATOR).distinct()

    def financed_by(self, person):
        """The networks whose money the person looks after."""
        return self.filter(roles__person=person, roles__kind=RoleKind.FINANCE).distinct()

    def worked_in_by(self, person):
        """The networks in which the person has any role."""
        return self.filter(roles__person=person).distinct()


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

    def facilitators(self):
        """The people who run the network."""
        return [
            role.person for role in self.roles.select_related("person") if role.kind == RoleKind.FACILITATOR
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Role(models.Model):
    """What one person may do in one network."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="roles")
    person = models.ForeignKey("members.Person", models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=20, choices=ROLES)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("members.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
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
