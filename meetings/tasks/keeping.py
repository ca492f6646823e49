"""The nightly sweep that ends the answers of members who are no longer known."""

from collections import Counter

from procrastinate.contrib.django import app

from members.keeping.batches import end
from members.rules import DataKind
from members.tasks.keeping import carry_out

from ..models import Attendance


@app.periodic(cron="30 2 * * *")
@app.task(name="meetings.end_answers", queueing_lock="meetings.end_answers")
def sweep_answers(timestamp=None):
    """Erase the answers to meetings of seats without a person; done twice it changes nothing more."""
    carry_out([end_answers])


def end_answers(at):
    """Erase the answers that are due."""
    due = Attendance.objects.filter(membership__anonymised_at__isnull=False)
    end(DataKind.ANSWER, due.select_related("membership"), forget, at=at)


def forget(answers):
    """Erase answers; how many in each network."""
    found = Counter(answer.membership.network_id for answer in answers)
    Attendance.objects.filter(pk__in=[answer.pk for answer in answers]).delete()
    return found
