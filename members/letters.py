"""Letters: worded in the recipient's language, stored once, and sent by a sweep.

A letter is one template, `members/letters/<kind>.txt` of its app: the subject on the first line, then a blank
one, then the text. What people typed is plain text in it; only addresses of this site become links in the HTML.
"""

import re
from dataclasses import dataclass
from email.utils import make_msgid
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.template import Context, loader
from django.utils import translation
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from .models import Attachment, Letter, Person
from .wake import wake

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Address:
    """Somebody who gets a letter without having a login."""

    email: str
    name: str = ""
    language: str = "da"


@dataclass(frozen=True)
class File:
    """A file that goes with a letter."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Worded:
    """A letter in words, before anything is stored."""

    subject: str
    text: str
    html: str


def worded(kind, to, *, network=None, context=None):
    """The letter as this recipient would read it: what `post` stores, and what a preview shows."""
    app, name = kind.split("/")
    facts = {"person": to, "network": network, "site_url": settings.SITE_URL, **(context or {})}
    with translation.override(to.language):
        template = loader.get_template(f"{app}/letters/{name}.txt").template
        first_line, _, rest = template.render(Context(facts, autoescape=False)).strip().partition("\n")
        subject, text = one_line(first_line)[:LONGEST_SUBJECT], plain(rest)
        html = loader.render_to_string(
            "components/letter.html",
            {"subject": subject, "body": html_of(text), "network": network, "language": to.language},
        )
    return Worded(subject, text, html)


def post(kind, to, *, about, at, network=None, context=None, attachments=()):
    """Write a letter to one recipient, once; it leaves when the transaction that causes it is committed.

    `kind` is "<app>/<name of the template>"; `to` a Person or an `Address`; `about` what it is about, a stored
    object or a word: the same kind about the same to the same address is written only the first time.
    `attachments` are `File`s.
    """
    about = f"{about._meta.model_name}:{about.pk}" if isinstance(about, models.Model) else str(about)
    found = Letter.objects.filter(kind=kind, about=about, to_email=to.email).first()
    if found:
        return found
    words = worded(kind, to, network=network, context=context)
    letter, written = Letter.objects.get_or_create(
        kind=kind,
        about=about,
        to_email=to.email,
        defaults={
            "network": network,
            "person": to if isinstance(to, Person) else None,
            "to_name": one_line(to.name),
            "language": to.language,
            "subject": words.subject,
            "text": words.text,
            "html": words.html,
            "message_id": new_message_id(),
            "written_at": at,
            # Nobody reads at the address of somebody who was erased.
            "gave_up_at": at if getattr(to, "erased_at", None) else None,
        },
    )
    if written:
        Attachment.objects.bulk_create(
            Attachment(letter=letter, filename=f.filename, content_type=f.content_type, content=f.content)
            for f in attachments
        )
        wake("members.send_letters")
    return letter


def send_again(letter):
    """Let the sweep send a letter once more; one that had arrived gets a new number, or it might be dropped as known."""
    letter.requeue(message_id=new_message_id() if letter.sent_at else letter.message_id)
    wake("members.send_letters")


def new_message_id():
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname)


def one_line(text):
    """The text without control characters and line breaks: fit for a header."""
    return " ".join(CONTROL.sub(" ", text).split())


def plain(text):
    """The text without control characters, with at most one blank line in a row."""
    lines = [CONTROL.sub("", line).rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def html_of(text):
    """The same words in HTML: paragraphs, lists of lines that begin with a dash, links to this site only."""
    return format_html_join("\n", "{}", ((block(part),) for part in text.strip().split("\n\n")))


def block(part):
    """One paragraph; lines that begin with a dash become a list."""
    runs = groupby(part.split("\n"), key=lambda line: line.startswith("- "))
    return format_html_join("\n", "{}", ((run(list(lines), dashed),) for dashed, lines in runs))


def run(lines, dashed):
    """Lines of one kind in a row."""
    if dashed:
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((linked(x[2:]),) for x in lines))
        )
    return format_html("<p>{}</p>", mark_safe("<br>\n".join(map(linked, lines))))  # noqa: S308 - escaped


def linked(line):
    """One line, escaped, with this site's own addresses as links."""
    ours = re.compile(re.escape(escape(settings.SITE_URL)) + r"/(?:[\w/.=?#%-]*[\w/])?")
    return mark_safe(ours.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', escape(line)))  # noqa: S308
