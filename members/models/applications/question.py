"""What a facilitator asks an applicant, and the answer: added to the application, which stays as it was."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ... import rules
from ...constraints import both_or_neither, filled, refusing
from ...rules import FIELDS, LONGEST_TEXT, SENTENCES, UNDECIDED, State, refuse
from ...triggers import question_guards
from .application import Application


class QuestionQuerySet(models.QuerySet):
    def about(self, application):
        """The questions about every version of an application, oldest first."""
        return self.filter(application__in=application.versions()).select_related("asked_by")

    def own(self, person):
        """The questions that the person was asked."""
        return self.filter(application__person=person)

    def unanswered(self):
        return self.filter(answered_at__isnull=True)

    def ask(self, application, *, text, by, at):
        """Ask the applicant something, while nothing is decided."""
        with refusing(SENTENCES, FIELDS):
            application.lock_versions()
            refuse(*rules.question_refusals(State(application.state), text))
            return self.create(application=application, text=text, asked_by=by, asked_at=at)

    ask.alters_data = True


class Question(models.Model):
    """One question to an applicant, with the one answer that was given."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="questions")
    text = models.TextField(_("question"), max_length=LONGEST_TEXT)
    asked_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_text = models.TextField(_("answer"), max_length=LONGEST_TEXT, null=True, blank=True)  # noqa: DJ001 - both or neither
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        triggers = question_guards
        constraints = [
            filled("question_has_text", "text"),
            both_or_neither("question_answered_in_words", "answer_text", "answered_at"),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def is_open(self):
        return self.answered_at is None

    def may_be_answered(self):
        """Whether an answer still matters: nobody has decided yet."""
        return self.is_open and self.application.versions().filter(state__in=UNDECIDED).exists()

    def answer(self, text, at):
        """Give the one answer."""
        with refusing(SENTENCES, FIELDS):
            refuse(*rules.answer_refusals(text))
            self.answer_text, self.answered_at = text, at
            self.save(update_fields=["answer_text", "answered_at"])

    answer.alters_data = True
