"""How far a year has come, in two or three sentences."""

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from members import intake, wording
from members.rules import Intake, Phase


def lede(book):
    """The desk's opening words."""
    if book.phase == Phase.ENDED:
        return " ".join([gettext("The year is over."), meetings_held(len(book.held))])
    if book.phase == Phase.RUNNING:
        so_far = meetings_so_far(len(book.held), len(book.ahead))
        return joined(gettext("The year is under way."), so_far, next_intake(book))
    own = intake.of_year(book.cohort, book.at)
    claim = f"{own.claim} {intake.until(book.cohort.closes_at, book.at)}" if own.is_open else own.claim
    rest = "" if own.is_open else own.rest
    begins = gettext("The year begins %(day)s.") % {"day": wording.longdate(book.cohort.starts_on)}
    return joined(claim, rest, begins)


def joined(*sentences):
    """The sentences that say something."""
    return " ".join(sentence for sentence in sentences if sentence)


def counted(sentence, count):
    """A sentence with its number: small ones in words."""
    return capfirst(sentence % {"count": apnumber(count)})


def meetings_held(held):
    """ "Fem møder blev holdt." """
    if not held:
        return gettext("No meetings were held.")
    return counted(ngettext("One meeting was held.", "%(count)s meetings were held.", held), held)


def meetings_so_far(held, ahead):
    """ "To møder er holdt, tre er foran." """
    if not held and not ahead:
        return gettext("No meetings have been planned yet.")
    if not held:
        return counted(ngettext("One meeting is ahead.", "%(count)s meetings are ahead.", ahead), ahead)
    if not ahead:
        return counted(
            ngettext("One meeting has been held.", "%(count)s meetings have been held.", held), held
        )
    past = counted(ngettext("One meeting has been held,", "%(count)s meetings have been held,", held), held)
    future = ngettext("one is ahead.", "%(count)s are ahead.", ahead) % {"count": apnumber(ahead)}
    return f"{past} {future}"


def next_intake(book):
    """ "Optaget til 2028 åbner mandag den 25. oktober kl. 9." """
    if book.next_intake is None:
        return ""
    words = intake.of_year(book.next_intake, book.at)
    if words.state is Intake.AHEAD:
        return f"{words.claim}."
    return f"{words.claim} {intake.until(book.next_intake.closes_at, book.at)}"
