"""Submitting, replacing and withdrawing (bylaws 4 and 6)."""

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ... import rules
from ...constraints import refusing
from ...history import told
from ...rules import LIVE, SENTENCES, Refusal, Refused, State, refuse
from .prefilling import copy_of

GONE = _("This draft has been removed. Begin a new one.")


class Submitting(models.Model):
    """The verbs by which an application comes to count, and ceases to."""

    class Meta:
        abstract = True

    @property
    def may_be_withdrawn(self):
        return not rules.withdrawal_refusals(State(self.state))

    def may_be_replaced(self, at):
        return not rules.replacement_refusals(State(self.state), self.cohort.intake(at))

    def versions(self):
        """Every application of the same person for the same year, this one too."""
        return type(self).objects.filter(cohort_id=self.cohort_id, person_id=self.person_id)

    def lock_versions(self):
        """Hold all versions, always in the same order, and read this one anew."""
        held = [version.pk for version in self.versions().order_by("pk").select_for_update()]
        if self.pk not in held:
            raise Refused(Refusal("", "gone", GONE))
        self.refresh_from_db()

    def submit(self, at):
        """Send the draft in; the version it replaces gives way. Once sent, sending it again changes nothing."""
        with refusing(SENTENCES), told("submitted", by=self.person):
            self.hold() if self.replaces_id else self.lock_versions()
            if self.submitted_at:
                return
            refuse(*rules.submission_refusals(self.submission_facts(at)))
            if self.replaces and self.replaces.state in LIVE:
                refuse(*rules.replacement_refusals(State(self.replaces.state), self.cohort.intake(at)))
                self.replaces.end(State.REPLACED, at)
                self.close_ranks()
            self.versions().filter(pk=self.pk).update(state=State.SUBMITTED, submitted_at=at)
            employer = self.organisation.known_on(localdate(at))
            self.person.fill_in(name=self.name, title=self.title, phone=self.phone, organisation=employer)
        self.state, self.submitted_at = State.SUBMITTED, at

    submit.alters_data = True

    def replace(self, at):
        """Begin a new version, a copy of this one; the old one counts until the new one is submitted."""
        with refusing(SENTENCES):
            self.lock_versions()
            found = self.versions().drafts().first()
            if found:
                return found
            refuse(*rules.replacement_refusals(State(self.state), self.cohort.intake(at)))
            return copy_of(self, at)

    replace.alters_data = True

    def withdraw(self, by, at):
        """Take the application back, and a new version that was begun; free until the announcement."""
        with refusing(SENTENCES), told("withdrawn", by=by):
            self.hold()
            if self.state == State.WITHDRAWN:
                return
            refuse(*rules.withdrawal_refusals(State(self.state)))
            self.end(State.WITHDRAWN, at)
            self.close_ranks()
            for version in self.versions().drafts():
                version.discard()

    withdraw.alters_data = True

    def end(self, state, at):
        """Note when and how it ceased to count."""
        self.state, self.ended_at = state, at
        self.save(update_fields=["state", "ended_at"])

    end.alters_data = True
