"""What members of a year are asked about the next, and what they answer: each act with its letter, in one transaction."""

from django.db import transaction

from . import receipts, rules
from .constraints import refusing
from .letters import post
from .models import Application, Cohort, Membership, Person, Renewal
from .rules import SENTENCES, State, refuse
from .sweeping import each


def sweep(at):
    """Ask every member who is to be asked, and remind those who have not answered; done twice it changes nothing more."""
    for cohort in Cohort.objects.asking(at):
        each(unasked(cohort), ask, cohort, at)
        if rules.reminder_due(cohort.closes_at, at):
            due = Renewal.objects.to_remind(cohort, at).select_related("membership__person")
            each(due, remind, cohort, at)


def unasked(cohort):
    """The members who have neither been asked nor answered."""
    return Membership.objects.unanswered(cohort).filter(asked_at=None).select_related("person")


def ask(membership, cohort, at):
    """Ask one member, once."""
    with transaction.atomic():
        renewal, is_new = Renewal.objects.get_or_create(
            membership=membership, cohort=cohort, defaults={"asked_at": at}
        )
        if is_new:
            write("members/renewal_asked", renewal, membership.person, cohort, at)


def remind(renewal, cohort, at):
    """Remind one member, once."""
    with transaction.atomic():
        if Renewal.objects.filter(pk=renewal.pk, reminded_at=None).update(reminded_at=at):
            write("members/renewal_reminder", renewal, renewal.membership.person, cohort, at)


def go_on(membership, cohort, *, key, keep, at):
    """The member continues: an ordinary application, filled in by `keep(draft)`, is submitted with its receipt.

    The same key again, by a double click or a retry, is the same application. A stop that was noted is taken back.
    """
    person = membership.person
    with refusing(SENTENCES):
        membership.hold()
        sent = (
            Application.objects.own(person).filter(cohort=cohort, key=key, submitted_at__isnull=False).first()
        )
        if sent:
            return sent
        draft = Application.objects.start(cohort, person, at, key=key)
        keep(draft)
        receipts.submit(draft, at)
        membership.renewals.filter(cohort=cohort, stopped_at__isnull=False).update(stopped_at=None)
        # The profile follows the person (bylaw 7): what was written now is newer than what stands there.
        Person.objects.filter(pk=person.pk).update(title=draft.title, organisation=draft.organisation)
    return draft


def stop(membership, cohort, *, at):
    """The member says that it ends with this year; an application that was sent in is withdrawn."""
    person = membership.person
    with refusing(SENTENCES):
        membership.hold()
        own = Application.objects.own(person).filter(cohort=cohort)
        applied = own.live().first()
        refuse(
            *rules.stopping_refusals(
                intake=cohort.intake(at),
                seated=membership.is_seated,
                applied=applied and State(applied.state),
            )
        )
        if applied:
            receipts.withdraw(applied, person, at)
        for draft in own.drafts():
            draft.discard()
        note_stop(membership, cohort, at)


def note_stop(membership, cohort, at):
    """Note it, and confirm it by letter; said again it changes nothing."""
    renewal, _ = Renewal.objects.get_or_create(
        membership=membership, cohort=cohort, defaults={"asked_at": at}
    )
    if renewal.stopped_at is None:
        renewal.stopped_at = at
        renewal.save(update_fields=["stopped_at"])
        about = f"renewal:{renewal.pk}:{at.isoformat()}"
        write("members/renewal_stopped", about, membership.person, cohort, at)


def write(kind, about, person, cohort, at):
    """A letter about the next year to a member of the present one."""
    context = {"cohort": cohort, "person": person}
    post(kind, person, about=about, at=at, network=cohort.network, context=context)
