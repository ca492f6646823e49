"""Announcing decisions: the seats, the states and the letters in one transaction, all or nothing (bylaw 6)."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from . import rules
from .constraints import refusing
from .history import told
from .letters import SEND_LETTERS, post, worded
from .models import Cohort, Membership, Wording
from .models.decisions import fingerprint
from .referring import refer, referrals
from .rules import SENTENCES, Outcome, Refusal, refuse
from .wake import wake

CHANGED = _("What is prepared has changed since you saw it. Look it through, and announce it then.")
NOTHING = _("Nothing is prepared, so nothing was announced.")
LETTER_OF = {
    Outcome.ADMIT: "members/admitted",
    Outcome.WAIT: "members/waiting",
    Outcome.DECLINE: "members/declined",
}


def announce(prepared, cohort, *, seen, by, at):
    """Announce these decisions and write each applicant's letter; what was announced. Two at once take turns."""
    with refusing(SENTENCES), told("announced", by=by):
        held = Cohort.objects.held(cohort)
        decisions = list(prepared.select_for_update(of=("self", "application"), no_key=True))
        if not decisions:
            raise rules.Refused(Refusal("", "nothing", NOTHING))
        wordings = Wording.objects.of(held.network)
        if fingerprint(decisions, wordings) != seen:
            raise rules.Refused(Refusal("", "changed", CHANGED))
        refuse(*refusals(decisions, held, timezone.localdate(at)))
        for decision in decisions:
            decision.announce(by=by, at=at)
            if decision.outcome == Outcome.ADMIT:
                Membership.objects.admit(decision.application, by=by, at=at)
        referred = refer(decisions, at)
        for decision in decisions:
            write_letter(decision, referred.get(decision.pk), at, wordings=wordings, wakes=False)
        wake(SEND_LETTERS)
    return decisions


def refusals(decisions, cohort, today):
    """What speaks against announcing these together, each reason with the name of whom it concerns."""
    admissions = [decision for decision in decisions if decision.outcome == Outcome.ADMIT]
    free = cohort.seats_free if admissions else 0
    found = rules.announcement_refusals(admissions=len(admissions), seats_left=free)
    if found:
        return found
    return [
        Refusal(
            "", refusal.code, format_lazy("{}: {}", decision.application.name, refusal.sentence)
        )
        for decision in admissions
        for refusal in rules.admission_refusals(
            decision.application.admission_facts(seats_left=free, today=today)
        )
    ]  # fmt: skip


def write_letter(decision, referral, at, **how):
    """The applicant's letter, about this decision and no other; `how` it is posted."""
    application = decision.application
    post(
        LETTER_OF[decision.outcome],
        application.person,
        about=decision,
        at=at,
        network=application.cohort.network,
        context=facts(decision, referral),
        **how,
    )


def previews(decisions, at, wordings=None):
    """Each decision with its letter exactly as it would be written if it were announced at that moment."""
    referred = referrals(decisions, at)
    return [(decision, preview(decision, referred.get(decision.pk), wordings)) for decision in decisions]


def preview(decision, referral=None, wordings=None):
    """The letter about one decision, and where it refers to."""
    application = decision.application
    return worded(
        LETTER_OF[decision.outcome],
        application.person,
        network=application.cohort.network,
        context=facts(decision, referral),
        wordings=wordings,
    )


def facts(decision, referral=None):
    """What a letter about a decision speaks of."""
    application = decision.application
    return {
        "decision": decision,
        "application": application,
        "cohort": application.cohort,
        "referral": referral,
    }


def nothing_to_take_back(membership, at):
    """The files that take meetings out of a member's calendar: of meetings only the project knows."""
    return []


def annul(membership, *, because, by, at, takes_back=nothing_to_take_back):
    """Annul a membership, and tell the person so in a letter."""
    with transaction.atomic():
        Cohort.objects.held(membership.cohort)
        files = takes_back(membership, at)
        membership.annul(because=because, by=by, at=at)
        tell("members/annulled", membership, at, files)


def note_withdrawal(membership, *, on, by, at, takes_back=nothing_to_take_back):
    """Note that a member stops coming, and confirm it to the person in a letter."""
    with transaction.atomic():
        Cohort.objects.held(membership.cohort)
        files = takes_back(membership, at)
        membership.note_withdrawal(on=on, by=by, at=at)
        tell("members/withdrawal_noted", membership, at, files)


def tell(kind, membership, at, files):
    post(
        kind,
        membership.person,
        about=membership,
        at=at,
        network=membership.network,
        context={"membership": membership, "cohort": membership.cohort, "carries": bool(files)},
        attachments=files,
    )
