"""Members of a taken-over year from a file: read, looked through, confirmed line by line."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.access import SECOND_FACTOR
from members.clock import database_now
from members.forms.importing import LINES_ON_A_PAGE
from members.lists import OFFERED
from members.models import MemberList, Membership, Organisation, Person
from members.models.member_lists import KEPT_FOR
from members.tasks.lists import forget_lists
from tests import factories
from tests.sql import refused_by

pytestmark = pytest.mark.django_db
HEADING = "Navn;E-mail;Titel;Organisation;Sektor;CVR;EAN;Personreference;Faktureres andetsteds"
BO = "Bo Berg;bo@example.dk;Chef;Vejle;;;;;"
ULLA = "Ulla Uhr;ulla@example.dk;Leder;Statens Prøveanstalt;statslig;29190941;5790000120420;UU12;nej"


def at(name, world, *more):
    return reverse(f"members:{name}", args=["innovationschefer", world.past.year, *more])


def file(*lines, heading=HEADING, name="Medlemmer 2017.csv"):
    return SimpleUploadedFile(name, "\r\n".join([heading, *lines]).encode("cp1252"))


@pytest.fixture
def desk(world, sign_in):
    return sign_in(world.facilitator)


@pytest.fixture
def upload(world, desk):
    """A function that hands lines in, and gives the address of the preview."""

    def hand_in(*lines, **options):
        answer = desk.post(at("member_import", world), {"file": file(*lines, **options)})
        assert answer.status_code == 302
        return answer["Location"]

    return hand_in


def ticked(*numbers, **mended):
    return {f"line{number}-confirmed": "on" for number in numbers} | mended


def entered(world):
    return sorted(
        world.past.memberships.exclude(pk=world.former_membership.pk).values_list("person__email", flat=True)
    )


def test_nothing_is_entered_before_the_facilitator_confirms(world, desk, upload):
    before = (Person.objects.count(), Organisation.objects.count())

    page = desk.get(upload(BO, ULLA)).content.decode()

    assert (entered(world), (Person.objects.count(), Organisation.objects.count())) == ([], before)
    for text in ("Bo Berg", "Vejle Kommune", "ny person", "Statens Prøveanstalt", "tilføjes til listen"):
        assert text in page
    assert "checked" not in page.split("<main")[1]


def test_who_is_ticked_is_entered_with_all_that_the_line_says(world, desk, upload):
    url = upload(BO, ULLA)

    page = desk.post(url, ticked(3), follow=True).content.decode()

    seat = world.past.memberships.get(person__email="ulla@example.dk")
    assert entered(world) == ["ulla@example.dk"]
    assert (seat.agreed_name, seat.agreed_title, seat.agreed_organisation, seat.admitted_by) == (
        "Ulla Uhr", "Leder", "Statens Prøveanstalt", world.facilitator,
    )  # fmt: skip
    assert (seat.organisation.sector, seat.organisation.confirmed_by) == ("state", world.facilitator)
    assert (seat.payer.cvr, seat.payer.gln, seat.payer.person_reference, seat.payer.legal_name) == (
        "29190941", "5790000120420", "UU12", "Statens Prøveanstalt",
    )  # fmt: skip
    assert (seat.billed_elsewhere, seat.person.name_is_public) == (False, False)
    assert "Ét medlem er indtastet." in page
    assert "allerede medlem" in page


def test_list_is_put_away_when_everybody_is_entered(world, desk, upload):
    answer = desk.post(upload(BO, ULLA), ticked(2, 3))

    assert (entered(world), MemberList.objects.count()) == (["bo@example.dk", "ulla@example.dk"], 0)
    assert answer["Location"] == at("members", world)


def test_nobody_is_entered_without_a_tick(world, desk, upload):
    answer = desk.post(upload(BO), {})

    assert entered(world) == []
    assert "Sæt kryds ved hvert medlem, du bekræfter." in answer.content.decode()


def test_known_person_gets_a_seat_and_no_second_login(world, desk, upload):
    url = upload("Mette M;MEMBER@example.dk;;Aarhus;;;;;")
    assert "kendt person" in desk.get(url).content.decode()

    desk.post(url, ticked(2))

    assert world.past.memberships.get(person=world.member).agreed_organisation == "Aarhus Kommune"
    assert Person.objects.get(pk=world.member.pk).organisation == world.employer


@pytest.mark.parametrize(
    ("line", "field", "sentence"),
    [
        (";bo@example.dk;;Vejle;;;;;", "name", "Skriv navnet."),
        ("Bo;bo;;Vejle;;;;;", "email", "Det er ikke en gyldig e-mailadresse. Se den efter."),
        ("Bo;bo@example.dk;;;;;;;", "organisation", "Skriv organisationen."),
        ("Bo;bo@example.dk;;Vejle Komune;;;;;", "organisation", "Mener du Vejle Kommune"),
        ("Bo;bo@example.dk;;Qqq;;;;;", "sector", "Vælg sektoren, hvis den skal tilføjes."),
        ("Bo;bo@example.dk;;Qqq;privat;;;;", "sector", "”privat” kan ikke vælges her"),
        ("Bo;bo@example.dk;;Vejle;;1234;;;", "cvr", "Et CVR-nummer har otte cifre."),
        ("Bo;bo@example.dk;;Vejle;;12345678;;;", "cvr", "Det er ikke et gyldigt CVR-nummer."),
        ("Bo;bo@example.dk;;Vejle;;;5790000120421;;", "gln", "ikke et gyldigt"),
        ("Bo;bo@example.dk;;Vejle;;;;;måske", "billed_elsewhere", "Skriv ja eller nej."),
        ("=1+1;bo@example.dk;;Vejle;;;;;", "name", "Cellen begynder med ”=” som en formel."),
        ("Bo;bo@example.dk;@SUM(A1);Vejle;;;;;", "title", "Cellen begynder med ”@” som en formel."),
        ("Bo;bo@example.dk;;Vejle;;;;-1+1;", "person_reference", "Cellen begynder med ”-” som en formel."),
        ("Bo;bo@example.dk;;Region Østdanmark;;;;;", "organisation", "fandtes ikke det år"),
        ("Bo;ulla@example.dk;;Vejle;;;;;", "email", "Linje 2 har samme adresse."),
        ("x" * 201 + ";bo@example.dk;;Vejle;;;;;", "name", "Skriv højst 200 tegn"),
    ],
)
def test_what_is_wrong_stands_at_its_line_and_column(world, desk, upload, line, field, sentence):
    url = upload(ULLA, line)

    answer = desk.post(url, ticked(2, 3))

    wrong = answer.context["preview"].lines[1]
    assert sentence in wrong.errors[field][0]
    assert f'href="#id_line3-{field}"' in answer.content.decode()
    assert (entered(world), Organisation.objects.filter(name="Statens Prøveanstalt").exists()) == ([], False)


def test_wrong_line_is_mended_in_the_preview_and_stays_mended(world, desk, upload):
    url = upload("Bo;bo at example.dk;;Vejl Komune;;;;;", ULLA)

    desk.post(url, ticked(2, **{"line2-email": "bo@example.dk", "line2-organisation": "Vejl Komune"}))
    assert MemberList.objects.get().lines[0]["email"] == "bo@example.dk"
    desk.post(url, ticked(2, **{"line2-organisation": "Vejle"}))

    assert entered(world) == ["bo@example.dk"]


def test_lines_that_are_not_ticked_do_not_stop_the_others(world, desk, upload):
    desk.post(upload("Bo;wrong;;Vejle;;;;;", ULLA), ticked(3))
    assert entered(world) == ["ulla@example.dk"]


def test_line_cannot_name_other_columns_than_its_own(world, desk, upload):
    url = upload(BO)
    desk.post(url, ticked(2, **{"line2-name_public": "on", "line9-name": "x", "line2-line": "7"}))
    seat = world.past.memberships.get(person__email="bo@example.dk")
    assert (seat.agreed_name, seat.person.name_is_public) == ("Bo Berg", False)


def test_two_lines_add_the_same_organisation_once(world, desk, upload):
    url = upload(ULLA, ULLA.replace("ulla@", "uffe@").replace("Prøveanstalt", "prøveanstalt"))
    desk.post(url, ticked(2, 3))
    assert len(entered(world)) == 2
    assert Organisation.objects.filter(name__iexact="statens prøveanstalt").count() == 1


def test_two_lines_that_disagree_about_a_sector_are_told(world, desk, upload):
    url = upload(ULLA, ULLA.replace("ulla@", "uffe@").replace("statslig", "kommunal"))
    answer = desk.post(url, ticked(2, 3))
    assert "En anden linje angiver en anden sektor" in answer.content.decode()
    assert entered(world) == []


def test_full_year_takes_nobody(world, desk, upload):
    type(world.past).objects.filter(pk=world.past.pk).update(seats=2)
    url = upload(BO, ULLA)
    assert "Årgangen har 1 ledige pladser" in desk.get(url).content.decode()

    answer = desk.post(url, ticked(2, 3))

    assert answer.context["preview"].top == ["Alle pladser er optaget."]
    assert (entered(world), Person.objects.filter(email="bo@example.dk").exists()) == ([], False)


def test_press_again_enters_nobody_twice(world, desk, upload):
    url = upload(BO, ULLA)
    desk.post(url, ticked(2))

    page = desk.post(url, ticked(2), follow=True).content.decode()

    assert "Ingen indtastes to gange." in page
    assert entered(world) == ["bo@example.dk"]


def test_press_after_the_list_is_finished_leads_on(world, desk, upload):
    url = upload(BO)
    desk.post(url, ticked(2))

    answer = desk.post(url, ticked(2), follow=True)

    assert answer.redirect_chain == [(at("member_import", world), 302)]
    assert entered(world) == ["bo@example.dk"]


def test_who_was_entered_by_hand_meanwhile_is_shown_as_a_member(world, desk, upload):
    url = upload(BO)
    world.past.take_over_member(
        email="bo@example.dk", name="Bo", organisation=world.employer, billed_elsewhere=True,
        name_public=False, by=world.second_facilitator, at=timezone.now(),
    )  # fmt: skip
    assert "allerede medlem" in desk.get(url).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_preview_costs_the_same_for_1_and_30_lines(world, desk, upload, django_assert_num_queries, rows):
    url = upload(*[f"Bo {n};bo{n}@example.dk;;{'Vejle' if n % 2 else 'Qqq'};;12;;;" for n in range(rows)])

    with django_assert_num_queries(9):
        answer = desk.get(url)

    assert len(answer.context["preview"].lines) == rows


@pytest.mark.parametrize("by", ["list", "hand"])
def test_employer_of_the_time_is_known_after_it_has_ended(world, desk, upload, set_clock, by):
    set_clock(dt.datetime(2027, 1, 2, tzinfo=dt.UTC))
    if by == "list":
        desk.post(upload("Bo;bo@example.dk;;Region Sjælland;;;;;"), ticked(2))
    else:
        typed = {"email": "bo@example.dk", "name": "Bo", "organisation": "Region Sjælland", "confirmed": "on"}
        desk.post(at("member_new", world), typed)
    seat = world.past.memberships.get(person__email="bo@example.dk")
    assert (seat.agreed_organisation, seat.person.organisation.name) == (
        "Region Sjælland",
        "Region Østdanmark",
    )


def test_500_lines_come_in_pages(world, desk, upload):
    url = upload(*[f"Bo {n};bo{n}@example.dk;;Vejle;;;;;" for n in range(500)])
    page = desk.get(f"{url}?page=10").content.decode()
    assert ("Bo 499" in page, "Bo 449" in page, "Side 10" in page) == (True, False, True)
    assert desk.get(f"{url}?page=qq").status_code == 200


def test_page_of_fields_to_mend_fits_into_one_post(settings):
    assert LINES_ON_A_PAGE * (len(OFFERED) + 1) + 2 <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.4", "Det er en PDF."),
        (b"", "Filen er tom."),
        (b"x" * 2_000_001, "Filen fylder 1,9"),
        (b"Bo;bo@example.dk", "Den første linje skal sige"),
    ],
)
def test_file_that_is_no_list_is_told_at_its_field(world, desk, content, sentence):
    answer = desk.post(at("member_import", world), {"file": SimpleUploadedFile("x.csv", content)})
    assert sentence in answer.context["form"].errors["file"][0]
    assert MemberList.objects.count() == 0


def test_file_must_be_chosen(world, desk):
    answer = desk.post(at("member_import", world), {})
    assert answer.context["form"].errors == {"file": ["Vælg filen med listen."]}


def test_50_megabytes_are_told_at_the_field(world, desk):
    answer = desk.post(at("member_import", world), {"file": SimpleUploadedFile("x.csv", b"x" * 50_000_000)})
    assert "Filen fylder 47,7" in answer.context["form"].errors["file"][0]


def test_year_with_an_intake_imports_nobody(world, desk):
    url = reverse("members:member_import", args=["innovationschefer", world.running.year])
    assert (desk.get(url).status_code, desk.post(url, {"file": file(BO)}).status_code) == (404, 404)


def test_list_of_another_network_is_not_found(world, sign_in, upload):
    url = upload(BO)
    for who in ("sister", "member", "finance", "superuser"):
        assert sign_in(getattr(world, who)).get(url).status_code == 404


def test_unfinished_list_is_found_again_and_put_away(world, desk, upload):
    url = upload(BO)
    assert url in desk.get(at("member_import", world)).content.decode()
    desk.post(f"{url}removal/")
    assert MemberList.objects.count() == 0


def test_template_is_offered_as_csv_and_excel(world, desk):
    names = [
        desk.get(at("member_template", world, ending))["Content-Disposition"] for ending in ("csv", "xlsx")
    ]
    assert names == [
        f'attachment; filename="innovationschefer-2017-tom-liste.{ending}"' for ending in ("csv", "xlsx")
    ]
    assert desk.get(at("member_template", world, "exe")).status_code == 404


def test_sweep_puts_away_what_is_a_day_old(world, upload):
    upload(BO)
    forget_lists()
    assert MemberList.objects.count() == 1
    MemberList.objects.update(read_at=database_now() - KEPT_FOR)
    forget_lists()
    assert MemberList.objects.count() == 0


def test_database_keeps_a_list_within_reason(world, upload):
    upload(BO)
    lines = "[" + ", ".join(["{}"] * 501) + "]"
    assert (
        refused_by("UPDATE members_memberlist SET lines = %(lines)s", lines=lines)
        == "memberlist_within_reason"
    )


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["", "Vejle", "bo@example.dk", "=1", "nej", "12345678", "ja", "statslig", "Qqq"]
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=9, max_size=9), min_size=1, max_size=4))
def test_random_tables_never_end_in_an_error_page_or_half_stored(world, desk, rows):
    cells = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    content = "\r\n".join([HEADING, *cells]).encode()
    before = Membership.objects.count()
    answer = desk.post(at("member_import", world), {"file": SimpleUploadedFile("x.csv", content)})
    if answer.status_code == 200:
        assert answer.context["form"].errors["file"]
        return
    numbers = [line["line"] for line in MemberList.objects.first().lines]
    after = desk.post(answer["Location"], ticked(*numbers))
    came = Membership.objects.count() - before
    assert (after.status_code, came > 0) in [(200, False), (302, True), (302, False)]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.text(max_size=20))
def test_random_files_never_end_in_an_error_page(world, desk, content, name):
    answer = desk.post(at("member_import", world), {"file": SimpleUploadedFile(f"{name}x", content)})
    assert answer.status_code in (200, 302)


@pytest.mark.django_db(transaction=True)
def test_import_and_entry_by_hand_at_once_give_one_seat_each():
    """A press of the button twice, and somebody who enters the same person by hand meanwhile."""
    world = factories.World()
    client = signed_in(world.facilitator)
    url = client.post(at("member_import", world), {"file": file(BO, ULLA)})["Location"]
    start, statuses = threading.Barrier(3), []

    def press():
        start.wait()
        statuses.append(signed_in(world.facilitator).post(url, ticked(2, 3)).status_code)
        connections.close_all()

    def by_hand():
        start.wait()
        typed = {"email": "ulla@example.dk", "name": "Ulla", "organisation": "Vejle", "confirmed": "on"}
        statuses.append(signed_in(world.second_facilitator).post(at("member_new", world), typed).status_code)
        connections.close_all()

    threads = [threading.Thread(target=act) for act in (press, press, by_hand)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(statuses) <= {200, 302}
    assert set(entered(world)) in ({"ulla@example.dk"}, {"bo@example.dk", "ulla@example.dk"})


def signed_in(person):
    client = Client()
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return client
