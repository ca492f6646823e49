"""What is kept about a person from the meetings and from between them: what, why, until when."""

from django.conf import settings
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import (
    Attendance,
    Challenge,
    Mark,
    Material,
    Minutes,
    OwnCalendar,
    Participant,
    Suggested,
    Told,
)
from members.models import Cohort
from members.rules import months_after
from members.wording import day_count

from .entry import Entry, until_day


def remaining(person):
    """What stays when the person wishes to be erased: it hangs on a seat, or others have it in common."""
    kinds = (answers, marks, laid, prepared, peer_meetings, suggestions, letters)
    return [entry for kind in kinds for entry in kind(person)]


def chosen(person):
    """What the person told by choice, and what goes with the wish to be erased (`meetings.forgetting`)."""
    return [entry for kind in (told_beside_answers, challenges, hosting, calendar) for entry in kind(person)]


def answers(person):
    """Who came to which meeting."""
    if count := Attendance.objects.filter(membership__person=person).count():
        yield Entry(
            ngettext("%(count)d answer to a meeting", "%(count)d answers to meetings", count)
            % {"count": count},
            _("So that the host knows who comes."),
            until_forgotten(),
        )


def told_beside_answers(person):
    """What was told beside the answers."""
    if count := Attendance.objects.filter(membership__person=person).exclude(food="", reason="").count():
        yield Entry(
            ngettext(
                "What you wrote about food, or why you could not come: %(count)d meeting",
                "What you wrote about food, or why you could not come: %(count)d meetings",
                count,
            )
            % {"count": count},
            _("So that there is food you can eat, and the facilitator knows why you are missing."),
            _("%(period)s after the meeting") % {"period": day_count(settings.KEEP_FOOD_DAYS)},
        )


def marks(person):
    """At which meetings the person was."""
    if count := Mark.objects.filter(membership__person=person).count():
        yield Entry(
            ngettext("Whether you came: %(count)d meeting", "Whether you came: %(count)d meetings", count)
            % {"count": count},
            _("So that you and the facilitator can see how the year went."),
            until_forgotten(),
        )


def laid(person):
    """The files and minutes that the person has laid at meetings."""
    files = Material.objects.filter(laid_by=person).values("pk")
    count = files.union(Minutes.objects.filter(written_by=person).values("pk"), all=True).count()
    if count:
        months = settings.KEEP_MATERIAL_MONTHS
        yield Entry(
            ngettext(
                "%(count)d file or minutes that you have laid at a meeting",
                "%(count)d files and minutes that you have laid at meetings",
                count,
            )
            % {"count": count},
            _("So that the members of the year can read them."),
            ngettext("%(count)d month after the term", "%(count)d months after the term", months)
            % {"count": months},
        )


def challenges(person):
    """What the person shared in confidence with the members of a year."""
    for one in Challenge.objects.own(person).select_related("membership__cohort__network"):
        cohort = one.membership.cohort
        yield Entry(
            _("Your challenge of %(year)s") % {"year": cohort},
            _("So that the members of the year can help you."),
            until_day(months_after(cohort.ends_on, settings.KEEP_CHALLENGE_MONTHS)),
            reverse("meetings:challenge", args=[cohort.network.slug, cohort.year, one.pk]),
        )


def prepared(person):
    """Which meetings the person was asked to host, and what he or she prepared."""
    asked = Q(memberships__host_requests__membership__person=person)
    if last := last_year(asked | Q(meetings__hosting_ticks__done_by=person)):
        yield Entry(
            _("That you have been asked to host, and what you have ticked off as prepared"),
            _("So that hosts are found, and it can be seen what is prepared."),
            until_day(months_after(last, settings.KEEP_PROFILE_MONTHS)),
        )


def hosting(person):
    """What the person said and wrote about hosting."""
    said = Q(memberships__host_wishes__membership__person=person) | Q(meetings__host_notes__written_by=person)
    reasons = Q(
        memberships__host_requests__membership__person=person, memberships__host_requests__reason__gt=""
    )
    if last := last_year(said | reasons):
        yield Entry(
            _("What you have said and written about hosting"),
            _("So that hosts are found, and the next hosts know what you learned."),
            until_day(months_after(last, settings.KEEP_PROFILE_MONTHS)),
        )


def last_year(found):
    """The last day of the last year that is found, or None."""
    return Cohort.objects.filter(found).aggregate(last=Max("ends_on"))["last"]


def peer_meetings(person):
    """With whom the person met between the meetings."""
    if count := Participant.objects.filter(membership__person=person).count():
        yield Entry(
            ngettext("%(count)d peer meeting", "%(count)d peer meetings", count) % {"count": count},
            _("So that it can be seen who has met, and that nobody is suggested to the same person twice."),
            until_forgotten(),
        )


def suggestions(person):
    """Whom the person was suggested to meet."""
    if count := Suggested.objects.filter(membership__person=person).count():
        yield Entry(
            ngettext("%(count)d suggestion of whom to meet", "%(count)d suggestions of whom to meet", count)
            % {"count": count},
            _("So that nobody is suggested to the same person twice."),
            until_forgotten(),
        )


def calendar(person):
    """How meetings come into the person's own calendar."""
    if OwnCalendar.objects.filter(person=person).exists():
        yield Entry(
            _("How the meetings come into your calendar"),
            _("So that they come the way you have chosen."),
            _("until your last year is over"),
            reverse("meetings:own_calendar"),
        )


def letters(person):
    """That the person was told of meetings."""
    if count := Told.objects.filter(membership__person=person).count():
        yield Entry(
            ngettext(
                "That you were sent %(count)d letter about meetings",
                "That you were sent %(count)d letters about meetings",
                count,
            )
            % {"count": count},
            _("So that you get each of them once, and hear of every change."),
            until_forgotten(),
        )


def until_forgotten():
    """ "indtil dit navn fjernes fra medlemskabet" """
    return _("until your name is removed from the membership")
