"""What an applicant does with a draft: each step is kept by itself, while the intake is open."""

from contextlib import contextmanager

from django.db import models, transaction
from django.utils.translation import gettext

from ... import rules
from ...constraints import refusing
from ...rules import SENTENCES, Refusal, Refused, State, refuse
from ..payer import Payer

WRITTEN = frozenset(["name", "title", "phone", "organisation", "evidence_kind", "evidence_text"])


class Drafting(models.Model):
    """The verbs of an application that has not been submitted."""

    class Meta:
        abstract = True

    def writing_refusals(self, at):
        """What speaks against writing in it at that moment."""
        return rules.draft_refusals(State(self.state), self.cohort.intake(at))

    @contextmanager
    def written_to(self, at):
        """Open the draft for one change: nobody submits it meanwhile, and outside the window nothing is stored."""
        with refusing(SENTENCES):
            refuse(*self.writing_refusals(at))
            if not type(self).objects.drafts().filter(pk=self.pk).update(saved_at=at):
                raise Refused(Refusal("", "not_a_draft", SENTENCES["application_read_only_after_submission"]))
            yield

    def store(self):
        """Store a new draft, and its payer where it begins with one."""
        with transaction.atomic():
            if self.payer:
                self.payer.save()
                self.payer = self.payer  # the stored one has a number
            self.save()
        return self

    store.alters_data = True

    def save_step(self, at, **content):
        """Keep what the applicant wrote: any of name, title, phone, organisation and the responsibility held."""
        if not content.keys() <= WRITTEN:
            raise TypeError(f"Not a field of the form: {sorted(content.keys() - WRITTEN)}")
        with self.written_to(at):
            type(self).objects.filter(pk=self.pk).update(**content)
        for field, value in content.items():
            setattr(self, field, value)

    save_step.alters_data = True

    def accept(self, criteria, at):
        """Keep which commitments are accepted, each in the wording that was shown (bylaw 3)."""
        with self.written_to(at):
            self.acceptances.exclude(criterion__in=criteria).delete()
            accepted = set(self.acceptances.values_list("criterion_id", flat=True))
            for criterion in criteria:
                if criterion.pk not in accepted:
                    self.acceptances.create(criterion=criterion, wording=criterion.wording, accepted_at=at)

    accept.alters_data = True

    def save_payer(self, at, **particulars):
        """Keep who pays; nothing of it is required to apply."""
        with self.written_to(at):
            self.refresh_from_db(fields=["payer"])
            if self.payer is None:
                self.payer = Payer.objects.create()
                type(self).objects.filter(pk=self.pk).update(payer=self.payer)
            for field, value in particulars.items():
                setattr(self.payer, field, value)
            self.payer.save(update_fields=list(particulars))

    save_payer.alters_data = True

    def refusals(self, at):
        """What speaks against submitting it as it stands."""
        return rules.submission_refusals(self.submission_facts(at))

    def missing(self, at):
        """The same in sentences, a commitment in its own words."""
        words = self.cohort.commitment_words()
        return [
            gettext("“%(commitment)s” %(sentence)s")
            % {"commitment": words[one.field], "sentence": one.sentence}
            if one.field in words
            else str(one.sentence)
            for one in self.refusals(at)
        ]

    def is_due(self, at):
        """Whether the moment has come to remind of it."""
        due = rules.reminder_at(begun_at=self.created_at, closes_at=self.cohort.closes_at)
        return due is not None and due <= at

    def note_reminder(self, at):
        """Whether the reminder is to be written now: nobody has been reminded, and it still is a draft."""
        unreminded = type(self).objects.drafts().filter(pk=self.pk, reminded_at=None)
        return bool(unreminded.update(reminded_at=at))

    note_reminder.alters_data = True

    def discard(self):
        """Throw the draft away, and what it says about who pays."""
        with refusing(SENTENCES):
            self.lock_versions()
            if self.state != State.DRAFT:
                raise Refused(Refusal("", "not_a_draft", SENTENCES["application_read_only_after_submission"]))
            payer = self.payer
            self.delete()
            if payer:
                payer.delete()

    discard.alters_data = True
