"""The addresses of applying, of deciding, and of a network's years."""

from . import applying, deciding, notices, years

app_name = "members"
urlpatterns = [
    *applying.urlpatterns,
    *deciding.urlpatterns,
    *notices.urlpatterns,
    *years.urlpatterns,
]
