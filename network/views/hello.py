"""The empty page that bin/bench measures the others against; it exists when BENCH=1 only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def hello(request):
    """Pass every middleware, ask the database nothing, and say hello."""
    return HttpResponse("hello")
