"""Asking members to host: the request and the letter that carries it, in one transaction."""

from django.db import transaction

from members.letters import post

from .models import HostRequest, Meeting
from .models.verbs import hold_year


def ask(asked, *, by, at):
    """Ask members to host: pairs of a meeting and a membership; all are asked, or nobody."""
    with transaction.atomic():
        for meeting, membership in asked:
            made = HostRequest.objects.ask(meeting, membership, by=by, at=at)
            write("meetings/host_asked", made, at)


def withdraw(made, *, by, at):
    """Ask no longer, and tell the member."""
    with transaction.atomic():
        made.withdraw(by=by, at=at)
        write("meetings/host_not_asked", made, at)


def give_host(meeting, *, by, at, **host):
    """Note who hosts the meeting; whoever is still asked to host it is asked no longer, and told so."""
    with transaction.atomic():
        meeting.give_host(by=by, at=at, **host)
        if not meeting.lacks_host:
            stop_asking(meeting, by=by, at=at)


def take_off(meeting, *, by, at):
    """Delete a meeting that was only planned; whoever is asked to host it is told that it needs no host."""
    with transaction.atomic():
        # The year is held before the meeting, and the meeting before its requests, as by who moves or accepts.
        hold_year(meeting.cohort)
        rows = Meeting.objects.select_for_update(of=("self",))
        if meeting := rows.filter(pk=meeting.pk).first():  # pressed twice, it is gone already
            stop_asking(meeting, by=by, at=at)
            meeting.take_off()


def stop_asking(meeting, *, by, at):
    """Withdraw the open request about the meeting; who hosts it now, or has left the network, needs no letter."""
    rows = meeting.host_requests.unanswered().select_for_update(of=("self",))
    for made in rows.select_related("membership__person"):
        made.withdraw(by=by, at=at)
        if made.membership.is_seated and made.membership_id != meeting.host_membership_id:
            write("meetings/host_not_asked", made, at)


def write(kind, made, at):
    """A letter about the request to the member who was asked."""
    facts = letter_facts(made)
    network = facts["cohort"].network
    post(kind, made.membership.person, about=made, at=at, network=network, context=facts)


def letter_facts(made):
    """What a letter about the request speaks of."""
    meeting = Meeting.objects.in_full().get(pk=made.meeting_id)
    return {"host_request": made, "meeting": meeting, "cohort": meeting.cohort}
