"""Who pays: stated until the invoice is issued."""

from members.constraints import refusing
from members.models import Payer
from members.rules import SENTENCES as MEMBERS_SENTENCES

from ..rules import SENTENCES


def state_payer(payer, **particulars):
    """Write down who pays; refused once the invoice has been issued (bylaw 7)."""
    with refusing({**MEMBERS_SENTENCES, **SENTENCES}):
        Payer.objects.filter(pk=payer.pk).update(**particulars)
