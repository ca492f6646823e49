"""The years whose books a person keeps."""

from django.shortcuts import get_object_or_404

from members.models import Cohort

from ..access import networks_kept_by


def years_kept_by(person, network, year):
    """The year, if the person keeps its books, or 404."""
    cohorts = Cohort.objects.filter(network__in=networks_kept_by(person)).select_related("network")
    return get_object_or_404(cohorts, network__slug=network, year=year)
