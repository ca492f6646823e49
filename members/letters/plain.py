"""Plain text, and the same words in HTML: what people typed is never more than text."""

import re
from itertools import groupby

from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


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
