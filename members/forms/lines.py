"""One line of a list of members: read, mended, and confirmed by itself (bylaw 8)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..lists import OFFERED
from .cells import NO, YES, formula, is_formula, understood
from .fields import Line
from .members import TakenOverMemberForm, TakenOverPayerForm

MEMBER, EMPLOYER = ("name", "email", "title"), ("organisation", "sector")
PAYER = tuple(name for name in OFFERED if name not in MEMBER + EMPLOYER)


class LineForm(forms.Form):
    """A line as it was read or mended, whether it is right, and whether the facilitator has confirmed it."""

    name = TakenOverMemberForm.base_fields["name"]
    email = TakenOverMemberForm.base_fields["email"]
    title = TakenOverMemberForm.base_fields["title"]
    organisation = Line(label=_("Organisation"), error_messages={"required": _("Write the organisation.")})
    sector = TakenOverMemberForm.base_fields["sector"]
    billed_elsewhere = Line(label=_("Billed elsewhere"), required=False)

    def __init__(self, line, *, register, posted=None):
        self.number, self.register, posted = line["line"], register, posted or {}
        prefix = f"line{self.number}"
        self.values = {name: posted.get(f"{prefix}-{name}", line.get(name, "")) for name in OFFERED}
        self.ticked = f"{prefix}-confirmed" in posted
        data = {f"{prefix}-{name}": value for name, value in understood(self.values).items()}
        super().__init__(data, prefix=prefix)

    @property
    def address(self):
        return self.values["email"].strip().lower()

    @property
    def is_member(self):
        """Whether somebody with that address is a member of the year already."""
        return self.address in self.register.seated

    @property
    def is_known(self):
        """Whether somebody with that address has a login already."""
        return self.address in self.register.known

    def clean_billed_elsewhere(self):
        """Yes, unless the list says no: a year that was taken over was mostly billed before."""
        word = self.cleaned_data["billed_elsewhere"].casefold()
        if word not in YES + NO:
            raise ValidationError(_("Write yes or no."), code="unknown")
        return word in YES

    def clean(self):
        values = super().clean()
        for name in OFFERED:
            if is_formula(self.values[name]) and name not in self.errors:
                self.add_error(name, formula(self.values[name]))
        if self.register.first_with(self.address) != self.number and "email" not in self.errors:
            sentence = _("Line %(line)d has the same address.")
            words = {"line": self.register.first_with(self.address)}
            self.add_error("email", ValidationError(sentence, "duplicate", words))
        if "organisation" not in self.errors:
            self.find_employer(values["organisation"])
        return values

    def find_employer(self, name):
        """The organisation on the list that is meant, or one to be added with its sector."""
        self.employer = self.register.directory.meant(name)
        if self.employer:
            self.errors.pop("sector", None)
            return
        if name.casefold() in self.register.other_times:
            sentence = _("“%(name)s” did not exist in that year. Write the employer of that time.")
            self.add_error("organisation", ValidationError(sentence, "other_time", {"name": name}))
        elif not self.cleaned_data.get("sector") and "sector" not in self.errors:
            self.add_error("organisation", not_listed(name, self.register.directory))
            self.add_error("sector", _("Choose the sector if it is to be added."))

    employer = None

    @property
    def added(self):
        """The name of the organisation that the line adds to the list, or ''."""
        right = self.is_valid() and self.employer is None
        return self.cleaned_data["organisation"] if right else ""

    @property
    def close(self):
        """Names on the list that are spelt almost like the one to be added."""
        return self.register.directory.suggestions(self.added) if self.added else []

    def to_mend(self, names):
        """The fields among these that are wrong; an organisation that would be added can be changed still."""
        if self.is_member:
            return []
        opened = set(self.errors)
        if self.added or opened & set(EMPLOYER):
            opened |= set(EMPLOYER)
        return [self.field_to_mend(name) for name in names if name in opened]

    def field_to_mend(self, name):
        """The field as it stands in a table: without a help text, marked where it is wrong."""
        field, bound = self.fields[name], self[name]
        field.help_text = ""
        kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
        field.widget.attrs["class"] = f"{kind} is-invalid" if bound.errors else kind
        bound.help_text = ""
        return bound

    @property
    def is_billed_elsewhere(self):
        return self.cleaned_data.get("billed_elsewhere", True)

    @property
    def payer_name(self):
        return self.values["legal_name"] or self.values["organisation"]

    @property
    def member_fields(self):
        return self.to_mend(MEMBER)

    @property
    def employer_fields(self):
        return self.to_mend(EMPLOYER)

    @property
    def payer_fields(self):
        return self.to_mend(PAYER)

    def particulars(self):
        """What the line says, as the verb takes it."""
        values = dict(self.cleaned_data)
        payer = {name: values[name] for name in TakenOverPayerForm.base_fields}
        if not values["billed_elsewhere"]:
            payer["legal_name"] = payer["legal_name"] or values["organisation"]
        return {
            "email": values["email"],
            "name": values["name"],
            "title": values["title"],
            "organisation": self.employer or {"name": values["organisation"], "sector": values["sector"]},
            "payer": payer,
            "billed_elsewhere": values["billed_elsewhere"],
            "name_public": False,  # each agrees to that personally
        }


# Who pays is asked as it is asked one by one.
LineForm.base_fields |= TakenOverPayerForm.base_fields


def not_listed(name, directory):
    """The sentence for an employer that the list does not know, with those that could be meant."""
    close = directory.suggestions(name)
    if close:
        sentence = gettext("“%(name)s” is not on the list. Do you mean %(close)s?")
        return ValidationError(sentence, "unknown", {"name": name, "close": get_text_list(close)})
    return ValidationError(gettext("“%(name)s” is not on the list."), "unknown", {"name": name})
