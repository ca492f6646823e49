"""People with a login, and the organisations that employ them."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..clock import TODAY
from ..constraints import one_of, refusing, within
from ..rules import LONGEST_HELP, LONGEST_NAME, SENTENCES, Sector, Topic
from ..triggers import organisation_guards
from .ending import carry_over, note_end, take_back_end
from .erasing import NOTHING, Erasing, nowhere
from .telling import TellsColleagues

SECTORS = {
    Sector.MUNICIPAL: _("municipality"),
    Sector.STATE: _("state body"),
    Sector.REGIONAL: _("region"),
    Sector.OTHER: _("other public employer"),
}


class OrganisationQuerySet(models.QuerySet):
    def listed(self):
        """Organisations whose name and sector are known, and that exist today: those an applicant can choose."""
        return self.listed_on(TODAY)

    def added(self, name):
        """The organisation of that name: the listed one, or what an applicant has added, or added now."""
        named = self.filter(Q(ended_on=None) | Q(ended_on__gte=TODAY), name__iexact=name)
        return named.order_by("confirmed_at").first() or self.create(name=name)

    added.alters_data = True

    def forget_unused(self):
        """Remove what applicants once added and then named otherwise, or what was recognised as a listed one."""
        unused = {"application": None, "people": None, "memberships": None, "predecessors": None}
        added = Q(ended_on__isnull=True) | Q(successor__isnull=False)
        return self.filter(added, confirmed_at=None, **unused).delete()

    forget_unused.alters_data = True

    def listed_on(self, day):
        """Organisations known by name and sector that existed on that day."""
        begun, going_on = Q(begins_on=None) | Q(begins_on__lte=day), Q(ended_on=None) | Q(ended_on__gte=day)
        return self.filter(begun, going_on, confirmed_at__isnull=False)

    def ending(self):
        """Organisations of the list that have ended, or are known to end."""
        return self.filter(ended_on__isnull=False, confirmed_at__isnull=False)

    def unlisted(self):
        """Organisations that an applicant added and nobody has confirmed, or found on the list, yet."""
        return self.filter(confirmed_at__isnull=True, ended_on__isnull=True)

    def named_in(self, network):
        """Organisations that applications submitted to the network name."""
        named = {"application__cohort__network": network, "application__submitted_at__isnull": False}
        return self.filter(**named).distinct()

    def list_new(self, *, name, sector, by, at, begins_on=None):
        """An organisation that a facilitator adds and vouches for at once."""
        return self.create(name=name, sector=sector, begins_on=begins_on, confirmed_by=by, confirmed_at=at)

    list_new.alters_data = True

    # In a file of its own.
    carry_over = carry_over


class Organisation(models.Model):
    """A municipality, a state body or another public employer."""

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    sector = models.CharField(_("sector"), max_length=20, choices=SECTORS, blank=True)
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True)
    # The municipality it lies in (four digits), for distances and the map.
    municipality = models.CharField(_("lies in"), max_length=4, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        "members.Person", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    # The last day; from the day after, the successor carries on.
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_noted_at = models.DateTimeField(null=True, blank=True, editable=False)
    end_noted_by = models.ForeignKey(
        "members.Person", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        triggers = organisation_guards
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organisation_name_once",
                condition=Q(confirmed_at__isnull=False),
                violation_error_message=SENTENCES["organisation_name_once"],
            ),
            one_of("organisation_sector_known", "sector", ["", *Sector]),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(sector=""),
                name="organisation_with_sector_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(sector=""),
                name="organisation_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True)
                | (Q(ended_on__isnull=False) & ~Q(successor=models.F("id"))),
                name="organisation_ends_before_its_successor",
            ),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ended_on=None) | Q(begins_on__lte=models.F("ended_on")),
                name="organisation_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(end_noted_by=None, end_noted_at=None)
                | Q(end_noted_at__isnull=False, ended_on__isnull=False),
                name="organisation_end_noted_at_some_time",
            ),
        ]

    def __str__(self):
        return self.name

    def known_on(self, day):
        """Itself, the listed one that it was recognised as, or who carries on after it has ended."""
        is_over = self.ended_on is not None and self.ended_on < day
        if self.successor_id and (is_over or not self.sector):
            return self.successor.known_on(day)
        return self

    @property
    def known_as(self):
        """Who it is today, for pages that say it in words."""
        return self.known_on(localdate()) if self.successor_id else self

    def existed_between(self, first, last):
        """Whether it was there on some of those days."""
        return (self.begins_on or first) <= last and (self.ended_on or last) >= first

    @property
    def is_over(self):
        """Whether it has ended by today."""
        return self.ended_on is not None and self.ended_on < localdate()

    def confirm(self, *, name, sector, by, at):
        """A facilitator vouches for the name and sector that an applicant gave (bylaw 1)."""
        with refusing(SENTENCES, {"organisation_name_once": "name"}):
            self.name, self.sector, self.confirmed_by, self.confirmed_at = name, sector, by, at
            self.save(update_fields=["name", "sector", "confirmed_by", "confirmed_at"])

    def recognise_as(self, listed, *, on):
        """What an applicant added is one that the list knows already; what was submitted stays as it was written."""
        self.successor, self.ended_on = listed, on
        self.save(update_fields=["successor", "ended_on"])
        self.people.update(organisation=listed)

    confirm.alters_data = recognise_as.alters_data = True

    # In a file of their own.
    note_end = note_end
    take_back_end = take_back_end


class PersonManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A person with a login; nobody has a password unless a superuser is made on the command line."""
        person = self.model(email=email.strip(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def with_address(self, email, **particulars):
        """The person of that address, in any case; a login is made with those particulars if nobody has it."""
        return self.filter(email__iexact=email.strip()).first() or self.create_user(email, **particulars)

    with_address.alters_data = True

    def nameless(self, at):
        """Nobody: who stands behind a seat when the person has been removed from it."""
        return self.create_user(nowhere(), is_active=False, erased_at=at)

    nameless.alters_data = True

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Person(TellsColleagues, Erasing, AbstractBaseUser, PermissionsMixin):
    """Somebody with a login: applicant, member, facilitator, finance, or several of these."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    title = models.CharField(_("job title"), max_length=LONGEST_NAME, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    language = models.CharField(_("language of letters"), max_length=2, default="da")
    name_public_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = PersonManager()

    class Meta:
        ordering = ["name", "email"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once",
                violation_error_message=SENTENCES["person_email_once"],
            ),
            one_of("person_language_known", "language", ["da", "en"]),
            models.CheckConstraint(
                condition=Q(topics__contained_by=[str(topic) for topic in Topic]), name="person_topics_known"
            ),
            within("person_tells_within_reason", helps_with=LONGEST_HELP),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(is_active=False, email__endswith="@erased.invalid", **NOTHING),
                name="person_erased_without_a_name",
            ),
        ]

    def __str__(self):
        return gettext("Erased person") if self.erased_at else self.name or self.email

    @property
    def name_is_public(self):
        """Whether the person has agreed that the public may see the name (as a host)."""
        return self.name_public_at is not None

    def describe(self, **particulars):
        """Keep what the person says of themselves; what was agreed for a year stays as it was."""
        for field, value in particulars.items():
            setattr(self, field, value)
        self.save(update_fields=list(particulars))

    describe.alters_data = True

    def fill_in(self, **particulars):
        """Keep what the profile lacks of these particulars; what stands there stays."""
        lacking = {field: value for field, value in particulars.items() if value and not getattr(self, field)}
        for field, value in lacking.items():
            setattr(self, field, value)
        if lacking:
            self.save(update_fields=list(lacking))

    fill_in.alters_data = True

    def consent_to_public_name(self, *, given, at):
        """Note, or take back, the consent to show the name on public pages."""
        self.name_public_at = at if given else None
        self.save(update_fields=["name_public_at"])

    consent_to_public_name.alters_data = True
