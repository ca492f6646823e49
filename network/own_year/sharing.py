"""What a member gives the others in a year: a challenge, and a peer meeting."""

from django.urls import reverse
from django.utils.translation import gettext

from .lines import YearLine


def challenge(seat, affairs, at):
    """Whether the member has shared a challenge."""
    url = page("meetings:own_challenge", seat)
    if seat.has_challenge:
        return YearLine(gettext("Challenge"), gettext("shared"), url, "done")
    return YearLine(gettext("Challenge"), gettext("not shared yet"), url, "wait")


def peer_meeting(seat, affairs, at):
    """Whether the member has met another one."""
    url = page("meetings:peer_meetings", seat)
    if seat.has_met:
        return YearLine(gettext("Peer meeting"), gettext("held"), url, "done")
    if seat.has_noted:
        return YearLine(gettext("Peer meeting"), gettext("awaits a confirmation"), url, "wait")
    return YearLine(gettext("Peer meeting"), gettext("not noted yet"), url, "wait")


def page(name, seat):
    """The address of one of the year's pages."""
    return reverse(name, args=[seat.cohort.network.slug, seat.cohort.year])
