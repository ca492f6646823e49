"""How a refusal is told to a human: a sentence at the right field."""

from django.core.exceptions import ValidationError

from ..rules import Refused


def tell(form, refused):
    """Put every reason of a `Refused` on the form: at its field, or at the top when the form has no such field."""
    for refusal in refused.refusals:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, ValidationError(refusal.sentence, code=refusal.code))


def accepted(form, act):
    """Whether the form was right and `act` was not refused; what speaks against it stands on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        tell(form, refused)
        return False
    return True
