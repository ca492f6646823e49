"""An amount in kroner, typed as Danes type it."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import money
from .fields import Line

LARGEST = Decimal("99999999.99")


class AmountField(Line):
    """Reads 8000, 8.000, 8.000,00 and 8000,5; refuses what can be read in two ways; shows 8.000,00."""

    def __init__(self, **options):
        super().__init__(**options)
        self.widget.attrs.update(inputmode="decimal", autocomplete="off")
        self.widget.attrs.setdefault("class", "amount")

    def to_python(self, value):
        if isinstance(value, Decimal):  # of a field that is not asked
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            amount = money.read(text)
        except money.NotAnAmount as error:
            raise ValidationError(error.sentence, code=error.code) from error
        if amount > LARGEST:
            raise ValidationError(_("The amount is too large."), code="too_large")
        return amount

    def run_validators(self, value):
        """The validators of a text do not fit an amount."""

    def prepare_value(self, value):
        return money.written(value) if isinstance(value, Decimal) else value
