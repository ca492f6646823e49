"""Several forms on one page, told and saved as one."""

from collections import namedtuple

from members.rules import Refused

from .. import asking
from ..models import Meeting
from .hosts import HostForm
from .parts import NEXT_DAY, PartFormSet, row_name, rows_of, seminar_rows
from .seen import SeenForm
from .texts import AddressForm, DeadlineForm, PracticalForm, ThemeForm, texts_of

SummaryField = namedtuple("SummaryField", "label errors id_for_label auto_id")


class Sheet:
    """The forms of one page; for the error summary it is read like one form."""

    row_prefix, row_name = "parts-", staticmethod(row_name)

    def __init__(self, forms, rows=None):
        self.forms, self.rows = forms, rows

    def is_valid(self):
        """Whether every form can be read."""
        forms = [*self.forms, *([self.rows] if self.rows is not None else [])]
        unreadable = [form for form in forms if not form.is_valid()]
        return not unreadable

    @property
    def errors(self):
        """Whether there is something to tell."""
        return any(form.errors for form in self.every()) or bool(self.non_field_errors)

    @property
    def non_field_errors(self):
        """What concerns the whole page."""
        found = [error for form in self.every() for error in form.non_field_errors()]
        return found + (list(self.rows.non_form_errors()) if self.rows is not None else [])

    def __iter__(self):
        """Every field, named so that rows can be told apart."""
        for form in self.forms:
            yield from form
        for index, form in enumerate(self.rows or []):
            for field in form:
                yield SummaryField(
                    f"{self.row_name(index)}, {str(field.label).lower()}",
                    field.errors,
                    field.id_for_label,
                    field.auto_id,
                )

    def days(self):
        """The days that are chosen in the rows, typed or stored."""
        chosen = [
            form.cleaned_data if form.is_bound and form.is_valid() is not None else form.initial
            for form in self.rows or []
        ]
        return [day for values in chosen for day in days_of(values)]

    def ask_only_for_days(self):
        """Leave untold what is missing beside the days: somebody only wants to see what they clash with."""
        self.is_valid()
        for form in self.every():
            for name in [name for name in form.errors if name != "day"]:
                del form.errors[name]

    def every(self):
        """Every form, the rows' too."""
        return [*self.forms, *(self.rows or [])]

    def carry_out(self, verb, *arguments, **named):
        """What the verb returns, or True; None when it was refused, with each reason at its field."""
        try:
            return verb(*arguments, **named) or True
        except Refused as refused:
            for refusal in refused.refusals:
                self.tell(refusal)
            return None

    def tell(self, refusal):
        """Put one reason at its field, or at the top of the page when it has none."""
        if refusal.field.startswith(self.row_prefix) and self.rows is not None:
            _prefix, index, name = refusal.field.split("-")
            self.rows.row(int(index)).add_error(name, refusal.sentence)
            return
        for form in self.forms:
            if refusal.field in form.fields:
                form.add_error(refusal.field, refusal.sentence)
                return
        self.every()[0].add_error(None, refusal.sentence)


def days_of(values):
    """The day of a row, and the next one where it goes on until then."""
    day = None if values.get("remove") else values.get("day")
    return [day + NEXT_DAY * step for step in range(2 if values.get("next_day") else 1)] if day else []


class NewMeeting(Sheet):
    """A new meeting: what, when, who and where."""

    def __init__(self, data, *, cohort, person, seminar=False):
        self.cohort = cohort
        self.theme = ThemeForm(data, initial={"number": Meeting.objects.next_number(cohort)})
        self.host = HostForm(data, cohort=cohort, person=person)
        rows = PartFormSet(data, initial=seminar_rows() if seminar else [{}])
        super().__init__([self.theme, self.host], rows)

    def save(self, *, by, at):
        """The planned meeting, or None when it was refused."""
        membership, secretariat = self.host.chosen()
        texts = {**self.theme.texts(), **self.host.place()}
        return self.carry_out(
            Meeting.objects.plan, self.cohort, by=by, at=at, parts=self.rows.parts(), host=membership,
            secretariat=secretariat, **texts,
        )  # fmt: skip


class Words(Sheet):
    """Theme, deadline and practical details of a meeting."""

    def __init__(self, data, *, meeting):
        self.meeting = meeting
        initial = texts_of(meeting)
        self.theme = ThemeForm(data, initial=initial)
        self.theme.fields["number"].disabled = not meeting.is_planned
        self.deadline = DeadlineForm(data, initial=initial)
        self.practical = PracticalForm(data, initial=initial)
        self.seen = SeenForm(data, stored=initial)
        super().__init__([self.theme, self.deadline, self.practical, self.seen])

    def save(self, *, by, at):
        texts = {key: value for form in self.forms for key, value in form.texts().items()}
        return self.carry_out(self.meeting.describe, by=by, at=at, **texts)


class Practical(Sheet):
    """Address and practical details of a meeting, as its host or facilitator writes them."""

    def __init__(self, data, *, meeting):
        self.meeting = meeting
        initial = texts_of(meeting)
        self.address = AddressForm(data, initial={"address": meeting.address})
        self.address.fields["address"].disabled = not meeting.host_can_change
        self.practical = PracticalForm(data, initial=initial)
        self.seen = SeenForm(
            data, stored=[meeting.address, *(initial[name] for name in self.practical.fields)]
        )
        super().__init__([self.address, self.practical, self.seen])

    def save(self, *, by, at):
        texts = {**self.address.cleaned_data, **self.practical.texts()}
        return self.carry_out(self.meeting.prepare, by=by, at=at, **texts)


class Times(Sheet):
    """When a meeting takes place."""

    def __init__(self, data, *, meeting, seminar=False):
        self.meeting = meeting
        initial = seminar_rows() if seminar else rows_of(meeting)
        super().__init__([], PartFormSet(data, initial=initial))

    def save(self, *, by, at):
        return self.carry_out(self.meeting.move, self.rows.parts(), by=by, at=at)


class HostAndPlace(Sheet):
    """Who hosts a meeting, and where."""

    def __init__(self, data, *, meeting, person):
        self.meeting = meeting
        self.host = HostForm(data, cohort=meeting.cohort, person=person, meeting=meeting)
        super().__init__([self.host])

    def save(self, *, by, at):
        membership, secretariat = self.host.chosen()
        saved = self.carry_out(
            asking.give_host,
            self.meeting,
            membership=membership,
            secretariat=secretariat,
            seen=self.host.host_seen(),
            by=by,
            at=at,
            **self.host.place(),
        )
        if not saved:
            self.host.show(self.meeting)
        return saved
