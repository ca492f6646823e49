"""The addresses of applying, of deciding, and of a network's years."""

from . import applying, deciding, years

app_name = "members"
urlpatterns = [*applying.urlpatterns, *deciding.urlpatterns, *years.urlpatterns]
