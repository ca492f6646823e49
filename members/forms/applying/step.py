"""What all steps share: each shows one part of a draft, and keeps it by the draft's own verb."""

from django.db import transaction

from ...models import Application


class Step:
    """One page of the application; a form is mixed in."""

    slug = heading = lede = ""
    fields_held = ()
    is_one_answer = False  # all fields are saved together or not at all

    def __init__(self, data=None, *, application, **options):
        self.application = application
        super().__init__(data, **options)

    @classmethod
    def is_asked(cls, cohort):
        """Whether the year asks this at all."""
        return True

    @classmethod
    def holds(cls, field):
        """Whether a refusal at that field is mended on this step."""
        return field in cls.fields_held

    @classmethod
    def is_done(cls, application, refusals):
        """Whether nothing on this step speaks against submitting."""
        return not any(cls.holds(refusal.field) for refusal in refusals)

    def only(self, name):
        """Ask about one field alone: what a browser saves by itself while one writes."""
        if not self.is_one_answer:
            for other in [field for field in self.fields if field != name]:
                del self.fields[other]

    def save(self, at):
        """Keep what was typed in the draft, which begins now if there was none."""
        with transaction.atomic():
            draft = self.application
            if draft.pk is None:
                draft = Application.objects.start(draft.cohort, draft.person, at)
            self.keep(draft, at)
        self.application = draft

    def keep(self, draft, at):
        """Write the fields of this step to the draft."""
        draft.save_step(at, **self.cleaned_data)
