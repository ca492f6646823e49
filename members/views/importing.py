"""Members of a taken-over year from a file: read, looked through line by line, confirmed (bylaw 8)."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from .. import lists
from ..clock import database_now
from ..forms.importing import Preview
from ..forms.uploading import UploadForm
from ..models import Cohort, MemberList


def fetch_year(request, network, year):
    """The taken-over year that the person facilitates, or 404: the members of others come from their intake."""
    taken_over = Cohort.objects.run_by(request.user).filter(taken_over=True)
    return get_object_or_404(taken_over, network__slug=network, year=year)


@require_http_methods(["GET", "HEAD", "POST"])
def member_import(request, network, year):
    """Choose the file with the members; nothing but its lines is kept, and that for a day."""
    cohort = fetch_year(request, network, year)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        read = form.cleaned_data["file"]
        kept = cohort.member_lists.create(
            read_by=request.user,
            read_at=database_now(),
            filename=form.filename,
            lines=read.lines,
            unused=read.unused,
        )
        return redirect("members:member_list", network, year, kept.pk)
    begun = cohort.member_lists.select_related("read_by")
    columns = [lists.COLUMNS[key][0] for key in lists.OFFERED]
    context = {"cohort": cohort, "form": form, "begun": begun, "columns": columns}
    return render(request, "members/importing/upload.html", context)


@require_safe
def member_template(request, network, year, ending):
    """An empty list with the headings that are understood."""
    cohort = fetch_year(request, network, year)
    if ending not in lists.ENDINGS:
        raise Http404("A list is CSV or Excel.")
    headings = [lists.COLUMNS[key][0] for key in lists.OFFERED]
    name = "-".join([cohort.network.slug, str(cohort.year), _("template")])
    return lists.answer(name, headings, [], ending)


@require_http_methods(["GET", "HEAD", "POST"])
def member_list(request, network, year, key):
    """Look through the lines of a list, mend them, and enter the members that one has ticked."""
    cohort = fetch_year(request, network, year)
    found = cohort.member_lists.visible_to(request.user).filter(pk=key).first()
    if found is None:
        messages.info(request, _("That list has been finished or put away. Nobody is entered twice."))
        return redirect("members:member_import", network, year)
    if request.method == "POST":
        return press(request, cohort, found)
    return show(request, cohort, Preview(found, cohort, page=request.GET.get("page")))


@transaction.atomic
def press(request, cohort, found):
    """Keep what was mended, and enter those who were confirmed, all or none."""
    found = MemberList.objects.select_for_update(of=("self",)).filter(pk=found.pk).first()
    if found is None:  # the other of two presses has finished it
        return redirect("members:members", cohort.network.slug, cohort.year)
    preview = Preview(found, cohort, page=request.GET.get("page"), posted=request.POST)
    found.mend(preview.everything)
    if not preview.enter(by=request.user, at=database_now()):
        return show(request, cohort, preview)
    tell(request, len(preview.confirmed))
    if not Preview(found, cohort, page=1).unfinished:
        found.delete()
        return redirect("members:members", cohort.network.slug, cohort.year)
    return redirect(request.get_full_path())


def tell(request, count):
    """Say how many came in; those who are members already are none."""
    if not count:
        messages.info(request, _("Those you ticked are members already. Nobody is entered twice."))
        return
    sentence = ngettext("One member has been entered.", "%(count)d members have been entered.", count)
    messages.success(request, sentence % {"count": count})


def show(request, cohort, preview):
    context = {"cohort": cohort, "preview": preview, "counts": preview.counts()}
    return render(request, "members/importing/preview.html", context)


@require_http_methods(["POST"])
def member_list_removal(request, network, year, key):
    """Put a list away before it is finished; members that were entered stay."""
    cohort = fetch_year(request, network, year)
    get_object_or_404(cohort.member_lists.visible_to(request.user), pk=key).delete()
    messages.success(request, _("The list has been put away."))
    return redirect("members:member_import", network, year)
