"""What waits before a year can be applied for: the network described, the year shown, priced, dated."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from members import wording
from members.rules import Intake, Phase

from .items import CALM, WAIT, Item, at, days_until

MONTH = 30


def preparing(book):
    """The year itself: shown, priced, dated, with its criteria."""
    cohort, year = book.cohort, {"year": book.cohort.label}
    if book.phase != Phase.ENDED:
        yield from undescribed(cohort.network)
    if cohort.published_at is None:
        yield unshown_item(book, year)
    if book.phase == Phase.ENDED or cohort.taken_over or not book.is_ahead:
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


def unshown_item(book, year):
    """A year that only its facilitators see; nobody applies for one that was taken over."""
    detail = gettext("Until then nobody can read about the year or apply.")
    if book.cohort.taken_over:
        detail = gettext("Until then nobody can read about the year.")
    return Item(
        gettext("Show %(year)s to the public") % year,
        at(book, "members:year_edit"),
        detail,
        gettext("not shown"),
        WAIT,
    )


def undescribed(network):
    """A network that says nothing of itself."""
    if not network.purpose_da and not network.lede_da:
        yield Item(
            gettext("Describe the network to the public"),
            reverse("members:network_texts", kwargs={"network": network.slug}),
            network.name,
            gettext("missing"),
            WAIT,
        )


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
