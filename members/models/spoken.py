"""Texts that are data in two languages: Danish always, English where somebody has written it."""

from django.db import models
from django.utils.translation import get_language


class Spoken:
    """Reads `<name>_en` when English is spoken and written, else `<name>_da`."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        english = getattr(instance, f"{self.name}_en")
        if english and (get_language() or "").startswith("en"):
            return english
        return getattr(instance, f"{self.name}_da")


def short(verbose_name, **options):
    """A line of text in one of the languages."""
    return models.CharField(verbose_name, max_length=options.pop("max_length", 200), **options)


def long(verbose_name, **options):
    """A text of several lines in one of the languages; plain, never mark-up."""
    return models.TextField(verbose_name, max_length=options.pop("max_length", 8000), **options)
