"""What waits for those who run a year, or look after its money."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from meetings.rules import Status
from members import wording
from members.rules import Intake, Phase

from .items import CALM, LATE, WAIT, Item, days_until, in_order, number

# How many days ahead a thing begins to press.
MONTH = 30
DETAILS = 21
ANSWERS = 21
PLANNING = 90


def for_facilitator(book):
    """Everything that waits in one year, the most pressing first."""
    return in_order([*preparing(book), *judging(book), *gathering(book), *invoicing(book), *letters(book)])


def for_finance(book):
    """What waits in one year of those who look after its money."""
    return in_order(invoicing(book))


def at(book, name, **kwargs):
    """The address of one of the year's pages."""
    return reverse(name, kwargs={"network": book.cohort.network.slug, "year": book.cohort.year, **kwargs})


def preparing(book):
    """The year itself: shown, priced, dated, with its criteria."""
    cohort, year = book.cohort, {"year": book.cohort.label}
    if book.phase == Phase.ENDED:
        return
    if cohort.published_at is None:
        yield Item(
            gettext("Show %(year)s to the public") % year,
            at(book, "members:year_edit"),
            gettext("Until then nobody can read about the year or apply."),
            gettext("not shown"),
            WAIT,
        )
    if cohort.taken_over or not book.is_ahead:
        return
    if cohort.opens_at is None:
        yield Item(gettext("Decide when intake for %(year)s opens") % year, at(book, "members:year_edit"))
    if cohort.intake(book.at) in (Intake.NONE, Intake.AHEAD) and not cohort.criteria_count:
        yield Item(
            gettext("Write the criteria for %(year)s") % year,
            at(book, "members:criteria"),
            gettext("They are fixed when intake opens."),
            gettext("missing"),
            WAIT,
        )
    if cohort.intake(book.at) is Intake.AHEAD and cohort.fee_is_approximate:
        yield fee_item(book, year)


def fee_item(book, year):
    """The fee is exact once intake opens (bylaw 12)."""
    opens_on = localdate(book.cohort.opens_at)
    return Item(
        gettext("Set the exact price for %(year)s") % year,
        at(book, "members:year_edit"),
        gettext("Intake opens %(moment)s; after that the price is fixed.")
        % {"moment": wording.moment(book.cohort.opens_at)},
        days_until(opens_on, book.today),
        WAIT if (opens_on - book.today).days <= MONTH else CALM,
    )


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


def gathering(book):
    """Meetings: planned, dated, hosted, described, answered, noted."""
    if not book.meetings:
        near = (book.cohort.starts_on - book.today).days <= PLANNING
        if near and book.phase != Phase.ENDED:
            what = gettext("Plan the meetings in %(year)s") % {"year": book.cohort.label}
            yield Item(what, at(book, "meetings:new"), tag=gettext("missing"), tone=WAIT)
        return
    for meeting in book.ahead:
        yield from meeting_items(book, meeting)
    for meeting in book.held:
        if not meeting.is_over and not book.cohort.taken_over:
            what = gettext("Note that meeting %(number)d was held") % {"number": meeting.number}
            yield Item(what, page_of(book, meeting), wording.shortdate(meeting.starts_at))


def page_of(book, meeting):
    """The address of a meeting."""
    return at(book, "meetings:detail", number=meeting.number)


def meeting_items(book, meeting):
    """What one meeting to come still lacks."""
    words, page = {"number": meeting.number}, page_of(book, meeting)
    day = localdate(meeting.starts_at) if meeting.starts_at else None
    left = (day - book.today).days if day else None
    detail = wording.shortdate(day) if day else meeting.theme
    if day is None:
        yield Item(
            gettext("Choose the day of meeting %(number)d") % words, page, detail, gettext("missing"), WAIT
        )
    if not meeting.is_hosted:
        yield Item(
            gettext("Find a host for meeting %(number)d") % words, page, detail, gettext("missing"), WAIT
        )
    if left is None:
        return
    if meeting.is_planned and left <= PLANNING:
        tone = WAIT if left <= MONTH else CALM
        yield Item(
            gettext("Announce meeting %(number)d") % words, page, detail, days_until(day, book.today), tone
        )
    if meeting.is_hosted and not meeting.address and left <= DETAILS:
        what = gettext("Write the practical details of meeting %(number)d") % words
        yield Item(what, page, detail, days_until(day, book.today), WAIT)
    yield from answer_items(book, meeting, page)


def answer_items(book, meeting, page):
    """Members who have not said whether they come, when the deadline is near."""
    missing = book.seated.total() - meeting.answered
    if meeting.status != Status.ANNOUNCED or missing <= 0:
        return
    until = localdate(meeting.answers_until)
    if 0 <= (until - book.today).days <= ANSWERS:
        what = ngettext(
            "One has not answered about meeting %(number)d",
            "%(count)s have not answered about meeting %(number)d",
            missing,
        )
        words = {"count": number(missing), "number": meeting.number}
        detail = gettext("answers until %(day)s") % {"day": wording.shortdate(until)}
        yield Item(capfirst(what % words), page, detail, days_until(until, book.today))


def invoicing(book):
    """Fees that are not invoiced, and invoices whose day has passed."""
    if count := book.uninvoiced:
        yield uninvoiced_item(book, count)
    if count := len(book.overdue):
        what = ngettext("One invoice is overdue", "%(count)s invoices are overdue", count)
        left = sum(invoice.stands.left for invoice in book.overdue)
        days = max(invoice.stands.days_overdue for invoice in book.overdue)
        detail = wording.kroner(left)
        if count == 1:
            detail = f"{book.overdue[0].number}, {book.overdue[0].buyer_name}, {detail}"
        tag = ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
        yield Item(capfirst(what % {"count": number(count)}), at(book, "billing:overview"), detail, tag, LATE)


def uninvoiced_item(book, count):
    """Somebody's fee is due and not invoiced; without a seller nothing can be."""
    detail = ngettext("One fee is not invoiced yet.", "%(count)s fees are not invoiced yet.", count)
    detail = capfirst(detail % {"count": number(count)})
    if not book.cohort.has_seller:
        return Item(
            gettext("Say who sends the invoices"), reverse("billing:seller"), detail, gettext("missing"), WAIT
        )
    what = ngettext("Issue one invoice", "Issue %(count)s invoices", count) % {"count": number(count)}
    if book.is_ahead:
        return Item(what, at(book, "billing:overview"), detail)
    return Item(what, at(book, "billing:overview"), detail, gettext("not issued"), WAIT)


def letters(book):
    """Letters that could not be delivered."""
    if count := book.cohort.stuck_letters:
        what = ngettext("One letter could not be sent", "%(count)s letters could not be sent", count)
        url = reverse("members:letters", kwargs={"network": book.cohort.network.slug})
        yield Item(capfirst(what % {"count": number(count)}), url, tone=LATE, tag=gettext("not sent"))
