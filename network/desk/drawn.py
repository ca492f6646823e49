"""Pictures as HTML, drawn once: the same facts in the same language look the same at every visit."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import get_language


def drawn(template, facts):
    """What the template makes of `facts`; a frozen dataclass all the way down, for it is what is remembered by."""
    return in_language(template, facts, get_language())


@lru_cache(maxsize=128)
def in_language(template, facts, language):
    """The same for one language, which must be the one that is active."""
    return render_to_string(template, {"facts": facts})
