"""A statement as a table: semicolons, comma decimals and Danish days, under the headings of several banks."""

import csv
import io
import re
from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from members.lists.refusing import NotAList
from members.lists.texts import CONTROL, decoded

from .refusing import A_DAY, AN_AMOUNT, NotAStatement
from .statements import MOST_ENTRIES, Entry, Statement, amount, day, numbered, plain

# What a column holds, the best heading first: a file with both "Bogført" and "Valør" is read by the first.
DATES = "bogført bogførtdato bogføringsdato bogføringsdag bogfdato bogføringdato posteringsdato posteringdato bookingdate dato date transaktionsdato rentedato valør valørdato valutadato"
TEXTS = "tekst posteringstekst beskrivelse text description emne besked meddelelse afsender modtager navn indbetaler modpart betaler tilfrakonto reference referencer betalingsreference kreditorreference egenreference afsendersreference kundereference betalingsid betalerid kortreference fik fiknummer supplerendetekst posteringsoplysninger note notat noter detaljer adviseringstekst message name payer"
AMOUNTS = "beløb beløbidkk beløbdkk beløbikr beløbkr bevægelse amount amountdkk"
INWARD = "indsat ind indbetalt indbetaling kredit kreditbeløb credit"
OUTWARD = "udbetalt ud udbetaling hævet debet debit debetbeløb"
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
DAYS = (
    re.compile(r"(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
)
AMOUNT = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[. ]\d{3})+)(?:,\d{1,2})?[+-]?")
SEPARATORS = ";\t,"
LATEST_HEADING, LONGEST_HEADING = 10, 5000


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
    up_to = max((entry.booked_on for entry in entries), default=None)
    return Statement("csv", numbered(entries), up_to, pending=pending)


def below_the_heading(text):
    """The columns, and the lines below them; some banks say first whose account it is."""
    lines = text.splitlines(keepends=True)
    for place, line in enumerate(lines[:LATEST_HEADING]):
        separator = max(SEPARATORS, key=line.count)
        found = (
            Columns.of(next(csv.reader([line], delimiter=separator), []))
            if len(line) < LONGEST_HEADING
            else None
        )
        if found:
            return found, table("".join(lines[place + 1 :]), separator, place + 2)
    raise NotAStatement("no_heading")


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


class Columns:
    """Which column is which in one file."""

    def __init__(self, date, texts, amount, inward, outward, currency, status):
        self.date, self.texts, self.amount = date, texts, amount
        self.inward, self.outward, self.currency, self.status = inward, outward, currency, status

    @classmethod
    def of(cls, row):
        """The columns of a heading line, or None if the line is none."""
        headings = [bare(cell) for cell in row]

        def first(known):
            return next(
                (place for name in known.split() for place, h in enumerate(headings) if h == name), None
            )

        date, amounts = first(DATES), first(AMOUNTS)
        inward, outward = first(INWARD), first(OUTWARD)
        texts = [place for place, heading in enumerate(headings) if heading in TEXTS.split()]
        if date is None or not texts or (amounts is None and inward is None):
            return None
        for label, place in (("date", date), ("amount", amounts)):
            if place is not None and headings.count(headings[place]) > 1:
                raise NotAStatement("twice", label=LABELS[label])
        return cls(date, texts, amounts, inward, outward, first(CURRENCIES), first(STATES))

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
            moved = sum(
                sign * abs(understood(number, cell(place), amount_of, AN_AMOUNT))
                for sign, place in ((1, self.inward), (-1, self.outward))
                if cell(place)
            )
        return Entry(booked_on, moved, plain(*(cell(place) for place in self.texts)))


def understood(number, text, read, wanted):
    """What the cell says, or the sentence that names its line."""
    try:
        return read(text)
    except ValueError as error:
        raise NotAStatement("line", line=number, text=text[:40], wanted=wanted) from error


def day_of(text):
    """The day that is written as dd-mm-yyyy, or as the ISO wants it; a time behind it is passed over."""
    for shape in DAYS:
        if found := shape.fullmatch(text.split(" ")[0].split("T")[0]):
            with suppress(ValueError):
                return day(
                    **{"number" if key == "day" else key: value for key, value in found.groupdict().items()}
                )
    raise ValueError(text)


def amount_of(text):
    """The amount with a comma before the øre: "-1.234,50", "1234,5", "1.234,50-"."""
    plainly = re.sub(r"[\u00a0\u202f]", " ", text).replace("−", "-")
    plainly = re.sub(r"\s*(?:DKK|kr\.?)\s*", "", plainly, flags=re.IGNORECASE).strip()
    if not AMOUNT.fullmatch(plainly):
        raise ValueError(text)
    minus = "-" if "-" in plainly else ""
    return amount(minus + re.sub(r"[. +-]", "", plainly).replace(",", "."))
