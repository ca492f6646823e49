"""What happened to a membership, told in sentences from its row and its history."""

from django.utils.translation import gettext_lazy as _

from .chronicle import ANSWERED, Happening, after_admission, history, with_names
from .models import MembershipEvent
from .rules import OfferStanding

ADMITTED = _("%(who)s announced the admission, and the seat became binding.")
ENTERED = _("%(who)s entered the member; the year had run before the system did.")
PAYER = _("%(who)s changed who pays.")


def chronicle(membership):
    """Every happening to the seat, oldest first."""
    return with_names(
        [
            *beginning(membership),
            *payer_changes(history(MembershipEvent, pgh_obj_id=membership.pk)),
            *after_admission(membership),
        ]
    )


def beginning(membership):
    """How the seat came about."""
    application = membership.application
    offer = application and application.offers.filter(accepted_at__isnull=False).first()
    if offer:
        yield Happening(offer.accepted_at, ANSWERED[OfferStanding.ACCEPTED], membership.person_id)
    yield Happening(membership.admitted_at, ADMITTED if application else ENTERED, membership.admitted_by_id)


def payer_changes(events):
    """Each time somebody stated anew who pays."""
    before = None
    for event in events:
        if event.payer_changed_at and event.payer_changed_at != before:
            before = event.payer_changed_at
            yield Happening(before, PAYER, event.payer_changed_by_id)
