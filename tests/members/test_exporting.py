"""Lists to take along: who may, what they hold, and what they never hold."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Cohort, Person
from tests import factories

pytestmark = pytest.mark.django_db


def at(name, cohort, ending="csv"):
    return reverse(f"members:{name}", args=[cohort.network.slug, cohort.year, ending])


def rows(answer):
    """The lines of a CSV answer, by their headings."""
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_facilitator_takes_the_members_along(world, sign_in):
    Person.objects.filter(pk=world.member.pk).update(phone="00 00 00 00")
    answer = sign_in(world.facilitator).get(at("members_export", world.running))
    (row,) = rows(answer)
    told = {
        "Navn": "Mette Medlem", "Organisation": "Vejle Kommune", "Sektor": "kommune", "Region": "Region Syddanmark",
        "Stilling": "Innovationschef", "E-mail": "member@example.dk", "Telefon": "00 00 00 00",
        "Innovationsansvar": "Leder en innovationsenhed", "Status": "medlem", "Faktureret et andet sted": "nej",
        "CVR-nummer": "99000015", "EAN-nummer (GLN)": "9520000000004", "Personreference": "AZ12345",
    }  # fmt: skip
    assert {heading: row[heading] for heading in told} == told
    assert row["Optaget"] == f"{timezone.localtime(world.membership.admitted_at):%Y-%m-%d %H:%M}"


def test_file_is_named_after_network_and_year_and_kept_by_nobody(world, sign_in):
    answer = sign_in(world.facilitator).get(at("members_export", world.running, "xlsx"))
    name = f"innovationschefer-{world.running.year}-medlemmer.xlsx"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store, private")


def test_finance_takes_the_payers_along_and_nothing_of_the_directory(world, sign_in):
    (row,) = rows(sign_in(world.finance).get(at("members_export", world.running)))
    assert (row["Navn"], row["CVR-nummer"]) == ("Mette Medlem", "99000015")
    assert not {"E-mail", "Telefon", "Stilling", "Innovationsansvar"} & set(row)


def test_seats_that_came_free_are_told(world, sign_in):
    day = timezone.localdate()
    world.membership.note_withdrawal(on=day, by=world.facilitator, at=timezone.now())
    (row,) = rows(sign_in(world.facilitator).get(at("members_export", world.running)))
    assert row["Status"].startswith("trådt ud ")


@pytest.mark.parametrize("who", ["member", "former", "applicant", "sister", "sister_member", "superuser"])
@pytest.mark.parametrize("name", ["members_export", "applications_export"])
def test_lists_are_for_nobody_else(world, sign_in, who, name):
    answer = sign_in(getattr(world, who)).get(at(name, world.running))
    assert (answer.status_code, b"AZ12345" in answer.content) == (404, False)


def test_applications_are_not_for_finance(world, sign_in):
    assert sign_in(world.finance).get(at("applications_export", world.next)).status_code == 404


def test_list_in_another_format_is_not_found(world, sign_in):
    assert sign_in(world.facilitator).get(at("members_export", world.running, "exe")).status_code == 404


def test_applications_come_without_what_was_written_freely(world, sign_in):
    factories.prepared(world.application, world.facilitator, reason="Hemmelig begrundelse.")
    factories.draft(world.next, world.stranger)
    answer = sign_in(world.facilitator).get(at("applications_export", world.next))
    (row,) = rows(answer)
    assert (row["Navn"], row["Status"], row["Innovationsansvar"]) == (
        "Anna Ansøger", "sendt", "Leder en innovationsenhed",
    )  # fmt: skip
    for text in ("Leder kommunens innovationsenhed.", "Hemmelig begrundelse.", "Stine Fremmed"):
        assert text not in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "\t=1+1", "＝1+1", "@x"])
def test_name_that_is_a_formula_does_not_run(world, sign_in, name):
    person = factories.person(name=name)
    factories.membership(world.running, person, world.facilitator)
    desk = sign_in(world.facilitator)
    text = desk.get(at("members_export", world.running)).content.decode("utf-8-sig")
    assert [line for line in text.splitlines() if line.lstrip('"').startswith(("=", "＝", "@", "\t"))] == []
    content = desk.get(at("members_export", world.running, "xlsx")).content
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("members_export", 6), ("applications_export", 7)])
def test_lists_cost_the_same_for_1_and_30_rows(
    world, sign_in, django_assert_num_queries, name, queries, count
):
    Cohort.objects.filter(pk=world.running.pk).update(seats=40)
    for _ in range(count - 1):
        factories.membership(world.running, factories.person(), world.facilitator)
    desk = sign_in(world.facilitator)
    with django_assert_num_queries(queries):
        answer = desk.get(at(name, world.running))
    assert len(rows(answer)) == count


@pytest.mark.parametrize("page", ["members", "applications"])
def test_pages_offer_their_lists(world, sign_in, page):
    url = reverse(f"members:{page}", args=["innovationschefer", world.running.year])
    text = sign_in(world.facilitator).get(url).content.decode()
    assert at(f"{page}_export", world.running, "xlsx") in text
