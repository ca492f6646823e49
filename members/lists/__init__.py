"""Lists as files: read from what Excel and others write, and written so that no cell can run."""

from .headings import COLUMNS, OFFERED
from .reading import LARGEST, read
from .refusing import SENTENCES, NotAList
from .writing import ENDINGS, answer

__all__ = ["COLUMNS", "ENDINGS", "LARGEST", "OFFERED", "SENTENCES", "NotAList", "answer", "read"]
