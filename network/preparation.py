"""What a year needs before one can apply for it, step by step: what is done, and where the rest is done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from meetings.shape import TO_FOLLOW
from members import intake, wording
from members.rules import Intake


@dataclass(frozen=True)
class Step:
    """One step: in the imperative, where it is done, how it stands, and whether nobody can apply without it."""

    what: str
    url: str
    is_done: bool
    detail: str = ""
    is_needed: bool = True


def preparation(book):
    """The steps towards the intake of a year that has one; none once it has opened and nothing needed is missing."""
    cohort = book.cohort
    if cohort.taken_over or cohort.intake(book.at) is Intake.CLOSED:
        return []
    steps = [*words(book), *offer(book), shown(book), programme(book), seller(book)]
    missing = [step for step in steps if step.is_needed and not step.is_done]
    return [] if cohort.intake(book.at) is Intake.OPEN and not missing else steps


def page(book, name, field=""):
    """The address of one of the year's pages, at a field of its form."""
    url = reverse(name, args=[book.cohort.network.slug, book.cohort.year])
    return f"{url}#id_{field}" if field else url


def words(book):
    """What everybody who applies agrees and answers to."""
    count = book.cohort.criteria_count
    yield Step(
        gettext("Write the binding terms"),
        page(book, "members:year_edit", "terms_da"),
        bool(book.cohort.terms_da.strip()),
    )
    yield Step(
        gettext("Write the admission criteria"),
        page(book, "members:criteria"),
        count > 0,
        ngettext("%(count)d criterion", "%(count)d criteria", count) % {"count": count} if count else "",
    )


def offer(book):
    """Seats, price and dates."""
    cohort = book.cohort
    yield Step(
        gettext("Decide how many seats there are"),
        page(book, "members:year_edit", "seats"),
        True,
        ngettext("%(count)d seat", "%(count)d seats", cohort.seats) % {"count": cohort.seats},
    )
    amount = {"amount": wording.whole_kroner(cohort.fee)}
    approximate = gettext("about %(amount)s; nobody can apply until it is exact") % amount
    yield Step(
        gettext("Set the exact price"),
        page(book, "members:year_edit", "fee"),
        not cohort.fee_is_approximate,
        approximate if cohort.fee_is_approximate else amount["amount"],
    )
    dated = cohort.opens_at is not None
    said = intake.of_year(cohort, book.at)
    yield Step(
        gettext("Decide when intake opens and closes"),
        page(book, "members:year_edit", "opens_at"),
        dated,
        f"{said.claim} {said.rest}" if dated else "",
    )


def shown(book):
    """Nobody can apply for a year that only its facilitators see."""
    cohort = book.cohort
    return Step(
        gettext("Show the year to everybody"),
        page(book, "members:year_edit", "publication"),
        cohort.published_at is not None,
        ""
        if cohort.terms_da.strip() and cohort.criteria_count
        else gettext("When terms and criteria are written."),
    )


def programme(book):
    """Meetings with themes: they can also be planned later."""
    count = len(book.meetings)
    unwritten = sum(meeting.theme_da == TO_FOLLOW["theme_da"] for meeting in book.meetings)
    details = [ngettext("%(count)d meeting", "%(count)d meetings", count) % {"count": count}] if count else []
    if unwritten:
        missing = ngettext("%(count)d without a theme", "%(count)d without a theme", unwritten)
        details.append(missing % {"count": unwritten})
    name = "meetings:list" if count else "meetings:programme"
    done = count > 0 and not unwritten
    return Step(gettext("Plan the meetings"), page(book, name), done, ", ".join(details), is_needed=False)


def seller(book):
    """Whoever sends the invoices must be known before the first one."""
    what, url = gettext("Say who sends the invoices"), page(book, "billing:overview")
    return Step(what, url, book.cohort.has_seller, is_needed=False)
