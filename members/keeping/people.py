"""People: profiles that are shortened, and logins that nobody uses any more."""

from collections import Counter

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from ..models import Application, Person
from ..models.erasing import end_sessions
from ..models.telling import UNTOLD
from ..rules import LIVE, DataKind, State, months_before
from .batches import end

TOLD = ~Q(title="", phone="", organisation=None, **UNTOLD)
UNFINISHED = {State.DRAFT, *LIVE} - {State.ADMITTED, State.DECLINED}


def known():
    """People who have not been erased."""
    return Person.objects.filter(erased_at__isnull=True)


def profiles_due(at):
    """People whose last term ended long enough ago, and who neither work here nor apply anew."""
    last_day = months_before(localdate(at), settings.KEEP_PROFILE_MONTHS)
    applying = Application.objects.filter(person=OuterRef("pk"), state__in=UNFINISHED)
    ended = known().filter(TOLD, roles__isnull=True).annotate(last=Max("memberships__ends_on"))
    return ended.filter(~Exists(applying), last__lt=last_day).prefetch_related("memberships")


def logins_due(at):
    """People without application, seat or role, who have not signed in for long enough."""
    unused = known().filter(
        applications=None, memberships=None, roles=None, is_superuser=False, is_staff=False
    )
    used = unused.annotate(used_at=Coalesce("last_login", "created_at"))
    return used.filter(used_at__lte=months_before(at, settings.KEEP_LOGIN_MONTHS))


def end_profiles(at):
    """Empty the profiles that are due."""
    end(DataKind.PROFILE, profiles_due(at), shorten, at=at)


def end_logins(at):
    """Erase the logins that are due."""
    end(DataKind.LOGIN, logins_due(at), lambda people: erased(people, at), at=at)


def shorten(people):
    """Remove what people chose to tell; how many of them were in each network."""
    for person in people:
        person.forget_optional()
    return networks_of(people)


def erased(people, at):
    """Erase people with all that hangs on them; how many."""
    end_sessions(people, at)
    for person in people:
        person.erase(at)
    return {None: len(people)}


def networks_of(people):
    """How many of the people had a seat in each network."""
    seats = {(person.pk, seat.network_id) for person in people for seat in person.memberships.all()}
    return Counter(network for _person, network in seats)
