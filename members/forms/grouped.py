"""A long form in parts: each with a heading, and with what is fixed shown as words."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext

from ..wording import kroner, longdate, moment


@dataclass(frozen=True)
class Group:
    """One part of a form: its heading ('' for a single question), the fields to fill in, and (label, words) of those that are fixed."""

    heading: object
    fields: list
    fixed: list


class Grouped:
    """Mixed into a form that lists its parts as GROUPS: (heading, names of fields)."""

    GROUPS = ()

    @property
    def groups(self):
        """The parts that hold anything, in order."""
        found = []
        for heading, names in self.GROUPS:
            bound = [self[name] for name in names if name in self.fields]
            open_fields = [field for field in bound if not field.field.disabled]
            fixed = [(field.label, in_words(field.initial)) for field in bound if field.field.disabled]
            found.append(Group(heading, open_fields, [(label, words) for label, words in fixed if words]))
        return [group for group in found if group.fields or group.fixed]


class ReadingForm(forms.ModelForm):
    """A form that only reads what was typed; the verb it is handed to judges, and keeps."""

    def _post_clean(self):
        """Neither fills in the instance nor validates it."""


def in_words(value):
    """A fixed value as the page says it."""
    if isinstance(value, bool):
        return gettext("yes") if value else ""
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return longdate(value)
    if isinstance(value, Decimal):
        return kroner(value)
    return "" if value is None else str(value)
