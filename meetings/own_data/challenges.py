"""What a person shared in confidence with the members of a year."""

from members.own_data import columns

from ..models import Challenge
from .rows import year


def own_data(person):
    """The person's challenges."""
    found = Challenge.objects.own(person).select_related("membership__cohort__network")
    return {"challenges": [columns(one, **year(one.membership)) for one in found.order_by("pk")]}
