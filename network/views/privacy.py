"""What is kept about people, and for how long."""

from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.rules import UNCONFIRMED_FOR
from members.wording import day_count
from network.periods import PERIODS


@login_not_required
@require_safe
def privacy(request):
    """What we know about you, who sees it, when it is deleted, and which cookies there are."""
    promise = promised(get_language(), tuple(getattr(settings, name) for name in PERIODS))
    return render(request, "network/privacy.html", {"promise": promise})


@cache
def promised(language, kept):
    """The words of the page: the same for everybody, so put together once for each language."""
    return render_to_string("network/_privacy.html", {"periods": periods(*kept)})


def periods(drafts, applications, profiles, challenges, logins, food, materials, letters, history, accounts):
    """What is kept, for how long, and what happens then: the promise that the nightly task keeps."""
    deleted, anonymised = _("deleted"), _("your name is removed")
    seat = _(
        "What was agreed about your membership, with your application, your answers to meetings, your attendance and your peer meetings"
    )
    return [
        *[(what, kept, deleted) for what, kept in before_the_year(drafts, applications)],
        *[(what, kept, deleted) for what, kept in about_the_person(logins, profiles)],
        *[(what, kept, deleted) for what, kept in from_the_year(challenges, food, materials)],
        (seat, _("as long as its invoice"), anonymised),
        *[(what, kept, deleted) for what, kept in on_the_record(accounts, letters, history)],
    ]


def before_the_year(drafts, applications):
    """What comes in with an intake."""
    yield (
        _("A draft that was not submitted"),
        _("%(period)s after intake closes") % {"period": day_count(drafts)},
    )
    yield _("An application that was declined, withdrawn or lapsed"), months(applications)
    yield (
        _("An address that asked to be told when intake opens"),
        _("until it is told; %(period)s if it is not confirmed")
        % {"period": day_count(UNCONFIRMED_FOR.days)},
    )


def about_the_person(logins, profiles):
    """The login, and what somebody told in the profile and about hosting."""
    after_term = _("the term and %(period)s more") % {"period": months(profiles)}
    yield (
        _("A login without application, seat or role"),
        _("%(period)s after you last signed in") % {"period": months(logins)},
    )
    yield _("Job title, telephone, employer and what you tell colleagues in your profile"), after_term
    yield _("What you were asked, said and wrote about hosting a meeting"), after_term


def from_the_year(challenges, food, materials):
    """What a year brings with it."""
    yield (
        _("A challenge you have shared"),
        _("the term and %(period)s more; you can delete it at any time") % {"period": months(challenges)},
    )
    yield (
        _("What you have written about food, and why you could not come to a meeting"),
        _("%(period)s after the meeting") % {"period": day_count(food)},
    )
    yield (
        _("Materials and minutes of meetings"),
        _("the term and %(period)s more") % {"period": months(materials)},
    )


def on_the_record(accounts, letters, history):
    """Accounts, mails and history."""
    yield _("Invoices and payments"), _("the accounting year and %(years)s years more") % {"years": accounts}
    yield _("Mails we have sent you"), day_count(letters)
    yield _("The history of who decided what, and when"), years(history)


def months(count):
    """Whole years are said as years."""
    if count % 12 == 0:
        return years(count // 12)
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def years(count):
    return ngettext("%(count)d year", "%(count)d years", count) % {"count": count}
