"""What facilitators remark among themselves about what was submitted; no page, letter or list shows it to anybody else.

Once it is decided, whom it is about finds it in the download of own data (docs/decisions/0028).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...constraints import filled, refusing
from ...rules import FIELDS, LONGEST_TEXT, SENTENCES, UNDECIDED
from ...triggers import remark_guards
from ..years import Criterion
from .application import Application


class RemarkQuerySet(models.QuerySet):
    def about(self, application):
        """The remarks on every version of an application, oldest first."""
        return self.filter(application__in=application.versions()).select_related("written_by", "criterion")

    def readable_by(self, person):
        """The remarks on the person's own applications, once it is decided or never will be (docs/decisions/0028)."""
        waits = Application.objects.own(person).filter(state__in=UNDECIDED).values("cohort")
        return self.filter(application__person=person).exclude(application__cohort__in=waits)

    def own(self, person):
        """Those that the person wrote, and may take away."""
        return self.filter(written_by=person)


class Remark(models.Model):
    """One facilitator's signed and dated remark on a criterion of an application, or on the whole."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="remarks")
    criterion = models.ForeignKey(
        Criterion, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("about")
    )
    text = models.TextField(_("remark"), max_length=LONGEST_TEXT)
    written_by = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        triggers = remark_guards
        constraints = [filled("remark_has_text", "text")]

    def __str__(self):
        return f"#{self.pk}"  # never the words: this may stand in a log

    @classmethod
    def write(cls, application, *, text, criterion, by, at):
        """Remark on a criterion of what was submitted, or on the whole where the criterion is None."""
        with refusing(SENTENCES, FIELDS):
            return cls.objects.create(
                application=application, criterion=criterion, text=text, written_by=by, written_at=at
            )
