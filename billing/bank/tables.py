"""A statement as a table: semicolons, comma decimals and Danish days, under the headings of several banks."""

import csv
import io
import re
from contextlib import suppress
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.lists.refusing import NotAList
from members.lists.texts import CONTROL, decoded

from .refusing import A_DAY, AN_AMOUNT, NotAStatement
from .statements import MOST_ENTRIES, Entry, Statement, amount, day, numbered, plain

# What a column holds. Of dates the first rank that is found counts: a file with both "Bogført" and "Valør" is read by the first.
DATES = (
    "bogført bogførtdato bogførtdag bogføringsdato bogføringsdag bogføringdato bogfdato bogfdag posteringsdato posteringdato posteringsdag bookingdate bookeddate postingdate",
    "dato date",
    "transaktionsdato handelsdato",
    "rentedato rentedag valør valørdato valørdag valutadato valuedate",
)
TEXTS = "tekst posteringstekst beskrivelse text description emne besked meddelelse afsender modtager navn indbetaler modpart betaler tilfrakonto reference referencer betalingsreference kreditorreference egenreference afsendersreference kundereference betalingsid betalerid kortreference fik fiknummer supplerendetekst posteringsoplysninger note notat noter detaljer adviseringstekst message name payer"
AMOUNTS = "beløb posteringsbeløb bevægelse amount"
INWARD = "indsat indsatbeløb ind indbetalt indbetaling indbetalinger indgående indtægt indtægter kredit kreditbeløb credit"
OUTWARD = (
    "udbetalt ud udbetaling udbetalinger udgående udgift udgifter hævet hævetbeløb debet debit debetbeløb"
)
IN_KRONER = re.compile(r"(?:i)?(?:dkk|kr|kroner)$")
CURRENCIES = "valuta møntsort currency"
STATES = "status tilstand"
PENDING = {
    "venter",
    "afventer",
    "reserveret",
    "reserveretbeløb",
    "annulleret",
    "slettet",
    "pending",
    "reserved",
}
LABELS = {"date": _("date"), "amount": _("amount")}
# Eight digits are never both: no day of this century begins with a year where its month would be.
DAYS = (
    re.compile(r"(?P<day>[0-9]{1,2})[-./](?P<month>[0-9]{1,2})[-./](?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})"),
)
CENTURY = 2000
KRONER = r"(?:dkk|kr\.?)?"
AMOUNT = re.compile(
    rf"(?P<before>[+-]?) ?{KRONER} ?(?P<inside>[+-]?) ?"
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,(?P<part>[0-9]{1,2}))?"
    rf" ?(?P<after>[+-]?) ?{KRONER} ?(?P<last>[+-]?)",
    re.IGNORECASE,
)
SEPARATORS = ";\t,"
LATEST_HEADING, LONGEST_HEADING, MOST_NAMED, LONGEST_NAMED = 10, 5000, 12, 30


def read(content):
    """The statement in the bytes of a CSV file."""
    columns, rows = below_the_heading(text_of(content))
    entries, pending = [], 0
    for number, row in rows:
        if columns.is_pending(row):
            pending += 1
            continue
        entries.append(columns.entry(number, row))
        if len(entries) > MOST_ENTRIES:
            raise NotAStatement("too_many", most=MOST_ENTRIES)
    columns.refuse_mixed_signs()
    up_to = max((entry.booked_on for entry in entries), default=None)
    return Statement("csv", numbered(entries), up_to, pending=pending)


def below_the_heading(text):
    """The columns, and the lines below them; some banks say first whose account it is."""
    lines, widest = text.splitlines(keepends=True), []
    for place, line in enumerate(lines[:LATEST_HEADING]):
        separator = max(SEPARATORS, key=line.count)
        row = next(csv.reader([line[:LONGEST_HEADING]], delimiter=separator), [])
        if found := Columns.of(row):
            return found, table("".join(lines[place + 1 :]), separator, place + 2)
        widest = max(widest, row, key=len)
    raise NotAStatement("no_heading", found=quoted(widest))


def quoted(cells):
    """Some cells as they are written, for a sentence."""
    named = [plain(cell)[:LONGEST_NAMED] for cell in cells[:MOST_NAMED]]
    return ", ".join(gettext("“%(word)s”") % {"word": cell} for cell in named if cell) or "–"


def text_of(content):
    """The letters of the file, in UTF-8 or cp1252."""
    try:
        text = decoded(content)
    except NotAList as error:
        raise NotAStatement("encoding" if error.code == "encoding" else "other_kind") from error
    if CONTROL.search(text):
        raise NotAStatement("other_kind")
    return text


def table(text, separator, first):
    """Each line that has words, with its number."""
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), first):
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as error:
        raise NotAStatement("broken") from error


