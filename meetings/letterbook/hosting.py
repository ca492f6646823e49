"""Letters to members who are asked to host."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.letterbook import NETWORK, PERSON, REGARDS, YEAR, examples, linking
from members.letters import Kind, Placeholder, register

from ..asking import letter_facts
from ..models import HostRequest, Meeting

THEME = Placeholder("theme", "tema", _("the theme of the meeting"), lambda facts: facts["meeting"].theme)
WHEN = Placeholder(
    "when", "hvornaar", _("when the meeting takes place"), lambda facts: facts["meeting"].when, needed=True
)
NUMBER = Placeholder(
    "number", "nummer", _("the number of the meeting"), lambda facts: facts["meeting"].number
)
LINK = linking(
    _("the address at which the member answers"),
    lambda facts: reverse(
        "meetings:host_request",
        args=[facts["network"].slug, facts["cohort"].year, facts["host_request"].pk],
    ),
)
MEETING_LINK = linking(
    _("the address of the meeting"),
    lambda facts: reverse(
        "meetings:detail", args=[facts["network"].slug, facts["cohort"].year, facts["meeting"].number]
    ),
)


def example(network):
    """A member who is asked about the first meeting of the network, or about one invented."""
    cohort = examples.cohort(network)
    meeting = Meeting.objects.filter(cohort__network=network).in_full().order_by("-pk").first()
    meeting = meeting or Meeting(pk=0, cohort=cohort, number=3, theme_da="Innovation i sparetider")
    person = examples.person()
    return {"person": person, "cohort": cohort, "meeting": meeting, "host_request": HostRequest(pk=1)}


def latest(**asked):
    """A function of the network: the facts of its latest request that is like this, or None."""

    def found(network):
        requests = HostRequest.objects.filter(meeting__cohort__network=network, **asked)
        requests = requests.select_related("membership__person", "meeting__cohort__network").order_by("-pk")
        made = requests.first()
        return made and {"person": made.membership.person, **letter_facts(made)}

    return found


register(
    Kind(
        "meetings/host_asked", _("Will you host?"), _("When you ask a member to host a meeting."), _("The member"),
        (NETWORK, YEAR, PERSON, NUMBER, THEME, WHEN, LINK, REGARDS), example, latest(),
    )
)  # fmt: skip
register(
    Kind(
        "meetings/host_not_asked", _("We no longer ask you to host"),
        _("When you take back a request to host a meeting."), _("The member"),
        (NETWORK, YEAR, PERSON, NUMBER, WHEN, MEETING_LINK, REGARDS), example, latest(withdrawn_at__isnull=False),
    )
)  # fmt: skip
