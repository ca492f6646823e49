"""Applications, from the first draft to the announced decision."""

from .acceptance import Acceptance
from .application import STATES, Application
from .queryset import ApplicationQuerySet
from .question import Question
from .remark import Remark

__all__ = ["STATES", "Acceptance", "Application", "ApplicationQuerySet", "Question", "Remark"]
