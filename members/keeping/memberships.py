"""Seats whose person goes: the year, the employer and the fee stay, and nobody's name."""

from collections import Counter

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from ..history import told
from ..models import Application, Membership, Person
from ..rules import NAMELESS, accounting_end
from .applications import forget, forget_in_history


def over(at):
    """Seats whose term and own accounting period are over; what is still invoiced, billing knows."""
    last = localdate(at).year - settings.KEEP_ACCOUNTING_YEARS - 1
    return Membership.objects.select_related("person", "payer").filter(
        Q(starts_on__year__lte=last, admitted_at__year__lte=last, ends_on__lt=localdate(at)),
        anonymised_at__isnull=True,
    )


def kept_until(membership):
    """The day until which the seat is known by name, unless an invoice is kept longer."""
    entered = max(membership.starts_on, localdate(membership.admitted_at))
    return max(accounting_end(entered, settings.KEEP_ACCOUNTING_YEARS), membership.ends_on)


def anonymise(memberships, *, at):
    """Remove the person from each seat, with the application that gave it; how many in each network."""
    found = Counter()
    with told("anonymised", by=None):
        for membership in memberships:
            found[membership.network_id] += 1
            forget_agreed(membership, at)
            own = Application.objects.filter(cohort=membership.cohort_id, person=membership.person_id)
            forget(own.filter(membership=None).order_by("-pk"))
            if membership.person.erased_at is None:
                membership.person = Person.objects.nameless(at)
                membership.save(update_fields=["person"])
            forget_in_history(memberships=[membership.pk])
    return found


def forget_agreed(membership, at):
    """What was agreed stays without who agreed it; the criteria stay in their wording."""
    membership.anonymised_at, membership.application = at, None
    membership.agreed_name, membership.agreed_title = NAMELESS, ""
    membership.agreed_criteria = [{"wording": one["wording"]} for one in membership.agreed_criteria]
    membership.payer_changed_at = membership.payer_changed_by = None
    if membership.annulled_because:
        membership.annulled_because = NAMELESS
    membership.save()
    payer = membership.payer
    payer.person_reference = payer.requisition_number = ""
    payer.save(update_fields=["person_reference", "requisition_number"])
