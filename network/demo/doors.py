"""The demonstration's doors: be anybody at a click, and read every mail. They exist in demo mode only."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django import forms
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from members.access import SECOND_FACTOR
from members.models import Person
from network.demo.mailbox import opened
from network.models import DemoMail

LATEST = 100
# Those whose part in the story is told in a line, in the order of the page.
PARTS = {
    "facilitator@example.dk": _(
        "runs the network for innovation leaders: judges applications, admits, plans meetings, writes letters"
    ),
    "finance@example.dk": _("issues the invoices, downloads them as PDF and notes payments"),
    "member@example.dk": _("is a member this year: sees the calendar, the hosts and the invoice"),
    "applicant@example.dk": _("is filling in an application for next year and has not submitted it"),
    "stranger@example.dk": _("has a login and nothing else: sees what an outsider sees"),
    "sister@example.dk": _("runs Spredningsnetværket only, and must not see the other network"),
}


class PersonForm(forms.Form):
    """Whom to be, and where to go as that person."""

    email = forms.EmailField()
    next = forms.CharField(required=False)


@login_not_required
@require_safe
def people(request):
    """Everybody in the demonstration, with a button each."""
    everybody = Person.objects.filter(is_active=True).select_related("organisation").order_by("name", "email")
    known = {person.email: person for person in everybody}
    leads = [(known.pop(email), part) for email, part in PARTS.items() if email in known]
    return render(request, "network/demo/people.html", {"leads": leads, "others": known.values()})


@csrf_exempt
@login_not_required
@require_POST
def sign_in(request):
    """Be that person, second factor included. Without a token, so that a script can try the demonstration too."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return redirect("demo")
    person = get_object_or_404(Person, email__iexact=form.cleaned_data["email"], is_active=True)
    login(request, person)
    request.session[SECOND_FACTOR] = True
    onward = form.cleaned_data["next"]
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if safe else "home")


@login_not_required
@require_safe
def mails(request):
    """Every mail that the demonstration sent, newest first."""
    return render(request, "network/demo/mails.html", {"mails": DemoMail.objects.defer("raw")[:LATEST]})


@login_not_required
@require_safe
def mail(request, pk):
    """One mail as it was sent."""
    kept = get_object_or_404(DemoMail, pk=pk)
    return render(request, "network/demo/mail.html", {"mail": kept, **opened(kept)})


@login_not_required
@require_safe
@csp_replace({"script-src": [NONE], "style-src": [UNSAFE_INLINE], "img-src": ["data:"], "sandbox": [""]})
def mail_html(request, pk):
    """The mail's HTML by itself, as a mail program would show it: styled, and without scripts."""
    return HttpResponse(opened(get_object_or_404(DemoMail, pk=pk))["html"])


urlpatterns = [
    path("", people, name="demo"),
    path("login/", sign_in, name="demo_login"),
    path("mail/", mails, name="demo_mail"),
    path("mail/<int:pk>/", mail, name="demo_mail_one"),
    path("mail/<int:pk>/html/", mail_html, name="demo_mail_html"),
]
