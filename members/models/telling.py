"""What a person chooses to tell colleagues of the same year; nothing is shown before the person has chosen so."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..rules import LONGEST_HELP, Topic

TOPICS = {
    Topic.USERS: _("involving citizens and users"),
    Topic.LEADERSHIP: _("leading innovation, and its place at the top"),
    Topic.CULTURE: _("culture and motivation among staff"),
    Topic.DIGITAL: _("digital solutions and artificial intelligence"),
    Topic.DATA: _("using data"),
    Topic.EFFECTS: _("measuring effects"),
    Topic.SPREADING: _("spreading solutions, and getting them to last"),
    Topic.COLLABORATION: _("working together across units and sectors"),
    Topic.PROCUREMENT: _("procurement and partnerships with companies"),
    Topic.SKILLS: _("methods and skills"),
}
# How the choices read when nothing is chosen.
UNTOLD = {"helps_with": "", "topics": [], "email_shared_at": None, "phone_shared_at": None}


class TellsColleagues(models.Model):
    """The part of a person that colleagues read in the directory of their year."""

    helps_with = models.TextField(_("what I can help with"), max_length=LONGEST_HELP, blank=True)
    topics = ArrayField(
        models.CharField(max_length=20, choices=TOPICS),
        verbose_name=_("what occupies me"),
        blank=True,
        default=list,
    )
    email_shared_at = models.DateTimeField(null=True, blank=True, editable=False)
    phone_shared_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def shares_email(self):
        """Whether colleagues of the year may read the address."""
        return self.email_shared_at is not None

    @property
    def shares_phone(self):
        """Whether colleagues of the year may read the telephone number."""
        return self.phone_shared_at is not None

    @property
    def topic_words(self):
        """The topics chosen, in words and in the order of the list."""
        return [words for topic, words in TOPICS.items() if topic in self.topics]

    def share(self, *, email, phone, at):
        """Note, or take back, what of the contact details colleagues may read; a consent keeps its first time."""
        self.email_shared_at = (self.email_shared_at or at) if email else None
        self.phone_shared_at = (self.phone_shared_at or at) if phone else None
        self.save(update_fields=["email_shared_at", "phone_shared_at"])

    share.alters_data = True
