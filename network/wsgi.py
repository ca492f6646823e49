"""The WSGI application that gunicorn serves."""

import logging
import os
import time

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver
from django.utils.translation.trans_real import translation

from network.logs import route_of

log = logging.getLogger("network.requests")


class NotingHandler(WSGIHandler):
    """Django's own handler, which also notes every page answered: method, route, status and milliseconds."""

    def get_response(self, request):
        started = time.perf_counter()
        response = super().get_response(request)
        route = route_of(request)
        if route or response.status_code >= 400:  # static files have no route
            spent = round((time.perf_counter() - started) * 1000)
            facts = {"method": request.method, "route": route, "status": response.status_code, "ms": spent}
            log.info("Answered", extra={"facts": facts})
        return response


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings")
django.setup(set_prefix=False)
application = NotingHandler()
# What every process needs is loaded before gunicorn divides itself, so that they share it.
get_resolver().url_patterns  # noqa: B018 - read for what it loads
for language, _ in settings.LANGUAGES:
    translation(language)
