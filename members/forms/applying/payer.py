"""The last step: who pays."""

from django.utils.translation import gettext_lazy as _

from ...models import Payer
from ..payer import SharedPayerForm
from .step import Step


class PayerStep(Step, SharedPayerForm):
    """The payer's particulars and choice; filled in from the organisation the first time."""

    slug, heading = "payer", _("Who pays")
    lede = _(
        "What the invoice needs to reach your employer. You can leave out what you do not know and add it later, "
        "until the invoice is issued."
    )
    fields_held = (*Payer.COPIED, "shares_invoice")

    def __init__(self, data=None, *, application, **options):
        super().__init__(data, application=application, instance=proposed(application), **options)

    @classmethod
    def is_done(cls, application, refusals):
        """Nothing is required: done is who has been here."""
        return application.payer_id is not None

    def keep(self, draft, at):
        draft.save_payer(at, **self.cleaned_data)


def proposed(application):
    """The draft's payer, or a first proposal from the organisation's name and CVR number."""
    if application.payer:
        return application.payer
    if application.organisation:
        employer = application.organisation.known_as
        return Payer(legal_name=employer.name, cvr=employer.cvr)
    return Payer()
