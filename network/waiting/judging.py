"""What waits between an application and the letter about it."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from members import wording
from members.rules import Intake

from .items import CALM, WAIT, Item, at, number


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
    if counts["waiting"] and book.cohort.seats_left and may_still_admit(book):
        yield waiting_list_item(book, page)


def may_still_admit(book):
    """Whether intake is over and the last admission day has not passed (bylaw 5)."""
    last = book.cohort.last_admission_on
    return book.cohort.intake(book.at) is Intake.CLOSED and last is not None and book.today <= last


def waiting_list_item(book, page):
    """Somebody waits, and a seat is free."""
    count = min(book.cohort.seats_left, book.applications["waiting"])
    what = ngettext(
        "Offer one seat to the waiting list", "Offer %(count)s seats to the waiting list", count
    ) % {"count": number(count)}
    day = wording.shortdate(book.cohort.last_admission_on)
    return Item(what, page, gettext("last admission day %(day)s") % {"day": day}, gettext("free"))
