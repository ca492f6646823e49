"""The first two steps: who applies, and from which organisation."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ...models import Organisation
from ...rules import LONGEST_NAME
from ..fields import Line, job_title, telephone
from ..organisation import OrganisationFields
from .step import Step


class AboutStep(Step, forms.Form):
    """Name, job title and telephone."""

    slug, heading = "about", _("About you")
    lede = _("This is how the facilitator and, if you are admitted, the other members see you.")
    fields_held = ("name", "title", "phone")

    name = Line(
        label=_("Name"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    title = job_title()
    phone = telephone()

    def __init__(self, data=None, *, application, **options):
        initial = {field: getattr(application, field) for field in self.fields_held}
        super().__init__(data, application=application, initial=initial, **options)


class OrganisationStep(Step, OrganisationFields):
    """The employer that the applicant has the responsibility in."""

    slug, heading = "organisation", _("Your organisation")
    lede = _("Your employer: the municipality or the state body in which you have the responsibility.")
    fields_held = ("organisation", "unlisted")
    is_one_answer = True

    def __init__(self, data=None, *, application, **options):
        organisation = application.organisation
        initial = {
            "organisation": organisation and organisation.known_as.name,
            "unlisted": is_unlisted(organisation),
        }
        super().__init__(data, application=application, initial=initial, **options)
        self.fields["organisation"].widget.sectors = application.cohort.network.sectors

    def keep(self, draft, at):
        with transaction.atomic():
            added = self.cleaned_data["added"]
            organisation = Organisation.objects.added(added) if added else self.cleaned_data["found"]
            draft.save_step(at, organisation=organisation)


def is_unlisted(organisation):
    """Whether an applicant added it and no facilitator has confirmed it yet."""
    return organisation is not None and organisation.confirmed_at is None
