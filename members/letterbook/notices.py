"""Letters to those who want to be told when intake opens; no true one is shown, for nobody reads their addresses."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..letters import Kind, register
from . import examples
from .slots import APPLY, DEADLINE, NETWORK, REGARDS, YEAR, linking

CONFIRM = linking(
    _("the address at which the wish is confirmed, and can be taken back"),
    lambda facts: reverse("members:notice", args=[facts["network"].slug, facts["token"]]),
)
WHOEVER = _("Whoever has asked to be told")

register(
    Kind(
        "members/notice_asked",
        _("Confirmation of an address"),
        _("When somebody asks to be told when intake opens."),
        WHOEVER,
        (NETWORK, CONFIRM, REGARDS),
        examples.notice,
    )
)

register(
    Kind(
        "members/intake_open",
        _("Intake is open"),
        _("When intake opens; the address is erased with the letter."),
        WHOEVER,
        (NETWORK, YEAR, DEADLINE, APPLY, REGARDS),
        examples.notice,
    )
)
