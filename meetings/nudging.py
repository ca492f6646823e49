"""Reminding those who still lack a peer meeting: shown first, then sent, and not again within some days."""

from django.db import transaction

from members.letters import SEND_LETTERS, post, worded
from members.models import Cohort, Wording
from members.wake import wake

from .models import Nudge
from .peers import standing

LETTER = "meetings/peer_meeting_missing"


def to_remind(cohort, at):
    """The members who lack a peer meeting and were not reminded a short time ago."""
    return [line for line in standing(cohort, at) if line.can_be_reminded]


def preview(cohort, seat):
    """The letter as that member would read it; the others read alike."""
    return worded(LETTER, seat.person, network=cohort.network, context=letter_facts(cohort, seat))


def letter_facts(cohort, seat):
    return {"person": seat.person, "cohort": cohort}


def remind(cohort, *, by, at):
    """Remind all who are to be reminded; pressed again, it reminds nobody twice. Gives how many."""
    with transaction.atomic():
        Cohort.objects.held(cohort)
        seats = [line.membership for line in to_remind(cohort, at)]
        wordings = Wording.objects.of(cohort.network)
        for seat in seats:
            nudge = Nudge.objects.create(membership=seat, sent_by=by, sent_at=at)
            post(LETTER, seat.person, about=nudge, at=at, network=cohort.network, wakes=False, wordings=wordings,
                 context=letter_facts(cohort, seat))  # fmt: skip
        if seats:
            wake(SEND_LETTERS)
    return len(seats)
