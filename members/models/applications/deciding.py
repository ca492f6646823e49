"""Judging an application: the responsibility vouched for, the decision prepared (bylaws 2 and 6)."""

from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ... import rules
from ...constraints import refusing
from ...history import told
from ...rules import SENTENCES, UNDECIDED, Outcome, State, refuse
from .queueing import Queueing

NOTHING_TO_DESCRIBE = _("Meets the criteria of the network.")
NO_SEAT_NOW = _("You meet the criteria of the network, but there are more applicants than seats.")


class Deciding(Queueing):
    """The verbs of a facilitator who judges."""

    class Meta:
        abstract = True

    def judge(self, *, outcome, reason, seen, by, at, refers_to=None):
        """One act: vouch for the responsibility where a seat is meant, and prepare the decision.

        `seen` is the mark of the decision that was on the screen: what somebody else has prepared meanwhile is
        not overwritten unseen.
        """
        outcome = Outcome(outcome)
        with refusing(SENTENCES), told("prepared", by=by):
            self.hold()
            refuse(*self.meanwhile(seen, by))
            if outcome is not Outcome.DECLINE:
                self.vouch(by=by, at=at)
            reason = reason or self.default_reason(outcome)
            return self.prepare(outcome=outcome, reason=reason, refers_to=refers_to, by=by, at=at)

    def vouch(self, *, by, at):
        """Note who vouches for the responsibility, once."""
        refuse(*rules.judging_refusals(State(self.state)))
        if self.responsibility_confirmed_at is None:
            self.responsibility_confirmed_by, self.responsibility_confirmed_at = by, at
            self.save(update_fields=["responsibility_confirmed_by", "responsibility_confirmed_at"])

    def retract_responsibility(self, *, by, at):
        """Take back what was vouched for, and the admission prepared on that ground."""
        with refusing(SENTENCES), told("unconfirmed", by=by, at=at.isoformat()):
            self.hold()
            refuse(*rules.judging_refusals(State(self.state)), *rules.offered_refusals(self.is_offered))
            self.responsibility_confirmed_by = self.responsibility_confirmed_at = None
            self.save(update_fields=["responsibility_confirmed_by", "responsibility_confirmed_at"])
            self.decisions.prepared().filter(outcome=Outcome.ADMIT).delete()

    def prepare(self, *, outcome, reason, by, at, refers_to=None):
        """Prepare the decision, or change the prepared one; nobody is told before it is announced."""
        outcome = Outcome(outcome)
        with refusing(SENTENCES), told("prepared", by=by):
            self.hold()
            itself = refers_to == self.cohort.network
            refuse(
                *rules.decision_refusals(State(self.state), outcome, reason),
                *rules.referral_refusals(outcome, refers=refers_to is not None, to_itself=itself),
                *rules.offered_refusals(self.is_offered),
            )
            place = self.place() if outcome is Outcome.WAIT else None
            facts = {"outcome": outcome, "reason": reason, "wait_place": place, "refers_to": refers_to}
            decision = self.decisions.update_or_create(
                announced_at=None, defaults={**facts, "prepared_by": by, "prepared_at": at}
            )[0]
            self.close_ranks()
            return decision

    def remove_decision(self, *, by, at):
        """Remove the prepared decision, as if it had never been."""
        with refusing(SENTENCES), told("removed", by=by, at=at.isoformat()):
            self.hold()
            refuse(*rules.judging_refusals(State(self.state)))
            self.decisions.prepared().delete()
            self.close_ranks()

    def lapse(self, *, at):
        """What was never decided lapses after the last admission day, a prepared decision too; whether it did."""
        with refusing(SENTENCES), told("lapsed", by=None):
            held = self.hold()
            if not rules.lapses(State(self.state), held.last_admission_on, localdate(at)):
                return False
            self.decisions.prepared().delete()
            self.end(State.LAPSED, at)
        return True

    def admit_by_offer(self, *, reason, by, at):
        """The decision that an accepted offer makes: announced at once, in the name of who offered."""
        decision = self.decisions.model(
            application=self, outcome=Outcome.ADMIT, reason=reason, prepared_by=by, prepared_at=at
        )
        decision.announce(by=by, at=at)
        return decision

    judge.alters_data = vouch.alters_data = True
    retract_responsibility.alters_data = True
    prepare.alters_data = remove_decision.alters_data = lapse.alters_data = True
    admit_by_offer.alters_data = True

    @property
    def is_undecided(self):
        return self.state in UNDECIDED

    @property
    def is_offered(self):
        """Whether a seat is offered that can still be accepted."""
        return type(self).objects.offered().filter(pk=self.pk).exists()

    @property
    def ground(self):
        """The reason for admitting: what the applicant wrote about the responsibility."""
        with translation.override(self.person.language):
            return self.evidence_text.strip() or str(NOTHING_TO_DESCRIBE)

    def default_reason(self, outcome):
        """The reason that stands where none was written: a decline has none."""
        if outcome is Outcome.ADMIT:
            return self.ground
        with translation.override(self.person.language):
            return str(NO_SEAT_NOW) if outcome is Outcome.WAIT else ""

    def open_decision(self):
        """The prepared decision that has not been announced, or None."""
        return next((d for d in self.decisions.all() if d.announced_at is None), None)

    def last_decision(self):
        """The newest announced decision, or None."""
        return next((d for d in reversed(self.decisions.all()) if d.announced_at is not None), None)

    def place(self):
        """The place it has already on the prepared waiting list, or the one behind everybody who waits."""
        prepared = self.open_decision()
        return (prepared and prepared.wait_place) or self.next_place()

    def meanwhile(self, seen, by):
        """What speaks against deciding on what was seen: that somebody else has changed it since."""
        stands = self.open_decision()
        is_own = stands is not None and stands.prepared_by_id == by.pk
        return rules.meanwhile_refusals(
            changed=seen != (stands.mark if stands else "") and not is_own,
            who=str(stands.prepared_by) if stands else "",
            what=stands.in_words if stands else "",
        )

    def admission_facts(self, *, seats_left, today):
        """This application, as the rule book asks when its admission is announced."""
        return rules.AdmissionFacts(
            state=State(self.state),
            sector=self.sector,
            sectors_admitted=tuple(self.cohort.network.sectors),
            responsibility_confirmed=self.responsibility_confirmed_at is not None,
            seats_left=seats_left,
            today=today,
            last_admission_on=self.cohort.last_admission_on,
        )
