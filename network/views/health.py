"""Whether the site is well, for those who watch over it."""

from datetime import timedelta

import django.db
from django.contrib.auth.decorators import login_not_required
from django.db.models.functions import Now
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateWorker

# A worker gives a sign of life every ten seconds.
SILENCE = timedelta(seconds=45)


@login_not_required
@never_cache
@require_safe
def health(request):
    """Say "ok" when the database answers and a worker lives; else "not ok", and nothing more to anybody."""
    try:
        well = ProcrastinateWorker.objects.filter(last_heartbeat__gt=Now() - SILENCE).exists()
    except django.db.Error:
        well = False
    return HttpResponse("ok" if well else "not ok", status=200 if well else 503, content_type="text/plain")