def bare(heading):
    """The heading in small letters, without spaces and signs: "Bogf. dato" is "bogfdato"."""
    return re.sub(r"[\W_]+", "", heading.casefold())


def kind_of(heading):
    """The heading without what says that its amounts are in kroner: "Beløb i DKK" is "beløb"."""
    return IN_KRONER.sub("", bare(heading))


class Columns:
    """Which column is which in one file."""

    def __init__(self, date, texts, amount, inward, outward, currency, status, headings):
        self.date, self.texts, self.amount = date, texts, amount
        self.inward, self.outward, self.currency, self.status = inward, outward, currency, status
        self.headings, self.outward_signs = headings, set()

    @classmethod
    def of(cls, row):
        """The columns of a heading line, or None if the line is none; one that can be read in two ways is refused."""

        def places(known, of=bare):
            return [place for place, cell in enumerate(row) if of(cell) in known.split()]

        dates = next(filter(None, map(places, DATES)), [])
        amounts, inward, outward = (places(known, kind_of) for known in (AMOUNTS, INWARD, OUTWARD))
        texts, currencies, states = map(places, (TEXTS, CURRENCIES, STATES))
        if not (dates and texts and (amounts or inward)):
            return None
        in_kroner = [place for place in amounts if bare(row[place]) != kind_of(row[place])]
        if (
            len(in_kroner) == 1
        ):  # beside it, the currency is that of another column, as of what was paid abroad
            amounts, currencies = in_kroner, []
        refuse_several(row, LABELS["date"], dates)
        both = [amounts + inward + outward] if amounts else [inward, outward]
        for found in both:
            refuse_several(row, LABELS["amount"], found)
        first = [found[0] if found else None for found in (amounts, inward, outward, currencies, states)]
        return cls(dates[0], texts, *first, headings=row)

    def refuse_mixed_signs(self):
        """What went out is written with minus or without, and no bank does both: then nobody knows what went which way."""
        if len(self.outward_signs) > 1:
            raise NotAStatement("signs", text=quoted([self.headings[self.outward]]))

    def is_pending(self, row):
        """Whether the bank has announced the entry and not booked it."""
        cells = {
            bare(row[place]) for place in (self.date, self.status) if place is not None and place < len(row)
        }
        return bool(cells & PENDING)

    def entry(self, number, row):
        """The entry that a line tells of."""

        def cell(place):
            return row[place].strip() if place is not None and place < len(row) else ""

        if (currency := cell(self.currency).upper()) not in ("", "DKK", "KR", "KR."):
            raise NotAStatement("currency", line=number, text=currency[:20])
        booked_on = understood(number, cell(self.date), day_of, A_DAY)
        if self.amount is not None:
            moved = understood(number, cell(self.amount), amount_of, AN_AMOUNT)
        else:
            came, went = (
                understood(number, cell(place), amount_of, AN_AMOUNT) if cell(place) else Decimal(0)
                for place in (self.inward, self.outward)
            )
            self.outward_signs |= {went > 0} if went else set()
            moved = came - abs(went)
        return Entry(booked_on, moved, plain(*(cell(place) for place in self.texts)))


def refuse_several(row, label, places):
    """Refuse a heading line in which several columns are for one thing, by their names."""
    if len(places) > 1:
        raise NotAStatement("twice", label=label, found=quoted([row[place] for place in places]))


def understood(number, text, read, wanted):
    """What the cell says, or the sentence that names its line."""
    try:
        return read(text)
    except ValueError as error:
        raise NotAStatement("line", line=number, text=text[:40], wanted=wanted) from error


def day_of(text):
    """The day that is written as dd-mm-yyyy or dd-mm-yy, or as the ISO wants it; a time behind it is passed over."""
    for shape in DAYS:
        if found := shape.fullmatch(text.split(" ")[0].split("T")[0]):
            year = int(found["year"]) + (CENTURY if len(found["year"]) == 2 else 0)
            with suppress(ValueError):
                return day(year, found["month"], found["day"])
    raise ValueError(text)


def amount_of(text):
    """The amount with a comma before the øre, and one sign at most: "-1.234,50", "1234,5", "1.234,50-", "kr. +5,00"."""
    plainly = " ".join(re.sub(r"[\u00a0\u202f\u2009]", " ", text).replace("−", "-").split())
    found = AMOUNT.fullmatch(plainly)
    signs = found and "".join(found[place] for place in ("before", "inside", "after", "last"))
    if found is None or len(signs) > 1:
        raise ValueError(text)
    whole = re.sub("[. ]", "", found["whole"])
    return amount(f"{signs}{whole}.{found['part'] or 0}")
