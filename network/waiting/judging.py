"""What waits between an application and the letter about it."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from members import wording
from members.rules import Intake, OfferStanding

from .items import CALM, WAIT, Item, at, days_until, number

NEAR = 14  # so many days ahead the last admission day begins to press


def judging(book):
    """Applications, from the added organisation to the letter."""
    counts, page = book.applications, at(book, "members:applications")
    closed = book.cohort.intake(book.at) is Intake.CLOSED
    if count := counts["unlisted"]:
        what = ngettext("Confirm one organisation", "Confirm %(count)s organisations", count)
        url = reverse("members:organisations", kwargs={"network": book.cohort.network.slug})
        yield Item(
            what % {"count": number(count)},
            url,
            gettext("Added by an applicant."),
            tone=WAIT,
            tag=gettext("new"),
        )
    if count := counts["to_judge"]:
        what = ngettext("Judge one application", "Judge %(count)s applications", count)
        detail = gettext("Intake has closed.") if closed else gettext("Intake is still open.")
        yield Item(
            what % {"count": number(count)},
            page,
            detail,
            gettext("waiting") if closed else "",
            WAIT if closed else CALM,
        )
    if count := counts["answered"]:
        what = ngettext("Read one answer from an applicant", "Read answers from %(count)s applicants", count)
        yield Item(
            what % {"count": number(count)},
            f"{page}?mark=answered",
            gettext("It waits until you prepare a decision."),
            gettext("new"),
            WAIT,
        )
    if count := counts["prepared"]:
        what = ngettext("Announce one decision", "Announce %(count)s decisions", count)
        yield Item(
            what % {"count": number(count)},
            page,
            gettext("Prepared; the applicants know nothing yet."),
            gettext("prepared"),
            WAIT,
        )
    if book.cohort.still_admits(book.at):
        yield from waiting_list(book, closed)
        yield from last_days(book) if closed else ()


def waiting_list(book, closed):
    """Somebody waits who is not offered a seat, and a seat is free; maybe because an offer ran out.

    While intake is open it does not press: whoever still applies is to be judged beside those who wait.
    """
    count = min(book.free, book.applications["waiting"] - len(book.open_offers))
    if count <= 0:
        return
    what = ngettext(
        "Offer one seat to the waiting list", "Offer %(count)s seats to the waiting list", count
    ) % {"count": number(count)}
    detail = why_free(book) if closed else gettext("Intake is still open.")
    yield Item(what, at(book, "members:waiting"), detail, gettext("free"), WAIT if closed else CALM)


def why_free(book):
    """The offer that last ran out, or else until when a seat can be offered."""
    silent = [offer for offer in book.offers if offer.standing(book.at) == OfferStanding.RUN_OUT]
    if not silent:
        day = wording.shortdate(book.cohort.last_admission_on)
        return gettext("last admission day %(day)s") % {"day": day}
    last = max(silent, key=lambda offer: offer.answer_by)
    words = {"name": last.application.name, "day": wording.shortdate(last.answer_by)}
    return gettext("%(name)s had not answered by %(day)s.") % words


def last_days(book):
    """What is still undecided lapses soon, and cannot be decided after that."""
    last, counts = book.cohort.last_admission_on, book.applications
    undecided = counts["to_judge"] + counts["prepared"] + counts["waiting"]
    if undecided and (last - book.today).days <= NEAR:
        what = gettext("Decide before the last admission day, %(day)s") % {"day": wording.shortdate(last)}
        detail = ngettext(
            "One application lapses after that day.",
            "%(count)s applications lapse after that day.",
            undecided,
        )
        detail = capfirst(detail % {"count": number(undecided)})
        yield Item(what, at(book, "members:applications"), detail, days_until(last, book.today), WAIT)
