"""What is kept about people, and for how long."""

from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def privacy(request):
    """What we know about you, who sees it, when it is deleted, and which cookies there are."""
    promise = promised(get_language(), settings.KEEP_ACCOUNTING_YEARS)
    return render(request, "network/privacy.html", {"promise": promise})


@cache
def promised(language, accounting_years):
    """The words of the page: the same for everybody, so put together once for each language."""
    return render_to_string("network/_privacy.html", {"periods": periods(accounting_years)})


def periods(accounting_years):
    """What is kept, for how long, and what happens then: the promise that the nightly task keeps."""
    deleted, anonymised = _("deleted"), _("your name is removed")
    accounts = _("the accounting year and %(years)s years more") % {"years": accounting_years}
    return [
        (_("A draft that was not submitted"), _("30 days after intake closes"), deleted),
        (_("An application that was declined, withdrawn or lapsed"), _("6 months"), deleted),
        (
            _("An address that asked to be told when intake opens"),
            _("until it is told; 7 days if it is not confirmed"),
            deleted,
        ),
        (_("A login without application, seat or role"), _("6 months"), deleted),
        (_("What you choose to tell in your profile"), _("the term and 1 year more"), deleted),
        (
            _("A challenge you have shared"),
            _("the term and 3 months more; you can delete it at any time"),
            deleted,
        ),
        (_("What was agreed about your membership"), _("as long as its invoice"), anonymised),
        (_("Invoices and payments"), accounts, anonymised),
        (_("Mails we have sent you"), _("90 days"), deleted),
        (_("The history of who decided what, and when"), _("3 years"), deleted),
    ]
