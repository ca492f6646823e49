"""What facilitators remark among themselves, and what they ask the applicant."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...asking import ask
from ...clock import database_now
from ...forms.deciding import QuestionForm, RemarkForm
from ...forms.refusals import accepted
from ...models import Remark
from .judging import back_to, judged, show


@require_POST
def remarks(request, network, year, pk):
    """Remark on a criterion of the application, or on the whole."""
    application = judged(request, network, year, pk)
    form = RemarkForm(request.POST, cohort=application.cohort)
    written = {"by": request.user, "at": database_now()}
    if accepted(form, lambda: Remark.write(application, **form.cleaned_data, **written)):
        messages.success(request, _("The remark is kept. The applicant is not told."))
        return back_to(application)
    return show(request, application, remark_form=form)


@require_POST
def remark_removal(request, network, year, pk, remark):
    """Take away a remark that one wrote oneself."""
    application = judged(request, network, year, pk)
    own = Remark.objects.about(application).own(request.user)
    get_object_or_404(own, pk=remark).delete()
    messages.success(request, _("The remark has been removed."))
    return back_to(application)


@require_POST
def questions(request, network, year, pk):
    """Ask the applicant something, by letter."""
    application = judged(request, network, year, pk)
    form = QuestionForm(request.POST)
    asked = {"by": request.user, "at": database_now()}
    if accepted(form, lambda: ask(application, **form.cleaned_data, **asked)):
        messages.success(
            request, _("The question is on its way. You are told here when the answer has come.")
        )
        return back_to(application)
    return show(request, application, question_form=form)
