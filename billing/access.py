"""Who may, in matters of money: finance and facilitators see and issue; whoever keeps the books notes and signs."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members.kept import Kept
from members.models import Cohort, Membership, Network, Role
from members.rules import RoleKind

from .models import Seller, SellerDetails


def cohorts_billed_by(person):
    """The years whose fees the person may invoice and follow: those of networks one facilitates or does finance for."""
    return Cohort.objects.filter(network__in=networks_of(person)).select_related("network")


def networks_of(person):
    """The networks in which the person facilitates or does finance."""
    kinds = [RoleKind.FACILITATOR, RoleKind.FINANCE]
    return Network.objects.filter(
        Exists(Role.objects.filter(network=OuterRef("pk"), person=person, kind__in=kinds))
    )


def networks_kept_by(person):
    """The networks whose books the person keeps: as finance, or as facilitator where nobody who can sign in is finance."""
    roles = Role.objects.filter(network=OuterRef("pk"), person__is_active=True)
    finance = roles.filter(kind=RoleKind.FINANCE)
    own = roles.filter(person=person)
    return Network.objects.filter(
        Exists(own.filter(kind=RoleKind.FINANCE))
        | (Exists(own.filter(kind=RoleKind.FACILITATOR)) & ~Exists(finance))
    )


@dataclass(frozen=True)
class Rights:
    """What a person may do about one network's invoices."""

    handles: bool
    keeps_books: bool


def rights_in(network, person):
    """The same two questions for one network, asked at once."""
    held = set(roles_in(network=network.pk))
    facilitates, finances = ((person.pk, kind) in held for kind in (RoleKind.FACILITATOR, RoleKind.FINANCE))
    somebody_finances = any(kind == RoleKind.FINANCE for _, kind in held)
    return Rights(facilitates or finances, finances or (facilitates and not somebody_finances))


@Kept
def roles_in(network):
    """(person, kind) for every role in the network of somebody who can sign in."""
    held = Role.objects.filter(network=network, person__is_active=True)
    return held.order_by().values_list("person_id", "kind")


def networks_to_sell_for(person):
    """The networks whose seller the person chooses: those whose books one keeps; every one, for a superuser who repairs."""
    return Network.objects.all() if person.is_superuser else networks_kept_by(person)


def sellers_written_by(person):
    """The sellers that the person may open: those of one's networks; those of no network whose details one wrote last.

    Who wrote them once, for a network of before, has nothing to do with them any more. A superuser opens every one, or one
    that no network is left of would be out of reach.
    """
    if person.is_superuser:
        return Seller.objects.all()
    own = Q(networks__network__in=networks_kept_by(person))
    written = (
        SellerDetails.objects.standing().filter(seller=OuterRef("pk")).order_by("-pk").values("written_by")
    )
    found = Seller.objects.annotate(
        latest_by=Coalesce(Subquery(written[:1]), "changed_by_id", output_field=BigIntegerField())
    )
    return found.filter(own | Q(networks=None, latest_by=person.pk)).distinct()


def memberships_paid_through(person):
    """The seats whose payer the person may state: one's own, and those of networks one works for."""
    return Membership.objects.filter(
        Q(person=person) | Q(network__in=networks_of(person).values("pk"))
    ).select_related("cohort__network", "payer", "person")
