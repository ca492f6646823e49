"""The facilitator's page for one year."""

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from members.kept import Kept
from members.models import Cohort
from network import waiting
from network.desk import attendance, invoices, lede, numbers, picture, seats, yearbook
from network.desk.drawn import drawn


@require_safe
def desk(request, network, year):
    """What waits, how far the year has come, and how it stands; finance works from the billing overview."""
    book = yearbook.read_one(
        years_run_by(person=request.user.pk, network=network), year, now(), leaves_money_to_finance=True
    )
    if book is None:
        raise Http404
    context = {
        "cohort": book.cohort,
        "network": book.cohort.network,
        "lede": lede.lede(book),
        "phase": book.phase,
        "year_before": None if book.cohort.taken_over else book.year_before,
        "waiting": waiting.for_facilitator(book, request.user),
        "numbers": numbers.numbers(book),
        "wheel": drawn("network/_wheel.html", picture.picture(book)),
        "attendance": attendance.overview(book),
        "invoices": invoices.overview(book),
        "seats": drawn("network/_seats.html", seats.seats(book)),
    }
    return render(request, "network/desk.html", context)


@Kept
def years_run_by(person, network):
    """The years of that network, if the person facilitates it."""
    return yearbook.with_house(Cohort.objects.run_by(person).filter(network__slug=network))
