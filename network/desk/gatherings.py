"""The meetings of years as the desk reads them: with what was told, answered, asked and noted."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from meetings.models import Attendance, HostRequest, Mark, Meeting, Minutes, Telling, Told
from meetings.rules import STANDING
from members.kept import AnyOf, Kept
from members.models import Membership


@Kept
def meetings_of(cohorts):
    """Meetings with parts and host, the letters sent, what those who are still there have answered, and who was there."""
    answers = Attendance.objects.filter(
        meeting=OuterRef("pk"),
        membership__annulled_at__isnull=True,
        membership__withdrawn_at__isnull=True,
    )
    requests = HostRequest.objects.filter(meeting=OuterRef("pk")).order_by("-pk")
    asked, declined = requests.open(), requests.exclude(declined_at=None)
    tellings = Telling.objects.filter(meeting=OuterRef("pk")).order_by()
    marks = Mark.objects.filter(meeting=OuterRef("pk"))
    invited = Told.objects.filter(telling__meeting=OuterRef(OuterRef("pk")), telling__message__in=STANDING)
    seated = Membership.objects.seated().filter(cohort=OuterRef("cohort"), person__erased_at=None)
    uninvited = seated.exclude(pk__in=invited.values("membership"))
    return (
        Meeting.objects.filter(AnyOf("cohort", cohorts))
        .in_full()
        .annotate(
            answers=ArraySubquery(answers.values("answer")),
            marks_noted=ArraySubquery(marks.values("mark")),
            has_uninvited=Exists(uninvited),
            has_minutes=Exists(Minutes.objects.filter(meeting=OuterRef("pk"))),
            host_asked=Subquery(asked.values("membership__agreed_name")[:1]),
            host_declined=Subquery(declined.values("membership__agreed_name")[:1]),
            told=ArraySubquery(
                tellings.values(row=JSONObject(message="message", version="version", facts="facts"))
            ),
        )
    )
