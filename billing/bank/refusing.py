"""Why a file cannot be read as a bank statement, as a sentence."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _("The file is empty."),
    "other_kind": _(
        "This is not a bank statement. Fetch the entries from the bank as camt.053 (XML) or CSV, and choose that file."
    ),
    "encoding": _(
        "The letters of the file cannot be read. Fetch it from the bank once more, and do not change it."
    ),
    "xml_encoding": _("The file says that it is written in one alphabet, and is written in another."),
    "document_type": _(
        "The file carries definitions of its own (a DTD), which no bank does. For safety it is not read."
    ),
    "broken_xml": _("The XML is broken in line %(line)d. Fetch the file from the bank once more."),
    "not_camt": _("The XML is not a statement of the kind camt.053. Ask the bank for camt.053.001.02."),
    "no_heading": _(
        "The first line must say what the columns are: at least a date, a text and an amount, parted by semicolons. "
        "What was found: %(found)s."
    ),
    "twice": _(
        "Several columns could be the one for: %(label)s. They are called %(found)s. Remove those that are not to be read."
    ),
    "signs": _(
        "The column %(text)s has amounts with a minus and without. It cannot be told which of them went out."
    ),
    "line": _("Line %(line)d cannot be read: “%(text)s” is not %(wanted)s."),
    "entry": _("Entry %(line)d cannot be read: “%(text)s” is not %(wanted)s."),
    "currency": _("Entry %(line)d is in %(text)s. Only Danish kroner can be read."),
    "future": _("The file has an entry of %(text)s, which lies in the future."),
    "broken": _("The lines cannot be read from beginning to end. Fetch the file from the bank once more."),
    "no_entries": _("There are no entries in the file."),
    "too_many": _("The file has more than %(most)d entries. Fetch a shorter period."),
}
A_DAY, AN_AMOUNT = _("a day"), _("an amount")


class NotAStatement(ValueError):
    """A file that cannot be read as a statement; carries the sentence that says why."""

    def __init__(self, code, **words):
        self.code, self.sentence = code, SENTENCES[code] % words if words else SENTENCES[code]
        super().__init__(code)
