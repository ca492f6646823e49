"""The preview of a list of members: what each line will make, and what the facilitator has confirmed (bylaw 8)."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Organisation, Person
from ..rules import LinesRefused, Refused
from .lines import LineForm
from .organisation import Directory

LINES_ON_A_PAGE = 50


class Register:
    """What is known already about the people and employers of a list, asked in a few queries for all lines."""

    def __init__(self, cohort, lines):
        self.lines_of = defaultdict(list)
        for line in lines:
            self.lines_of[line.get("email", "").strip().lower()].append(line["line"])
        addresses = [address for address in self.lines_of if address]
        people = Person.objects.annotate(address=Lower("email")).filter(address__in=addresses)
        self.known = set(people.values_list("address", flat=True))
        seats = cohort.memberships.valid().annotate(address=Lower("person__email"))
        self.seated = set(seats.order_by().values_list("address", flat=True))
        self.directory = Directory.during(cohort.starts_on, cohort.ends_on)
        names = Organisation.objects.filter(confirmed_at__isnull=False).values_list("name", flat=True)
        self.other_times = {name.casefold() for name in names} - self.directory.exact.keys()

    def first_with(self, address):
        """The number of the first line with that address."""
        return min(self.lines_of.get(address, [0]))


class Preview:
    """One page of a list's lines, as read, or as mended and confirmed in a press of the button."""

    def __init__(self, member_list, cohort, *, page, posted=None):
        self.member_list, self.cohort, self.was_pressed = member_list, cohort, posted is not None
        self.page = Paginator(member_list.lines, LINES_ON_A_PAGE).get_page(page)
        lines = [mended(line, posted or {}) for line in member_list.lines]
        self.register = Register(cohort, lines)
        self.lines = [LineForm(line, register=self.register, posted=posted) for line in self.page]
        self.everything = lines
        self.top = []
        self.sectors = {}
        for line in self.lines:
            self.refuse_two_sectors(line)

    def refuse_two_sectors(self, line):
        """Lines that add the same organisation agree about its sector."""
        if not line.added:
            return
        first = self.sectors.setdefault(line.added.casefold(), line.cleaned_data["sector"])
        if first != line.cleaned_data["sector"]:
            line.add_error("sector", _("Another line says another sector for this organisation."))

    @property
    def confirmed(self):
        """The lines that were ticked, without those who are members already."""
        return [line for line in self.lines if line.ticked and not line.is_member]

    @property
    def problems(self):
        """What stopped the press: at the top, and at each field of the lines that were ticked."""
        if not self.was_pressed:
            return []
        at_lines = [
            {"line": line.number, "id": line[field].id_for_label, "sentence": sentence}
            for line in self.confirmed
            for field, sentences in line.errors.items()
            if field in line.fields
            for sentence in sentences
        ]
        return [{"sentence": sentence} for sentence in self.top] + at_lines

    def counts(self):
        """How many lines of the page are ready, to be mended, and done."""
        done = [line for line in self.lines if line.is_member]
        wrong = [line for line in self.lines if not line.is_member and line.errors]
        return {"ready": len(self.lines) - len(done) - len(wrong), "wrong": len(wrong), "done": len(done)}

    @property
    def unfinished(self):
        """How many lines of the whole list are no members by now."""
        addresses = [line.get("email", "").strip().lower() for line in self.everything]
        return sum(address not in self.register.seated for address in addresses)

    @property
    def too_few_seats(self):
        """Whether the list has more people to enter than the year has seats for."""
        return self.unfinished > self.cohort.seats_left

    def enter(self, *, by, at):
        """Whether those confirmed have been entered: all of them, or none, with the reasons on the lines."""
        confirmed = self.confirmed
        if not confirmed and not any(line.ticked for line in self.lines):
            self.top.append(gettext("Tick each member that you confirm."))
        if self.problems or any(not line.is_valid() for line in confirmed):
            return False
        try:
            self.cohort.take_over_members(
                {line.number: line.particulars() for line in confirmed}, by=by, at=at
            )
        except LinesRefused as refused:
            self.tell(refused)
            return False
        except Refused as refused:
            self.top += [str(refusal.sentence) for refusal in refused.refusals]
            return False
        return True

    def tell(self, refused):
        """Put each reason at its line and field; what is about the year stands once at the top."""
        by_number = {line.number: line for line in self.lines}
        for number, refusals in refused.lines.items():
            for refusal in refusals:
                line = by_number[number]
                if refusal.field in line.fields:
                    line.add_error(refusal.field, ValidationError(refusal.sentence, code=refusal.code))
                elif str(refusal.sentence) not in self.top:
                    self.top.append(str(refusal.sentence))


def mended(line, posted):
    """The line with what was typed in its open fields."""
    prefix = f"line{line['line']}-"
    return line | {name: posted[prefix + name] for name in LineForm.base_fields if prefix + name in posted}
