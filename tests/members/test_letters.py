"""Letters are written once, in the recipient's language, and what people typed stays plain text."""

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from members.letters import Address, File, html_of, one_line, post, worded
from members.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def wording(tmp_path, settings):
    """A kind of letter that only the tests know, in a folder of templates of its own."""
    folder = tmp_path / "members" / "letters"
    folder.mkdir(parents=True)
    (folder / "greeting.txt").write_text(
        "{% translate 'Monday' %}: {{ word }}\n\nHej {{ person.name }}\n\nSe {{ site_url }}/home/.\n"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]


def write(to, word="hej", about="test", **more):
    return post("members/greeting", to, about=about, at=timezone.now(), context={"word": word}, **more)


def test_letter_is_stored_in_the_recipients_language(world, wording):
    danish = write(world.member)
    world.stranger.language = "en"
    english = write(world.stranger)

    assert [danish.subject, english.subject] == ["mandag: hej", "Monday: hej"]
    assert danish.text == "Hej Mette Medlem\n\nSe http://localhost:8000/home/.\n"
    assert (danish.to_email, danish.person, danish.sent_at) == ("member@example.dk", world.member, None)


def test_letter_is_written_once_per_kind_subject_and_address(world, wording):
    first, again = write(world.member), write(world.member, word="something else")
    write(world.member, about=world.network)

    assert again == first
    assert list(Letter.objects.values_list("about", flat=True)) == [f"network:{world.network.pk}", "test"]


def test_letter_wakes_the_sweep_once(world, wording):
    write(world.member)
    write(world.stranger)

    assert ProcrastinateJob.objects.filter(task_name="members.send_letters", status="todo").count() == 1


def test_letter_goes_to_somebody_without_a_login_too(wording):
    letter = write(Address("nobody@example.dk", "Nils Ingen", "en"))

    assert (letter.to_name, letter.person, letter.subject) == ("Nils Ingen", None, "Monday: hej")


def test_letter_keeps_its_attachments(world, wording):
    letter = write(world.member, attachments=[File("a.txt", "text/plain", b"abc")])
    write(world.member, attachments=[File("b.txt", "text/plain", b"xyz")])

    assert [(a.filename, bytes(a.content)) for a in letter.attachments.all()] == [("a.txt", b"abc")]


def test_what_people_typed_stays_on_its_line_and_without_links(world, wording):
    world.member.name = "<b>M</b> http://evil.example/x"
    words = worded("members/greeting", world.member, context={"word": "a\r\nBcc: x@example.dk\u202e"})

    assert words.subject == "mandag: a"
    assert "&lt;b&gt;M&lt;/b&gt; http://evil.example/x</p>" in words.html
    assert words.html.count("<a ") == 1


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb\n\nc", "<p>a<br>\nb</p>\n<p>c</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("a:\n- b\n- c", "<p>a:</p>\n<ul><li>b</li><li>c</li></ul>"),
        (
            "http://localhost:8000/x/.",
            '<p><a href="http://localhost:8000/x/">http://localhost:8000/x/</a>.</p>',
        ),
        ("http://localhost:8000.evil.example/", "<p>http://localhost:8000.evil.example/</p>"),
        (
            'http://localhost:8000/"><script>',
            '<p><a href="http://localhost:8000/">http://localhost:8000/</a>&quot;&gt;&lt;script&gt;</p>',
        ),
    ],
)
def test_html_has_paragraphs_lists_and_links_to_this_site_only(text, html):
    assert html_of(text) == html


def test_a_header_is_one_line_without_control_characters():
    assert one_line("a\r\n b\x00\u2028c") == "a b c"
