"""A freed seat is offered, accepted, refused or runs out: each with its letter, in one transaction (bylaw 5)."""

from django.db import transaction
from django.utils import timezone

from . import receipts, rules
from .announcing import write_letter
from .constraints import refusing
from .history import told
from .letters import post, worded
from .models import Application, Cohort, Membership, Offer
from .rules import SENTENCES, Outcome, State, refuse


def proposed(application, at):
    """An offer as it would be made now, not stored: the prepared admission's reason, and seven days."""
    prepared = application.open_decision()
    return Offer(
        application=application,
        reason=prepared.reason if prepared else application.ground,
        offered_at=at,
        answer_by=rules.proposed_deadline(at, application.cohort.last_admission_on),
    )


def next_in_turn(cohort):
    """Who is offered the next seat that is free, or None."""
    waiting = Application.objects.in_turn(cohort)
    return waiting.exclude(pk__in=Application.objects.offered().values("pk")).first()


def offer(application, *, reason, answer_by, by, at):
    """Offer a free seat to the next on the waiting list; a letter tells it. Two who offer at once take turns."""
    with refusing(SENTENCES, rules.FIELDS), told("offered", by=by):
        held = Cohort.objects.held(application.cohort)
        application.lock_versions()
        made = Offer(
            application=application, reason=reason, answer_by=answer_by, offered_by=by, offered_at=at
        )
        refuse(*refusals(made, held, at))
        application.decisions.prepared().delete()
        made.save()
        write("members/seat_offered", made, at)
    return made


def refusals(made, cohort, at):
    """What speaks against making this offer."""
    application = made.application
    return rules.offer_refusals(
        rules.OfferFacts(
            admission=application.admission_facts(seats_left=cohort.seats_free, today=timezone.localdate(at)),
            is_next=next_in_turn(cohort) == application,
            is_offered=application.is_offered,
            reason=made.reason,
            answer_by=made.answer_by,
            at=at,
        )
    )


def accept(offered, *, by, at):
    """The applicant takes the seat: it binds from now. Pressed twice it is one seat."""
    with refusing(SENTENCES), told("accepted", by=by):
        application, held = hold(offered)
        if offered.accepted_at:
            return application.membership
        left = held.seats_left - held.seats_offered + 1  # this one is kept
        facts = application.admission_facts(seats_left=left, today=timezone.localdate(at))
        refuse(*(rules.offer_answer_refusals(offered.standing(at)) or rules.admission_refusals(facts)))
        offered.accept(at)
        decision = application.admit_by_offer(reason=offered.reason, by=offered.offered_by, at=at)
        membership = Membership.objects.admit(application, by=offered.offered_by, at=at)
        write_letter(decision, None, at)
    return membership


def decline(offered, *, leave, by, at):
    """The applicant says no: stays on the list for a later seat, or leaves it; whether the application is withdrawn.

    Pressed twice it is one answer; who stayed may still leave, as whoever waits.
    """
    with refusing(SENTENCES), told("declined", by=by):
        application, _held = hold(offered)
        is_new = offered.declined_at is None
        if is_new:
            offered.decline(at)
        if leave:
            receipts.withdraw(application, by, at)
        elif is_new:
            write("members/offer_declined", offered, at)
    return application.state == State.WITHDRAWN


def hold(offered):
    """Lock the year, the application and the offer, always in that order; the application and the year."""
    application = offered.application
    held = Cohort.objects.held(application.cohort)
    application.lock_versions()
    offered.hold()
    offered.application = application
    return application, held


def tell_run_out(offered, at):
    """Tell the applicant, once, that the deadline has passed."""
    with transaction.atomic():
        waiting = Offer.objects.run_out(at).filter(pk=offered.pk, run_out_told_at=None)
        found = waiting.select_for_update(of=("self",), skip_locked=True).select_related(
            "application__person", "application__cohort__network"
        ).first()  # fmt: skip
        if found:
            found.run_out_told_at = at
            found.save(update_fields=["run_out_told_at"])
            write("members/offer_run_out", found, at)


def lapse(application, at):
    """What was never decided lapses after the last admission day, and a letter says so; both or neither."""
    with transaction.atomic():
        if application.lapse(at=at):
            write_about("members/lapsed", application, application, at, **lapse_facts(application))


def lapse_facts(application):
    """What the letter says about an application that lapsed: whether it waited, and was offered a seat."""
    waited = application.decisions.filter(outcome=Outcome.WAIT, announced_at__isnull=False).exists()
    return {"waited": waited, "was_offered": application.offers.exists()}


def write(kind, offered, at):
    """The letter about an offer to its applicant; never written twice."""
    write_about(kind, offered, offered.application, at, offer=offered)


def write_about(kind, about, application, at, **more):
    post(
        kind,
        application.person,
        about=about,
        at=at,
        network=application.cohort.network,
        context={"application": application, "cohort": application.cohort, **more},
    )


def preview(made):
    """The letter exactly as it would be written if the offer were made now."""
    application = made.application
    network = application.cohort.network
    return worded("members/seat_offered", application.person, network=network, context=letter_facts(made))


def letter_facts(made):
    """What a letter about an offer speaks of."""
    return {"offer": made, "application": made.application, "cohort": made.application.cohort}
