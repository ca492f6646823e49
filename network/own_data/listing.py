"""The list of what is kept about a person: what, why, until when."""

import datetime as dt

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.keeping.applications import ended
from members.models import Application, Notice, Question, Remark, Renewal
from members.rules import UNCONFIRMED_FOR, State, months_after
from members.wording import yeardate

from .entry import Entry, until_day
from .gathering import chosen
from .holding import held


def listed(person, kept=None):
    """Everything that is kept about the person, in a constant number of queries; `kept` is what is held, if known."""
    kept = held(person) if kept is None else kept
    found = [login(person), *profile(person), *roles(person), *factors(person), *applications(person)]
    found += [*questions(person), *remarks(person), *kept, *renewals(person), *chosen(person)]
    return [*found, *notices(person), *letters(person), history()]


def login(person):
    """The address and the name."""
    months = settings.KEEP_LOGIN_MONTHS
    return Entry(
        _("Your login: address, name and language"),
        _("So that you can sign in and get letters."),
        _("until your term is over, as you have asked")
        if person.wants_erasure()
        else ngettext(
            "%(count)d month after you last signed in, if you have no application, seat or role",
            "%(count)d months after you last signed in, if you have no application, seat or role",
            months,
        )
        % {"count": months},
        reverse("members:profile"),
    )


def profile(person):
    """What the person chose to tell."""
    if person.title or person.phone or person.organisation_id or person.helps_with or person.topics:
        last = person.memberships.aggregate(last=Max("ends_on"))["last"]
        until = last and months_after(last, settings.KEEP_PROFILE_MONTHS)
        yield Entry(
            _("Your profile: job title, telephone, employer and what you tell colleagues"),
            _("So that members of your year know you, and an application is quickly filled in."),
            until_day(until) if until else _("as long as your login"),
            reverse("members:profile"),
        )


def roles(person):
    """What the person does for networks."""
    for role in person.roles.select_related("network"):
        yield Entry(
            _("Your role: %(role)s of %(network)s")
            % {"role": role.get_kind_display(), "network": role.network},
            _("So that you can do your work."),
            _("until the role is taken back"),
        )


def factors(person):
    """The second factors."""
    if count := person.authenticator_set.count():
        yield Entry(
            ngettext("%(count)d second factor", "%(count)d second factors", count) % {"count": count},
            _("So that nobody else signs in as you."),
            _("until you remove it"),
            reverse("mfa_index"),
        )


def applications(person):
    """Applications that gave no seat; those that did stay with the seat."""
    ends = {one.pk: one.came_to_its_end for one in ended().filter(person=person)}
    own = Application.objects.own(person).current().exclude(state=State.ADMITTED)
    for one in own.select_related("cohort__network").order_by("pk"):
        yield Entry(
            _("Your application to %(year)s (%(state)s)")
            % {"year": one.cohort, "state": one.get_state_display()},
            _("So that it can be decided, and the decision explained."),
            until(one, ends.get(one.pk)),
            reverse("members:application", args=[one.cohort.network.slug]),
        )


def until(application, ended_at):
    """Until when an application is kept."""
    if ended_at:
        return until_day(months_after(ended_at, settings.KEEP_APPLICATION_MONTHS))
    if application.submitted_at is None:
        return until_day(application.cohort.closes_at + dt.timedelta(days=settings.KEEP_DRAFT_DAYS))
    months = settings.KEEP_APPLICATION_MONTHS
    return ngettext(
        "%(count)d month after it is decided, unless it gives a seat",
        "%(count)d months after it is decided, unless it gives a seat",
        months,
    ) % {"count": months}


def questions(person):
    """What facilitators asked about applications, and what the person answered."""
    if count := Question.objects.own(person).count():
        yield Entry(
            ngettext(
                "%(count)d question about your application, with your answer",
                "%(count)d questions about your applications, with your answers",
                count,
            )
            % {"count": count},
            _("So that it can be decided, and the decision explained."),
            _("as long as the application"),
        )


def remarks(person):
    """What facilitators remarked among themselves about applications that are decided."""
    if count := Remark.objects.readable_by(person).count():
        yield Entry(
            ngettext(
                "%(count)d remark of a facilitator about your application",
                "%(count)d remarks of facilitators about your applications",
                count,
            )
            % {"count": count},
            _("So that it can be decided, and the decision explained."),
            _("as long as the application"),
        )


def renewals(person):
    """That the person was asked about a next year, and may have said that it ends here."""
    asked = Renewal.objects.filter(membership__person=person).select_related("cohort__network")
    for renewal in asked:
        yield Entry(
            _("Whether you continue in %(year)s") % {"year": renewal.cohort},
            _("So that you are asked once, and need not answer twice."),
            _("until your name is removed from the membership"),
        )


def notices(person):
    """The networks whose intake the person wants to be told about."""
    for notice in Notice.objects.filter(email__iexact=person.email).select_related("network"):
        yield Entry(
            _("Your wish to be told when intake opens: %(network)s") % {"network": notice.network},
            _("So that you get one letter when it opens."),
            _("until the letter is sent")
            if notice.confirmed_at
            else until_day(localdate(notice.asked_at + UNCONFIRMED_FOR)),
        )


def letters(person):
    """The letters in the outbox."""
    found = person.letters.with_left_at().aggregate(count=Count("pk"), last=Max("left_at"))
    if found["count"]:
        last = found["last"] + dt.timedelta(days=settings.KEEP_LETTER_DAYS)
        yield Entry(
            ngettext("%(count)d letter to you", "%(count)d letters to you", found["count"])
            % {"count": found["count"]},
            _("So that it can be seen what was sent, and sent again."),
            _("the last one until %(day)s") % {"day": yeardate(last)},
        )


def history():
    """Who did what with an application, a seat or a role."""
    years = settings.KEEP_HISTORY_YEARS
    return Entry(
        _("The history of applications, seats and roles"),
        _("So that it can be seen who decided what, and when."),
        ngettext("%(count)d year after each line", "%(count)d years after each line", years)
        % {"count": years},
    )
