"""Rows that are held before they change."""

from django.db import models


class Held(models.Model):
    """A row that is locked, and read anew, before anything is asked of it."""

    class Meta:
        abstract = True

    def hold(self):
        """Lock the row, and read anew what may have happened to it."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update(of=("self",)))

    hold.alters_data = True
