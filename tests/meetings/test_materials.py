"""Materials and minutes: laid by host and facilitator, read by the members of the year, never run."""

import datetime as dt
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings.models import Material, Minutes
from members.rules import Refused
from tests import factories as people
from tests.sql import refused_by

from . import papers
from .factories import meeting
from .test_answers import at, page_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(world):
    """An announced meeting of the running year, hosted by the member."""
    found = meeting(world.running, world.facilitator, days=200, host=world.membership)
    found.announce(by=world.facilitator, at=timezone.now())
    return found


def laid(made, by, **fields):
    """A small PDF that lies at the meeting."""
    values = {"name": "Oplæg.pdf", "kind": "pdf", "content": papers.PDF, "prepares": True, **fields}
    return Material.objects.lay(made, by=by, at=timezone.now(), **values)


def send(browser, made, name, content, kind="application/pdf"):
    return browser.post(at("materials", made), {"file": SimpleUploadedFile(name, content, kind)})


def sentence_of(answer):
    """What the form says of the file."""
    return answer.context["form"].errors["file"][0]


@pytest.mark.parametrize("who", ["facilitator", "member"])
def test_facilitator_and_host_lay_a_file_and_members_read_it(world, made, sign_in, who):
    content = papers.openxml("docx")
    answer = send(sign_in(getattr(world, who)), made, "Oplæg æøå.exe", content)
    assert said(answer) == ["Filen ligger nu ved mødet."]
    fellow = people.membership(world.running, people.person(), world.facilitator)
    reader, one = sign_in(fellow.person), Material.objects.get()
    assert "Oplæg æøå.docx" in page_of(reader, at("detail", made))
    got = reader.get(at("material", made, pk=one.pk))
    assert b"".join(got) == content
    assert {
        name: got[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Disposition")
    } == {
        "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "attachment; filename*=utf-8''Opl%C3%A6g%20%C3%A6%C3%B8%C3%A5.docx",
    }


def test_large_file_comes_piece_by_piece(world, made, sign_in):
    content = papers.openxml("docx", ("word/media/1.png", bytes(range(256)) * 1000 + b"end"))
    content += b"\0" * (
        300_000 - len(content)
    )  # longer than a piece; the database asks for no kind of content
    one = laid(made, world.facilitator, content=content, kind="docx", name="Stor.docx")
    got = sign_in(world.member).get(at("material", made, pk=one.pk))
    pieces = list(got)
    assert (got.streaming, len(pieces), b"".join(pieces)) == (True, 2, content)


@pytest.mark.parametrize(
    ("name", "content", "begins"),
    [
        ("a.pdf", papers.PROGRAM, "Det er ikke en PDF eller et Office-dokument"),
        ("a.pdf", papers.HTML, "Filen er beskadiget"),
        ("a.docx", papers.packed([("a.txt", "a")]), "Det er ikke en PDF eller et Office-dokument"),
        ("a.docx", papers.openxml("docx", ("word/vbaProject.bin", "x")), "Der er programmer (makroer)"),
        ("a.doc", papers.OLD, "Det er et gammelt Office-dokument"),
        ("a.pdf", b"", "Filen er tom."),
        ("a.pdf", papers.PDF + b"\0" * 21_000_000, "Filen fylder 20,0"),
    ],
)
def test_file_that_lies_is_refused_in_words(world, made, sign_in, name, content, begins):
    answer = send(sign_in(world.facilitator), made, name, content)
    assert sentence_of(answer).replace("\xa0", " ").startswith(begins)
    assert Material.objects.count() == 0


def test_same_file_lies_there_once(world, made, sign_in):
    desk = sign_in(world.facilitator)
    send(desk, made, "a.pdf", papers.PDF)
    assert sentence_of(send(desk, made, "b.pdf", papers.PDF)) == "Filen ligger her allerede."


def test_number_of_files_is_limited(world, made, sign_in):
    for number in range(20):
        laid(made, world.facilitator, content=b"%d" % number)
    with pytest.raises(Refused, match="20"):
        laid(made, world.facilitator)
    assert lay_in_sql(made, world.facilitator) == "material_of_a_reasonable_number"


def test_host_removes_what_he_or_she_laid_and_the_facilitator_every_file(world, made, sign_in):
    own, other = (
        laid(made, world.member),
        laid(made, world.facilitator, content=papers.openxml("docx"), kind="docx"),
    )
    own_url, other_url = (at("material_removal", made, pk=one.pk) for one in (own, other))
    host = sign_in(world.member)
    page = page_of(host, at("materials", made))
    assert (own_url in page, other_url in page) == (True, False)
    assert [host.post(url).status_code for url in (other_url, own_url)] == [404, 302]
    assert list(Material.objects.all()) == [other]
    desk = sign_in(world.facilitator)
    assert "Fjern filen?" in desk.get(other_url).content.decode()
    assert Material.objects.count() == 1
    desk.post(other_url)
    assert Material.objects.count() == 0


@pytest.mark.parametrize("who", ["former", "finance", "sister", "stranger", "applicant"])
def test_materials_are_for_those_who_share_in_confidence(world, made, sign_in, who):
    one = laid(made, world.facilitator)
    Minutes.objects.write(made, "Fortroligt", by=world.facilitator, at=timezone.now(), prepares=True)
    browser = sign_in(getattr(world, who))
    assert browser.get(at("material", made, pk=one.pk)).status_code == 404
    detail = browser.get(at("detail", made))
    assert ("Fortroligt" in detail.content.decode(), "Oplæg.pdf" in detail.content.decode()) == (False, False)


def test_who_withdrew_reads_the_calendar_and_not_the_materials(world, made, sign_in):
    one = laid(made, world.facilitator)
    world.membership.note_withdrawal(on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    browser = sign_in(world.member)
    assert browser.get(at("detail", made)).status_code == 200
    assert browser.get(at("material", made, pk=one.pk)).status_code == 404


def test_year_keeps_its_materials_for_a_year_after_the_term(world, made):
    laid(made, world.facilitator)
    last = world.running.ends_on
    days = [last.replace(year=last.year + 1), last.replace(year=last.year + 1) + dt.timedelta(days=1)]
    assert [Material.objects.visible_to(world.member, day).count() for day in days] == [1, 0]


def test_file_of_another_meeting_is_not_found(world, made, sign_in):
    other = meeting(world.running, world.facilitator, days=220)
    one = laid(other, world.facilitator)
    assert sign_in(world.member).get(at("material", made, pk=one.pk)).status_code == 404


def test_host_writes_the_minutes_and_mark_up_stays_text(world, made, sign_in):
    host = sign_in(world.member)
    host.post(at("minutes", made), {"text": "<b>Første</b> linje\nAnden linje"})
    page = page_of(host, at("detail", made))
    assert "&lt;b&gt;Første&lt;/b&gt; linje<br>Anden linje" in page
    answer = host.post(at("minutes", made), {"text": " "})
    assert answer.context["form"].errors["text"] == ["Skriv referatet, eller forlad siden."]


# Past the forms ------------------------------------------------------------------------------------------


def lay_in_sql(row, by, **columns):
    """The constraint that refuses that file."""
    values = {"name": "a.pdf", "kind": "pdf", "content": b"%PDF", **columns}
    values.setdefault("sha256", hashlib.sha256(values["content"]).hexdigest())
    return refused_by(
        "INSERT INTO meetings_material (meeting_id, name, kind, content, sha256, laid_at, laid_by_id) VALUES "
        "(%(meeting)s, %(name)s, %(kind)s, %(content)s, %(sha256)s, now(), %(by)s)",
        meeting=row.pk, by=by.pk, **values,
    )  # fmt: skip


def test_file_is_refused_by_the_database(world, made):
    cancelled = meeting(world.running, world.facilitator, days=220)
    cancelled.cancel(by=world.facilitator, at=timezone.now())
    found = {
        "member who hosts nothing": lay_in_sql(cancelled, world.member),
        "finance": lay_in_sql(made, world.finance),
        "cancelled": lay_in_sql(cancelled, world.facilitator),
        "checksum": lay_in_sql(made, world.facilitator, sha256="0" * 64),
        "kind": lay_in_sql(made, world.facilitator, kind="exe"),
        "nothing": lay_in_sql(made, world.facilitator, content=b""),
        "no name": lay_in_sql(made, world.facilitator, name=" "),
        "name of two lines": lay_in_sql(made, world.facilitator, name="a\nb"),
    }
    assert found == {
        "member who hosts nothing": "material_laid_by_who_prepares",
        "finance": "material_laid_by_who_prepares",
        "cancelled": "material_of_a_live_meeting",
        "checksum": "material_matches_its_checksum",
        "kind": "material_kind_known",
        "nothing": "material_has_content",
        "no name": "material_has_a_name",
        "name of two lines": "material_name_on_one_line",
    }
    one = laid(made, world.member)
    change = "UPDATE meetings_material SET name = 'x' WHERE id = %(id)s"
    assert refused_by(change, id=one.pk) == "material_stays_as_laid"


def test_minutes_are_refused_by_the_database(world, made):
    other = meeting(world.running, world.facilitator, days=220)

    def write(row, by, text="Referat"):
        return refused_by(
            "INSERT INTO meetings_minutes (meeting_id, text, written_at, written_by_id) "
            "VALUES (%(meeting)s, %(text)s, now(), %(by)s)",
            meeting=row.pk, text=text, by=by.pk,
        )  # fmt: skip

    found = [
        write(other, world.member), write(made, world.finance), write(made, world.member, " "),
        write(made, world.member, "x" * 20_001), write(made, world.member), write(made, world.member),
    ]  # fmt: skip
    assert found == [
        "minutes_written_by_who_prepares", "minutes_written_by_who_prepares", "minutes_say_something",
        "minutes_within_reason", "", "minutes_once",
    ]  # fmt: skip
    move = "UPDATE meetings_minutes SET meeting_id = %(other)s"
    assert refused_by(move, other=other.pk) == "minutes_stay_with_their_meeting"


@pytest.mark.parametrize("count", [1, 20])
def test_materials_are_listed_without_their_content(world, made, sign_in, django_assert_num_queries, count):
    for number in range(count):
        laid(made, world.facilitator, content=b"%d" % number)
    desk, member = sign_in(world.facilitator), sign_in(world.member)
    with django_assert_num_queries(7):
        desk.get(at("materials", made))
    with django_assert_num_queries(10) as queries:
        member.get(at("detail", made))
    assert not [
        query for query in queries if query["sql"] and '"meetings_material"."content",' in query["sql"]
    ]


def test_everything_is_linked(world, made, sign_in):
    page = page_of(sign_in(world.member), at("detail", made))
    for name in ("materials", "minutes", "guests"):
        assert f'href="{at(name, made)}"' in page
