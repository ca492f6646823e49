"""Leaving a year as the project completes it: the letter takes the meetings to come out of the member's calendar.

The pages and their addresses are those of members (docs/decisions/0016); what a calendar has, only meetings know.
"""

from django.views.decorators.http import require_http_methods

from meetings.leaving import take_back
from members.views import memberships


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request, pk):
    """Note that a member has left; the fee stays due."""
    return memberships.withdrawal(request, pk, takes_back=take_back)


@require_http_methods(["GET", "HEAD", "POST"])
def annulment(request, pk):
    """Annul a membership that came about by mistake."""
    return memberships.annulment(request, pk, takes_back=take_back)
