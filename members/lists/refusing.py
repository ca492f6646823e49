"""Why a file is not a list that can be read, as a sentence."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _("The file is empty."),
    "pdf": _("This is a PDF. Save the list from Excel as .xlsx or .csv, and choose that file."),
    "picture": _("This is a picture. Save the list from Excel as .xlsx or .csv, and choose that file."),
    "program": _("This is a program, not a list. Choose a list saved as .xlsx or .csv."),
    "old_excel": _("This file is in Excel's old format. Open it in Excel, and save it as .xlsx or .csv."),
    "not_a_list": _("This is not a list. Choose a file that was saved from Excel as .xlsx or .csv."),
    "encoding": _(
        "The letters of the file cannot be read: æ, ø and å would be wrong. Save it as “CSV UTF-8” or as .xlsx."
    ),
    "broken": _("The list cannot be read from beginning to end. Open it in Excel, and save it anew."),
    "bomb": _("The file unpacks to far more than a list of members. Copy the lines into a new file."),
    "no_heading": _(
        "The first line must say what the columns are: at least name, e-mail and organisation. "
        "Download the template to see how."
    ),
    "missing": _("There is no column for: %(missing)s. Write that in the first line, or use the template."),
    "twice": _("Two columns are both for: %(label)s. Keep one of them."),
    "no_lines": _("There is nobody in the list: below the first line it is empty."),
    "too_many": _("The list has more than %(most)d lines. Divide it, and import the parts one by one."),
}


class NotAList(ValueError):
    """A file that cannot be read as a list; carries the sentence that says why."""

    def __init__(self, code, **words):
        self.code, self.sentence = code, SENTENCES[code] % words if words else SENTENCES[code]
        super().__init__(code)
